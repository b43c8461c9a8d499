import type { Notice } from './notice';

const VERSION = '2';

export const NOTICE_DE: Notice = {
  version: VERSION,
  language: 'de',
  title: 'Worum es geht',
  paragraphs: [
    'Ihr Mobilfunknetz weiß ungefähr, wo ein Handy ist. Daraus lassen sich Statistiken machen: wie viele Menschen wann in einem Viertel oder einem Bahnhof sind. Ohne Ihr Ja geschieht das mit diesem Anschluss nicht.',
    'Eine Statistik enthält nie einzelne Menschen, keine Nummern und keine Wege. Zu jeder Zahl kommt Zufall hinzu. Wer sonst alles weiß, könnte damit für einen Tag in höchstens 54,9 von 100 Fällen sagen, ob dieser Anschluss dabei war. Wer rät, trifft 50.',
    'Ein Ja zählt ab dem nächsten Tag. Ein Nein zählt sofort: Die Zeilen dieses Anschlusses werden auch für laufende Tage nicht mehr gezählt. Bereits veröffentlichte Statistiken bleiben.',
    'Standortdaten werden spätestens 48 Stunden nach dem Tag gelöscht. Nur wer „Wiederkehr“ erlaubt, von dem bleiben Zone und Tag länger: unter einem erfundenen Namen, höchstens 33 Tage. Wer unter 18 ist und wer einen Geschäftsanschluss nutzt, wird nie gezählt. Bitte sagen Sie es allen, die diesen Anschluss mitbenutzen.',
  ],
  purposes: {
    'place-statistics': {
      name: 'Statistiken über Orte',
      explanation: 'Für Unternehmen, etwa Läden und Einkaufszentren: wie viele Menschen wann an einem Ort sind.',
    },
    'public-planning': {
      name: 'Öffentliche Planung',
      explanation: 'Für Behörden, die Verkehr, Stadt und Katastrophenschutz planen.',
    },
  },
  dataKinds: {
    presence: { name: 'Anwesenheit', explanation: 'In welcher Zone der Anschluss wie lange war.' },
    movement: { name: 'Bewegung', explanation: 'Von welcher Zone in welche, und in welchem Teil des Tages.' },
    'home-area': {
      name: 'Wohngegend',
      explanation:
        'Der Stadtteil der Vertragsadresse. Er wird nur zusammen mit der Anwesenheit gezählt. Er muss für jeden Zweck erlaubt sein, für den die Anwesenheit erlaubt ist, sonst bleibt er weg.',
    },
    profile: {
      name: 'Altersgruppe und Geschlecht',
      explanation:
        'Wie im Vertrag angegeben, in sechs Altersgruppen. Beides wird nur zusammen mit der Anwesenheit gezählt. Es muss für jeden Zweck erlaubt sein, für den die Anwesenheit erlaubt ist, sonst bleibt es weg.',
    },
    'return-visits': {
      name: 'Wiederkehr',
      explanation:
        'An wie vielen Tagen eines Monats der Anschluss in einer Zone war. Das schützt etwas weniger. Wer sonst alles weiß, könnte für einen Tag in höchstens 56,9 statt 54,9 von 100 Fällen sagen, ob der Anschluss dabei war. Für eine Woche sind es 63,6 statt 62,8. Wer rät, trifft 50. (Das Maß ρ: ein Tag 0,06 statt 0,03, eine Woche 0,24 statt 0,21.) Nach jedem Nein dieses Anschlusses zählt die Wiederkehr erst im nächsten Monat wieder. Das gilt auch für einen zweiten Zweck, der im Monat dazukommt.',
    },
  },
};

export const NOTICE_EN: Notice = {
  version: VERSION,
  language: 'en',
  title: 'What this is about',
  paragraphs: [
    'Your mobile network knows roughly where a phone is. Statistics can be made from that: how many people are in a district or a station, and when. Without your yes this is not done with this line.',
    'A statistic never holds single people, numbers or routes. Chance is added to each figure. With it, somebody who knows everything else could say of a day in at most 54.9 of 100 cases whether this line was in it. Guessing gets 50.',
    'A yes counts from the next day. A no counts at once: the rows of this line are no longer counted, for days under way either. Statistics that are already published stay.',
    'Location data are deleted 48 hours after the day at the latest. Only of those who permit “return visits”, zone and day stay longer: under a made-up name, for at most 33 days. People under 18 and business lines are never counted. Please tell everybody who also uses this line.',
  ],
  purposes: {
    'place-statistics': {
      name: 'Statistics of places',
      explanation: 'For companies such as shops and shopping centres: how many people are at a place, and when.',
    },
    'public-planning': {
      name: 'Public planning',
      explanation: 'For public authorities that plan transport, cities and disaster relief.',
    },
  },
  dataKinds: {
    presence: { name: 'Presence', explanation: 'In which zone the line was, and for how long.' },
    movement: { name: 'Movement', explanation: 'From which zone to which, and in which part of the day.' },
    'home-area': {
      name: 'Home area',
      explanation:
        'The district of the contract’s address. It is counted together with presence only. It must be allowed for every purpose for which presence is allowed, or it is left out.',
    },
    profile: {
      name: 'Age group and gender',
      explanation:
        'As stated in the contract, in six age groups. Both are counted together with presence only. They must be allowed for every purpose for which presence is allowed, or they are left out.',
    },
    'return-visits': {
      name: 'Return visits',
      explanation:
        'On how many days of a month the line was in a zone. This protects a little less. Somebody who knows everything else could say of a day in at most 56.9 instead of 54.9 of 100 cases whether the line was in it. Of a week it is 63.6 instead of 62.8. Guessing gets 50. (The measure ρ: a day 0.06 instead of 0.03, a week 0.24 instead of 0.21.) After any no of this line, return visits count again only from the next month. So does a second purpose that is added within a month.',
    },
  },
};

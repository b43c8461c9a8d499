import type { Notice } from './notice';

const VERSION = '4';

export const NOTICE_DE: Notice = {
  version: VERSION,
  language: 'de',
  title: 'Worum es geht',
  paragraphs: [
    'Ihr Netz weiß ungefähr, wo ein Handy ist. Daraus lässt sich zählen, wie viele Menschen wann in einem Viertel oder einem Bahnhof sind. Ohne Ihr Ja geschieht das mit diesem Anschluss nicht.',
    'Eine Statistik nennt nie einzelne Menschen, keine Nummern und keine Wege. Zu jeder Zahl kommt Zufall hinzu. Wer sonst alles weiß, könnte für einen Tag in höchstens 54,9 von 100 Fällen sagen, ob dieser Anschluss dabei war. Wer rät, trifft 50.',
    'Ein Ja zählt ab dem nächsten Tag und endet nach zwei Jahren von selbst. Ein Nein zählt sofort, auch für Tage, die noch laufen. Eine Pause wirkt wie ein Nein und endet von selbst. Was schon veröffentlicht ist, bleibt: Darin ist niemand zu finden.',
    'Daten über Orte werden spätestens 48 Stunden nach dem Tag gelöscht. Nur wer „Wiederkehr“ erlaubt, von dem bleiben Zone und Tag länger: unter einem erfundenen Namen, höchstens 33 Tage.',
    'Wer unter 18 ist, wird nie gezählt. Ein Anschluss einer Firma auch nicht. Bitte sagen Sie es allen, die diesen Anschluss auch nutzen.',
  ],
  purposes: {
    'place-statistics': {
      name: 'Statistiken über Orte',
      explanation: 'Für Firmen, etwa Läden und Kaufhäuser: wie viele Menschen wann an einem Ort sind.',
    },
    'public-planning': {
      name: 'Öffentliche Planung',
      explanation: 'Für Ämter, die Bus und Bahn, die Stadt und den Schutz bei Unglücken planen.',
    },
  },
  dataKinds: {
    presence: { name: 'Anwesenheit', explanation: 'In welcher Zone der Anschluss wie lange war.' },
    movement: { name: 'Bewegung', explanation: 'Von welcher Zone in welche, und in welchem Teil des Tages.' },
    'home-area': {
      name: 'Wohngegend',
      explanation:
        'Der Stadtteil, der im Vertrag steht. Er zählt nur mit der Anwesenheit. Er muss für jeden Zweck erlaubt sein, für den die Anwesenheit erlaubt ist. Sonst bleibt er weg.',
    },
    profile: {
      name: 'Altersgruppe und Geschlecht',
      explanation:
        'So wie es im Vertrag steht, in sechs Gruppen. Beides zählt nur mit der Anwesenheit. Es muss für jeden Zweck erlaubt sein, für den die Anwesenheit erlaubt ist. Sonst bleibt es weg.',
    },
    'return-visits': {
      name: 'Wiederkehr',
      explanation:
        'An wie vielen Tagen eines Monats der Anschluss in einer Zone war. Das schützt etwas weniger. Wer sonst alles weiß, könnte für einen Tag in höchstens 56,9 statt 54,9 von 100 Fällen sagen, ob der Anschluss dabei war. Für eine Woche, auch über das Ende eines Monats, sind es höchstens 64,4 statt 62,8. Wer rät, trifft 50. (Das Maß ρ: ein Tag 0,06 statt 0,03, eine Woche höchstens 0,27 statt 0,21.) Nach jedem Nein und jeder Pause zählt die Wiederkehr erst im nächsten Monat wieder. Das gilt auch für einen zweiten Zweck, der im Monat dazukommt.',
    },
  },
};

export const NOTICE_EN: Notice = {
  version: VERSION,
  language: 'en',
  title: 'What this is about',
  paragraphs: [
    'Your network knows roughly where a phone is. From that one can count how many people are in a part of town or a station, and when. Without your yes this is not done with this line.',
    'A statistic never names single people, numbers or routes. Chance is added to each figure. Somebody who knows all else could say of a day in at most 54.9 of 100 cases whether this line was in it. A guess gets 50.',
    'A yes counts from the next day and ends by itself after two years. A no counts at once, also for days that have not ended. A pause works like a no and ends by itself. What is published stays: nobody can be found in it.',
    'Data about places are deleted 48 hours after the day at the latest. Only for those who allow “return visits”, zone and day stay longer: under a made-up name, for at most 33 days.',
    'People under 18 are never counted. Nor is the line of a business. Please tell all who also use this line.',
  ],
  purposes: {
    'place-statistics': {
      name: 'Statistics of places',
      explanation: 'For firms such as shops and malls: how many people are at a place, and when.',
    },
    'public-planning': {
      name: 'Public planning',
      explanation: 'For public bodies that plan buses and trains, the town, and help in a disaster.',
    },
  },
  dataKinds: {
    presence: { name: 'Presence', explanation: 'In which zone the line was, and for how long.' },
    movement: { name: 'Movement', explanation: 'From which zone to which, and in which part of the day.' },
    'home-area': {
      name: 'Home area',
      explanation:
        'The part of town in the contract. It counts with presence only. It must be allowed for each purpose for which presence is allowed. Else it is left out.',
    },
    profile: {
      name: 'Age group and gender',
      explanation:
        'As they stand in the contract, in six groups. Both count with presence only. They must be allowed for each purpose for which presence is allowed. Else they are left out.',
    },
    'return-visits': {
      name: 'Return visits',
      explanation:
        'On how many days of a month the line was in a zone. This protects a little less. Somebody who knows all else could say of a day in at most 56.9 instead of 54.9 of 100 cases whether the line was in it. Of a week, also over the end of a month, it is at most 64.4 instead of 62.8. A guess gets 50. (The measure ρ: a day 0.06 instead of 0.03, a week at most 0.27 instead of 0.21.) After each no and each pause, return visits count again only from the next month. So does a second purpose that is added within a month.',
    },
  },
};

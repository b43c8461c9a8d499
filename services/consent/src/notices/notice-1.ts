import type { Notice } from './notice';

const VERSION = '1';

export const NOTICE_DE: Notice = {
  version: VERSION,
  language: 'de',
  title: 'Worum es geht',
  paragraphs: [
    'Ihr Mobilfunknetz weiß ungefähr, wo ein Handy ist. Daraus lassen sich Statistiken machen: wie viele Menschen wann in einem Viertel oder einem Bahnhof sind. Ohne Ihr Ja geschieht das mit diesem Anschluss nicht.',
    'Eine Statistik enthält nie einzelne Menschen, keine Nummern und keine Wege. Zu jeder Zahl kommt Zufall hinzu, so dass niemand aus ihr ablesen kann, ob jemand dabei war.',
    'Ein Ja zählt ab dem nächsten Tag. Ein Nein zählt sofort: Die Zeilen dieses Anschlusses werden auch für laufende Tage nicht mehr gezählt. Bereits veröffentlichte Statistiken bleiben; in ihnen ist niemand zu erkennen.',
    'Standortdaten werden spätestens 48 Stunden nach dem Tag gelöscht. Wer unter 18 ist und wer einen Geschäftsanschluss nutzt, wird nie gezählt. Bitte sagen Sie es allen, die diesen Anschluss mitbenutzen.',
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
    movement: { name: 'Bewegung', explanation: 'Von welcher Zone in welche. Wird noch nicht verwendet.' },
    'home-area': { name: 'Wohngegend', explanation: 'Der Stadtteil der Vertragsadresse. Wird noch nicht verwendet.' },
    profile: {
      name: 'Altersgruppe und Geschlecht',
      explanation: 'Wie im Vertrag angegeben. Wird noch nicht verwendet.',
    },
    'return-visits': {
      name: 'Wiederkehr',
      explanation: 'An wie vielen Tagen eines Monats der Anschluss in einer Zone war. Wird noch nicht verwendet.',
    },
  },
};

export const NOTICE_EN: Notice = {
  version: VERSION,
  language: 'en',
  title: 'What this is about',
  paragraphs: [
    'Your mobile network knows roughly where a phone is. Statistics can be made from that: how many people are in a district or a station, and when. Without your yes this is not done with this line.',
    'A statistic never holds single people, numbers or routes. Chance is added to each figure, so that nobody can read from it whether somebody was there.',
    'A yes counts from the next day. A no counts at once: the rows of this line are no longer counted, for days under way either. Statistics that are already published stay; nobody can be recognised in them.',
    'Location data are deleted 48 hours after the day at the latest. People under 18 and business lines are never counted. Please tell everybody who also uses this line.',
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
    movement: { name: 'Movement', explanation: 'From which zone to which. Not used yet.' },
    'home-area': { name: 'Home area', explanation: 'The district of the contract’s address. Not used yet.' },
    profile: { name: 'Age group and gender', explanation: 'As stated in the contract. Not used yet.' },
    'return-visits': {
      name: 'Return visits',
      explanation: 'On how many days of a month the line was in a zone. Not used yet.',
    },
  },
};

import type { Texts } from '../texts/language';

const en = {
  map: 'Map',
  mapHint: 'Point at a zone for its name, click to choose it.',
  noWebGl: 'This browser cannot draw the map (no WebGL). The table says the same.',
  few: 'few',
  many: 'many',
};

const de: typeof en = {
  map: 'Karte',
  mapHint: 'Auf eine Zone zeigen für den Namen, klicken zum Wählen.',
  noWebGl: 'Dieser Browser kann die Karte nicht zeichnen (kein WebGL). Die Tabelle sagt dasselbe.',
  few: 'wenig',
  many: 'viel',
};

export const mapTexts: Texts<typeof en> = { en, de };

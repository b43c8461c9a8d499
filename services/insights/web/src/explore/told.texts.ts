import type { Texts } from '../shared/texts/language';

const en = {
  verdicts: {
    DETECTED_INCREASE: 'It worked: more visits than without it',
    DETECTED_DECREASE: 'Fewer visits than without it',
    NOT_DETECTABLE: 'Not detectable, which is not “no effect”: nothing stands out of what happens anyway',
  } as Record<string, string>,
  extra: 'Visits more than the comparable zones let expect',
  smallest: (change: string) => `An increase of ${change} or more would have been detected in 80 of 100 cases.`,
  placebos: (extreme: string, zones: string) =>
    `Check: of ${zones} zones without the action, ${extreme} changed as much for their own uncertainty.`,
  earlierChanges: (changes: string) => `Check: in earlier periods without an action it changed by ${changes}.`,
  earlier: 'earlier, no action',
  controls: (zones: string) => `Compared with ${zones} zones that went alike before`,
  areas: (leaflets: string, areas: string) => `${leaflets} leaflets to ${areas} home areas reach, of all visits,`,
  nowhere: 'Nothing can be served: no home area is published for these days. Take more days or more zones.',
  saved: 'Saved against serving all areas alike for the same reach, in leaflets',
  paper: (kilograms: string) => `${kilograms} kg of paper`,
  unknown: (areas: string, leaflets: string) =>
    `${areas} home areas are suppressed: they are not served (${leaflets} leaflets would be needed), and they are not empty.`,
  tested: (days: string, error: string, coverage: string) =>
    `tested on ${days} known days, off by ${error} on average; ${coverage} of these days lay inside the interval.`,
  untested: 'too few known days to test the forecast on.',
  far: 'Zones at most 50 km apart stand for themselves. Longer trips are told between whole regions, those whose zones are all asked for; a pair of regions counts no nearer trips.',
  tooLittleHistory: 'For some days there are too few same weekdays before: they are not forecast.',
};

const de: typeof en = {
  verdicts: {
    DETECTED_INCREASE: 'Sie hat gewirkt: mehr Besuche als ohne sie',
    DETECTED_DECREASE: 'Weniger Besuche als ohne sie',
    NOT_DETECTABLE:
      'Nicht erkennbar, was nicht „ohne Wirkung“ heißt: nichts hebt sich von dem ab, was ohnehin geschieht',
  },
  extra: 'Besuche mehr, als die vergleichbaren Zonen erwarten lassen',
  smallest: (change) => `Eine Zunahme ab ${change} wäre in 80 von 100 Fällen erkannt worden.`,
  placebos: (extreme, zones) =>
    `Probe: von ${zones} Zonen ohne Aktion änderten sich ${extreme} für ihre Unsicherheit ebenso stark.`,
  earlierChanges: (changes) => `Probe: in früheren Zeiten ohne Aktion änderte es sich um ${changes}.`,
  earlier: 'früher, ohne Aktion',
  controls: (zones) => `Verglichen mit ${zones} Zonen, die vorher ebenso verliefen`,
  areas: (leaflets, areas) => `${leaflets} Prospekte in ${areas} Wohngebiete erreichen von allen Besuchen`,
  nowhere: 'Nichts ist zu beliefern: kein Wohngebiet ist für diese Tage veröffentlicht. Mehr Tage oder Zonen wählen.',
  saved: 'Gespart gegenüber gleichmäßiger Verteilung mit derselben Reichweite, in Prospekten',
  paper: (kilograms) => `${kilograms} kg Papier`,
  unknown: (areas, leaflets) =>
    `${areas} Wohngebiete sind unterdrückt: Sie werden nicht beliefert (${leaflets} Prospekte wären nötig) und sind nicht leer.`,
  tested: (days, error, coverage) =>
    `geprüft an ${days} bekannten Tagen, im Mittel um ${error} daneben; ${coverage} dieser Tage lagen im Intervall.`,
  untested: 'zu wenige bekannte Tage, um die Vorhersage zu prüfen.',
  far: 'Zonen, die höchstens 50 km auseinanderliegen, stehen für sich. Weitere Wege stehen zwischen ganzen Regionen, deren Zonen alle gefragt sind; ein Paar von Regionen zählt keine kürzeren Wege.',
  tooLittleHistory: 'Für manche Tage gibt es zu wenige gleiche Wochentage davor: Sie werden nicht vorhergesagt.',
};

export const toldTexts: Texts<typeof en> = { en, de };

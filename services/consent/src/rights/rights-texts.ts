import type { Language } from '../texts/kinds-of-buyer';

export interface RightsTexts {
  readonly access: {
    readonly heading: string;
    readonly lead: string;
    readonly asOf: (when: string) => string;
    readonly download: string;
    readonly number: string;
    readonly nothing: string;
    readonly hidden: string;
    readonly elsewhere: string;
    readonly erase: string;
    readonly back: string;
  };
  readonly erasure: {
    readonly heading: string;
    readonly lead: readonly string[];
    readonly goes: string;
    readonly goesList: readonly string[];
    readonly stays: string;
    readonly staysList: readonly string[];
    readonly confirm: string;
    readonly back: string;
    readonly done: string;
    readonly doneText: readonly string[];
    readonly reference: (reference: string) => string;
    readonly next: string;
  };
}

export const RIGHTS_TEXTS: Readonly<Record<Language, RightsTexts>> = {
  de: {
    access: {
      heading: 'Was wir über diesen Anschluss speichern',
      lead: 'Das ist alles, was dieser Dienst über den Anschluss hat (Art. 15 DSGVO). Wo der Anschluss war, weiß er nicht.',
      asOf: (when) => `Stand: ${when}`,
      download: 'Alles als Datei speichern (JSON)',
      number: 'Nummer',
      nothing: 'Über diesen Anschluss ist nichts gespeichert.',
      hidden: 'Prüfwerte und verschlüsselte Werte stehen hier nicht: Sie sagen nichts aus.',
      elsewhere:
        'Die anderen Dienste kennen den Anschluss nicht: Sie sehen einen erfundenen Namen, der jeden Tag wechselt. Darum kann niemand dort nach ihm suchen.',
      erase: 'Alles löschen',
      back: 'Zurück zum Stand',
    },
    erasure: {
      heading: 'Alles über diesen Anschluss löschen',
      lead: [
        'Noch ist nichts geändert. Zuerst wird alles widerrufen, dann wird gelöscht (Art. 17 DSGVO).',
        'Danach kennt dieser Dienst die Nummer nicht mehr. Unter dem laufenden Vertrag kann niemand mehr etwas erlauben, auch Sie nicht.',
      ],
      goes: 'Das wird gelöscht',
      goesList: [
        'die Nummer, Geburtsjahr, Geschlecht, Wohngegend und Vertragsdaten,',
        'Anmeldungen und Codes,',
        'SMS und Briefe, die noch nicht verschickt sind,',
        'was verdient, aber noch nicht gutgeschrieben ist: Ohne Nummer weiß niemand mehr, wem es zusteht,',
        'was im Prüfprotokoll über den Anschluss steht. Die Einträge selbst bleiben, aber niemand kann sie mehr deuten.',
      ],
      stays: 'Das bleibt, ohne Nummer',
      staysList: [
        'Ihre Entscheidungen und die gezeigten Hinweise: Sie beweisen, dass niemand Ihr Nein verloren hat (Art. 17 Abs. 3 Buchst. b und e DSGVO).',
        'das Widerrufsjournal: Es sorgt dafür, dass eine alte Sicherung nichts zurückbringt.',
        'Einträge auf Stopplisten, und Gutschriften, solange das Gesetz es verlangt.',
        'veröffentlichte Statistiken: Sie enthalten niemanden.',
      ],
      confirm: 'Jetzt alles löschen',
      back: 'Zurück',
      done: 'Gelöscht',
      doneText: ['Alles ist widerrufen, und was gelöscht werden kann, ist gelöscht. Sie sind abgemeldet.'],
      reference: (reference) => `Das Zeichen des Widerrufs ist ${reference}.`,
      next: 'Zur Startseite',
    },
  },
  en: {
    access: {
      heading: 'What we hold about this line',
      lead: 'This is everything that this service has about the line (art. 15 GDPR). It does not know where the line was.',
      asOf: (when) => `As of ${when}`,
      download: 'Save everything as a file (JSON)',
      number: 'Number',
      nothing: 'Nothing is held about this line.',
      hidden: 'Check values and encrypted values are not listed: they say nothing.',
      elsewhere:
        'The other services do not know the line: they see a made-up name that changes every day. So nobody can look for it there.',
      erase: 'Erase everything',
      back: 'Back to the status',
    },
    erasure: {
      heading: 'Erase everything about this line',
      lead: [
        'Nothing is changed yet. First everything is withdrawn, then it is erased (art. 17 GDPR).',
        'After that this service no longer knows the number. Nobody can allow anything under the running contract any more, not even you.',
      ],
      goes: 'What is erased',
      goesList: [
        'the number, birth year, gender, home area and facts of the contract,',
        'log-ins and codes,',
        'text messages and letters that are not sent yet,',
        'what is earned but not credited yet: without the number nobody can tell whose it is,',
        'what the audit log says about the line. The entries themselves stay, but nobody can tell what they were about.',
      ],
      stays: 'What stays, without the number',
      staysList: [
        'your decisions and the notices that were shown: they prove that nobody lost your no (art. 17(3)(b) and (e) GDPR).',
        'the withdrawal journal: it sees to it that an old backup brings nothing back.',
        'entries on stop lists, and credits as long as the law asks for it.',
        'published statistics: they hold nobody.',
      ],
      confirm: 'Erase everything now',
      back: 'Back',
      done: 'Erased',
      doneText: ['Everything is withdrawn, and what can be erased is erased. You are signed out.'],
      reference: (reference) => `The reference of the withdrawal is ${reference}.`,
      next: 'To the start',
    },
  },
};

import type { PageTexts } from './page-texts';

export const PAGE_TEXTS_DE: PageTexts = {
  service: 'Passant: Sie entscheiden',
  otherLanguage: { code: 'en', name: 'English' },
  languageSwitch: 'Sprache',
  skipToContent: 'Zum Inhalt',
  error: 'Fehler',
  errorHeading: 'Bitte prüfen Sie Ihre Eingabe',
  continue: 'Weiter',
  back: 'Zurück',
  signOut: 'Abmelden',
  number: {
    heading: 'Sehen und ändern, was Ihr Mobilfunkanschluss erlaubt',
    lead: 'Wir senden einen Code per SMS an den Anschluss. Damit sehen Sie, was erlaubt ist, und können es ändern.',
    label: 'Mobilnummer',
    hint: 'In jeder üblichen Schreibweise, zum Beispiel 0151 23456789 oder +49 151 23456789.',
    send: 'Code senden',
    unreadable: 'Geben Sie eine Mobilnummer ein, zum Beispiel 0151 23456789.',
    tooMany: 'Es wurden zu viele Codes angefordert. Bitte versuchen Sie es später noch einmal.',
  },
  code: {
    heading: 'Code eingeben',
    lead: 'Wenn diese Nummer ein Anschluss des Netzes ist, ist eine SMS mit einem Code unterwegs. Er gilt 10 Minuten.',
    label: 'Code',
    hint: '6 Ziffern',
    wrong: 'Dieser Code ist falsch oder zu alt. Nach 5 Versuchen brauchen Sie einen neuen.',
    again: 'Neuen Code senden',
    message: (code) =>
      `${code} ist Ihr Code für Passant. Er gilt 10 Minuten. Haben Sie ihn nicht angefordert, müssen Sie nichts tun.`,
  },
  status: {
    heading: 'Was dieser Anschluss erlaubt',
    lead: 'Alles ist aus, bis jemand es einschaltet.',
    states: {
      unknown: 'Nicht erlaubt',
      requested: 'Nicht erlaubt (angefragt)',
      deferred: 'Nicht erlaubt (aufgeschoben)',
      given: 'Erlaubt',
      renewed: 'Erlaubt',
      refused: 'Nicht erlaubt (abgelehnt)',
      withdrawn: 'Nicht erlaubt (widerrufen)',
      expired: 'Nicht erlaubt (abgelaufen)',
      terminated: 'Nicht erlaubt (Vertrag beendet)',
      invalidated: 'Nicht erlaubt (ungültig)',
    },
    change: 'Ändern',
    withdraw: 'Alles widerrufen',
    nothingAllowed: 'Es ist nichts erlaubt. Es gibt nichts zu widerrufen.',
    historyHeading: 'Was entschieden wurde',
    historyEmpty: 'Über diesen Anschluss wurde noch nichts entschieden.',
    columns: { when: 'Wann', what: 'Worüber', decision: 'Entscheidung', effect: 'Wirkung' },
    knowledgeHeading: 'Wer was sieht',
    knowledge: [
      'Dieser Dienst (Einwilligung) weiß, wer Sie sind und was Sie entschieden haben. Er weiß nicht, wo Sie sind.',
      'Solange eine Datei des Netzes gelesen wird, könnte die Aufnahme wissen, wer und wo. Sie behält beides nicht.',
      'Die Anonymisierung kennt Orte, aber keine Menschen: Sie sieht einen erfundenen Namen, der jeden Tag wechselt, bis 48 Stunden nach dem Tag.',
      'Nur für „Wiederkehr“ gilt ein erfundener Name einen Monat lang. Unter ihm bleiben Zone und Tag, höchstens 33 Tage.',
      'Der Dienst, der Statistiken verkauft, kennt weder Menschen noch wo jemand von ihnen war.',
    ],
  },
  usage: {
    heading: 'Wofür dieser Anschluss gezählt wurde',
    lead: 'Gezählt heißt: Der Anschluss stand auf der Liste der Menschen, die es erlauben. Ob er etwas beigetragen hat, weiß dieser Dienst nicht.',
    since: (when) => `Aufgeführt ist alles ab ${when}.`,
    empty: 'Dieser Anschluss wurde für keine Statistik gezählt.',
    nobodyYet: 'noch niemand',
    columns: { when: 'Tag oder Monat', what: 'Statistik', usedBy: 'Benutzt von' },
    products: {
      presence: 'Wie viele Menschen wann in einer Zone waren',
      visitors: 'Wie viele Menschen eine Zone besucht haben',
      dwell: 'Wie lange sie blieben',
      origin: 'Aus welchen Gegenden sie kamen',
      flows: 'Von welcher Zone in welche',
      frequency: 'An wie vielen Tagen des Monats sie da waren',
    },
  },
  change: {
    heading: 'Ändern, was dieser Anschluss erlaubt',
    lead: 'Antworten Sie für jeden Zweck und jede Art von Daten.',
    yes: 'Ja, erlauben',
    no: 'Nein, nicht erlauben',
    nothingChanged: 'Sie haben keine Antwort geändert.',
  },
  check: {
    heading: 'Antworten prüfen',
    lead: 'Noch ist nichts geändert. Diese Antworten ändern sich:',
    confirm: 'Bestätigen',
    toYes: 'Ja, erlauben',
    toNo: 'Nein, nicht erlauben',
  },
  withdraw: {
    heading: 'Alles widerrufen',
    lead: 'Noch ist nichts geändert. Danach ist nichts mehr erlaubt, für keinen Zweck. Sie können später wieder etwas erlauben.',
    confirm: 'Jetzt alles widerrufen',
  },
  done: {
    heading: 'Festgehalten',
    reference: 'Ihr Zeichen',
    yes: 'Was Sie erlaubt haben, zählt ab dem nächsten Tag. Ein laufender Tag wird nie erweitert.',
    no: 'Was Sie widerrufen haben, wird jetzt gestoppt: meist binnen einer Minute, nie später als nach 24 Stunden.',
    toStatus: 'Stand anzeigen',
  },
  refusedHeading: 'Ein Ja wurde nicht festgehalten',
  refused: {
    NOTICE_NOT_SERVED:
      'Der Hinweis wurde vor Ihrem Ja nicht gezeigt. Bitte antworten Sie noch einmal. Jedes Nein wurde festgehalten.',
    NOTICE_TOO_OLD:
      'Der Hinweis wurde vor mehr als 30 Minuten gezeigt. Bitte antworten Sie noch einmal. Jedes Nein wurde festgehalten.',
    NOTICE_OUTDATED:
      'Der Hinweis hat sich inzwischen geändert. Bitte lesen Sie den neuen und antworten Sie noch einmal. Jedes Nein wurde festgehalten.',
    SIM_CHANGED:
      'Die SIM-Karte dieses Anschlusses wurde vor weniger als 72 Stunden gewechselt. Zu Ihrem Schutz zählt so lange kein Ja. Jedes Nein wurde festgehalten.',
    USER_UNDER_18:
      'Für diesen Anschluss ist angegeben, dass ihn jemand unter 18 nutzt. So lange zählt kein Ja. Jedes Nein wurde festgehalten.',
    JOURNAL_UNWRITABLE:
      'Ein Ja kann im Moment nicht festgehalten werden. Bitte versuchen Sie es später. Jedes Nein wurde festgehalten.',
  },
  ended: {
    heading: 'Sie sind abgemeldet',
    lead: 'Zu Ihrem Schutz endet eine Sitzung nach 15 Minuten ohne Eingabe, und wenn Sie sich abmelden.',
    again: 'Neu beginnen',
  },
  effect: {
    since: (time) => `Wirksam seit ${time}`,
    pending: (confirmed, places) => `Noch nicht überall wirksam: ${confirmed} von ${places} Stellen haben bestätigt`,
    fromNextDay: 'Zählt ab dem nächsten Tag',
  },
};

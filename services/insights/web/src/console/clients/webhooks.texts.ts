import type { Texts } from '../../shared/texts/language';

const en = {
  title: 'Webhooks',
  says: 'Programmes of the client are told of new releases, of changes of the contract and of files that are ready.',
  none: 'No webhook yet',
  noneText:
    'A webhook tells a client’s program of new releases and of its contract. Register one below, or the client does by the API.',
  register: 'Register a webhook',
  registerSays: 'Messages are signed (Standard Webhooks). What they are checked by is shown once.',
  registered: 'The webhook is registered. Hand over what signs it now.',
  secretTitle: 'What signs the messages, this once',
  secretText: 'Copy it and hand it over on a safe way. It is gone once you leave this page.',
  forget: 'I have copied it',
  url: 'Address (https)',
  urlWrong: 'An address on the public internet that begins with https://.',
  events: 'Told of',
  eventsMissing: 'Choose at least one.',
  eventNames: {
    'release.published': 'new releases',
    'contract.changed': 'changes of the contract',
    'export.finished': 'files that are ready',
  },
  event: 'Event',
  state: 'State',
  states: { active: 'active', removed: 'removed', gone: 'gone: the address said that it is no more' } as Record<
    string,
    string
  >,
  since: 'Since',
  deliveries: 'Messages',
  noDeliveries: 'Nothing was sent yet',
  noDeliveriesText:
    'Messages are sent by themselves as releases and contracts change. One that is given up can be sent again here.',
  deliveryStates: { pending: 'under way', delivered: 'delivered', dead: 'given up' } as Record<string, string>,
  attempts: 'Attempts',
  problem: 'Last answer',
  remove: 'Remove',
  removeSays: 'Nothing is sent there any more. It cannot be taken back; another one can be registered.',
  removed: 'The webhook is removed.',
  replay: 'Send again',
  replaySays: 'It is tried again as if it were new, with the same message.',
  replayed: 'It is on its way again.',
};

const de: typeof en = {
  title: 'Webhooks',
  says: 'Programme des Kunden erfahren von neuen Freigaben, Änderungen des Vertrags und fertigen Dateien.',
  none: 'Noch kein Webhook',
  noneText:
    'Ein Webhook meldet dem Programm eines Kunden neue Freigaben und was mit seinem Vertrag geschieht. Melden Sie unten einen an, oder der Kunde tut es über die API.',
  register: 'Webhook anmelden',
  registerSays: 'Nachrichten sind unterschrieben (Standard Webhooks). Womit sie geprüft werden, steht einmal hier.',
  registered: 'Der Webhook ist angemeldet. Übergeben Sie jetzt, was ihn unterschreibt.',
  secretTitle: 'Was Nachrichten unterschreibt, nur dieses eine Mal',
  secretText: 'Kopieren und auf sicherem Weg übergeben. Wenn Sie die Seite verlassen, ist es weg.',
  forget: 'Ich habe es kopiert',
  url: 'Adresse (https)',
  urlWrong: 'Eine Adresse im öffentlichen Internet, die mit https:// beginnt.',
  events: 'Erfährt von',
  eventsMissing: 'Wählen Sie mindestens eines.',
  eventNames: {
    'release.published': 'neuen Freigaben',
    'contract.changed': 'Änderungen des Vertrags',
    'export.finished': 'fertigen Dateien',
  },
  event: 'Ereignis',
  state: 'Stand',
  states: { active: 'aktiv', removed: 'entfernt', gone: 'weg: Die Adresse sagte, dass es sie nicht mehr gibt' },
  since: 'Seit',
  deliveries: 'Nachrichten',
  noDeliveries: 'Noch wurde nichts gesendet',
  noDeliveriesText:
    'Nachrichten gehen von selbst, wenn sich Freigaben und Verträge ändern. Eine aufgegebene lässt sich hier noch einmal senden.',
  deliveryStates: { pending: 'unterwegs', delivered: 'zugestellt', dead: 'aufgegeben' },
  attempts: 'Versuche',
  problem: 'Letzte Antwort',
  remove: 'Entfernen',
  removeSays: 'Dorthin wird nichts mehr gesendet. Es lässt sich nicht zurücknehmen; ein anderer lässt sich anmelden.',
  removed: 'Der Webhook ist entfernt.',
  replay: 'Noch einmal senden',
  replaySays: 'Dieselbe Nachricht wird versucht, als wäre sie neu.',
  replayed: 'Sie ist wieder unterwegs.',
};

export const webhookTexts: Texts<typeof en> = { en, de };

import type { Texts } from '../shared/texts/language';

const en = {
  saved: 'Saved views',
  savedText:
    'Kept in this browser alone, for this client: the question, not its figures. To show one to somebody, send its address.',
  name: 'Name of this view',
  save: 'Save',
  forget: 'Forget',
  editor: 'Ask the graph',
  back: 'Back to the map',
  query: 'Question (GraphQL)',
  queryHint: 'Ctrl and Enter runs it. It is asked under your contracts, counted and billed like any other question.',
  variables: 'Variables (JSON)',
  notJson: 'Variables are one JSON object, such as {"from": "2025-03-01"}.',
  run: 'Run',
  answer: 'Answer',
  noAnswer: 'Nothing was asked yet.',
  schema: 'What can be asked',
  schemaElsewhere:
    'Here the graph does not describe itself. Your contact sends you its schema; “Open as GraphQL” beside every question shows how it is asked.',
  findType: 'Type',
  noType: 'There is no such type.',
};

const de: typeof en = {
  saved: 'Gespeicherte Ansichten',
  savedText:
    'Nur in diesem Browser und für diesen Kunden: die Frage, nicht ihre Zahlen. Um jemandem eine zu zeigen, ihre Adresse schicken.',
  name: 'Name dieser Ansicht',
  save: 'Speichern',
  forget: 'Vergessen',
  editor: 'Den Graphen fragen',
  back: 'Zurück zur Karte',
  query: 'Frage (GraphQL)',
  queryHint:
    'Strg und Eingabe führt aus. Gefragt wird unter Ihren Verträgen, gezählt und berechnet wie jede andere Frage.',
  variables: 'Variablen (JSON)',
  notJson: 'Variablen sind ein JSON-Objekt, etwa {"from": "2025-03-01"}.',
  run: 'Ausführen',
  answer: 'Antwort',
  noAnswer: 'Noch wurde nichts gefragt.',
  schema: 'Was gefragt werden kann',
  schemaElsewhere:
    'Hier beschreibt der Graph sich nicht selbst. Ihr Kontakt schickt Ihnen sein Schema; „Als GraphQL öffnen“ neben jeder Frage zeigt, wie sie gestellt wird.',
  findType: 'Typ',
  noType: 'Diesen Typ gibt es nicht.',
};

export const workTexts: Texts<typeof en> = { en, de };

import type { Texts } from './language';

type Words = Readonly<Record<string, string>>;

/** By stable code: what is wrong, and what to do about it. */
const en: Words = {
  UNREACHABLE: 'The service cannot be reached. Check the network, then try again: nothing is lost.',
  LOGGED_OUT: 'Your log-in has ended. Log in again, then try again.',
  UNAUTHENTICATED: 'Your log-in has ended. Log in again, then try again.',
  PICTURE_MISSING:
    'The picture did not arrive; the table says the same. Check the network, then try again. If it stays, load the page again: its address keeps the question.',
  SERVICE_UNAVAILABLE: 'A part of the service is down. The rest of this page works; try this part again in a moment.',
  OPERATION_TIMED_OUT: 'This took too long. Ask for fewer zones or a shorter time.',
  OPERATION_TOO_EXPENSIVE: 'This asks for too much at once. Ask for fewer zones, a shorter time or fewer fields.',
  COST_BUDGET_SPENT: 'That was a lot of questions in one minute. Wait a minute, then try again.',
  RATE_EXCEEDED: 'Your contract has fewer questions a minute than that. Wait a minute, then try again.',
  TOO_MANY: 'That was a lot in a short time. Wait a minute, then try again.',
  INTERNAL: 'Something went wrong on our side. Try again; if it stays, tell us the number below.',
  FORBIDDEN: 'Your account may not do this. Ask your contact for one that may.',
  CREDENTIALS_REVOKED: 'Access of your company was revoked. Ask your contact for a new one.',
  CREDENTIALS_UNKNOWN: 'Access of your company is not known any more. Ask your contact for a new one.',
  CONTRACT_NOT_ACTIVE:
    'Your contract is not in force: it was suspended, has ended or has not begun. Ask your contact; what you see here stays until you leave.',
  CONTRACT_UNKNOWN: 'There is no such contract. Choose one of yours, or ask your contact.',
  ENTITLEMENT_MISSING:
    'Your contract does not cover this question. Choose other zones, days or another question, or ask your contact for more.',
  QUOTA_EXCEEDED:
    'This answer needs more figures than this month’s quota has left. Ask for fewer zones, a coarser grain or a shorter time.',
  PROCESSING_STOPPED: 'This is stopped at present: nothing of it is sold. Try again later; what you see here stays.',
  STOPS_UNKNOWN: 'Whether this is stopped cannot be looked up, so nothing is sold. Try again in a minute.',
  MARKET_UNKNOWN: 'There is no such market. Choose a contract whose market is there, or ask your contact.',
  ZONE_UNKNOWN: 'A zone is not in the plan any more. Choose zones from the list again.',
  PERIOD_REVERSED: 'The last day is before the first. Choose the days again.',
  GRAIN_NOT_AVAILABLE: 'Only presence is counted by the hour. Ask in steps of days, weeks or months.',
  PROFILE_NOT_AVAILABLE: 'This is told of everybody only. Leave age and gender out, or ask about visitors.',
  PERIODS_NOT_ALIKE: 'Like is compared with like. Choose days to compare with that begin on the same weekday.',
  CANDIDATES_TOO_FEW:
    'Too few zones without the action are there to judge it by. Name fewer zones with the action, or ask under a contract with more zones.',
  POPULATION_UNKNOWN:
    'Nobody has said how many people live in these zones, so leaflets cannot be counted. Ask your contact to have it added.',
  TARGET_SUPPRESSED:
    'Visitors of that age and gender are too few to be told. Ask for all ages, a longer time or more zones.',
  PRINT_RUN_UNCLEAR: 'Give either the number of leaflets, or the money and what a thousand cost.',
  QUESTION_TOO_LARGE: 'This is too much for one question. Ask for fewer zones, a shorter time or coarser steps.',
  EXPORT_UNKNOWN: 'This file is not there any more. Export it again.',
  EXPORTS_TOO_MANY: 'Other files are being written still. Wait until one is finished, then try again.',
  IDEMPOTENCY_KEY_REUSED: 'This was asked before, in another form. Press the button once more.',
  IDEMPOTENCY_KEY_IN_FLIGHT: 'The same is being done at this moment. Wait a little, then try again.',
  INPUT_INVALID: 'Something that was entered cannot be read. Look at days and numbers, then try again.',
  BAD_USER_INPUT: 'A value in the question is not of its type. Look at the values, then try again.',
  BAD_REQUEST: 'The question cannot be read. Load the page again, then try again.',
  GRAPHQL_PARSE_FAILED: 'The question is not GraphQL. Mend it where it says below.',
  GRAPHQL_VALIDATION_FAILED: 'The question asks for what is not there, or for too much. Mend it where it says below.',
  OPERATION_RESOLUTION_FAILURE: 'Several questions stand there. Leave one of them.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Only whole questions are answered. Send its text.',
  INTROSPECTION_DISABLED: 'The graph does not describe itself here. Read what can be asked in the documentation.',
};

const de: Words = {
  UNREACHABLE: 'Der Dienst ist nicht zu erreichen. Netz prüfen, dann noch einmal: nichts ist verloren.',
  LOGGED_OUT: 'Ihre Anmeldung ist abgelaufen. Neu anmelden, dann noch einmal.',
  UNAUTHENTICATED: 'Ihre Anmeldung ist abgelaufen. Neu anmelden, dann noch einmal.',
  PICTURE_MISSING:
    'Das Bild ist nicht angekommen; die Tabelle sagt dasselbe. Netz prüfen, dann noch einmal. Bleibt es, die Seite neu laden: Ihre Adresse behält die Frage.',
  SERVICE_UNAVAILABLE:
    'Ein Teil des Dienstes antwortet nicht. Der Rest der Seite geht; diesen Teil gleich noch einmal versuchen.',
  OPERATION_TIMED_OUT: 'Das hat zu lange gedauert. Weniger Zonen oder kürzere Zeit wählen.',
  OPERATION_TOO_EXPENSIVE: 'Das ist zu viel auf einmal. Weniger Zonen, kürzere Zeit oder weniger Felder wählen.',
  COST_BUDGET_SPENT: 'Das waren viele Fragen in einer Minute. Eine Minute warten, dann noch einmal.',
  RATE_EXCEEDED: 'So viele Fragen in der Minute hat Ihr Vertrag nicht. Eine Minute warten, dann noch einmal.',
  TOO_MANY: 'Das war viel in kurzer Zeit. Eine Minute warten, dann noch einmal.',
  INTERNAL: 'Bei uns ging etwas schief. Noch einmal versuchen; bleibt es, nennen Sie uns die Nummer unten.',
  FORBIDDEN: 'Ihr Konto darf das nicht. Fragen Sie Ihren Kontakt nach einem, das es darf.',
  CREDENTIALS_REVOKED: 'Der Zugang Ihres Hauses wurde widerrufen. Fragen Sie Ihren Kontakt nach einem neuen.',
  CREDENTIALS_UNKNOWN: 'Den Zugang Ihres Hauses gibt es nicht mehr. Fragen Sie Ihren Kontakt nach einem neuen.',
  CONTRACT_NOT_ACTIVE:
    'Ihr Vertrag ist nicht in Kraft: ausgesetzt, beendet oder noch nicht begonnen. Fragen Sie Ihren Kontakt; was Sie hier sehen, bleibt, bis Sie gehen.',
  CONTRACT_UNKNOWN: 'Diesen Vertrag gibt es nicht. Einen der Ihren wählen, oder Ihren Kontakt fragen.',
  ENTITLEMENT_MISSING:
    'Ihr Vertrag deckt diese Frage nicht ab. Andere Zonen, Tage oder eine andere Frage wählen, oder Ihren Kontakt nach mehr fragen.',
  QUOTA_EXCEEDED:
    'Diese Antwort braucht mehr Zahlen, als das Kontingent des Monats noch hat. Weniger Zonen, gröbere oder kürzere Zeit wählen.',
  PROCESSING_STOPPED:
    'Das ist zurzeit angehalten: nichts davon wird verkauft. Später noch einmal versuchen; was Sie hier sehen, bleibt.',
  STOPS_UNKNOWN:
    'Ob das angehalten ist, lässt sich nicht nachsehen; so lange wird nichts verkauft. In einer Minute noch einmal.',
  MARKET_UNKNOWN: 'Diesen Markt gibt es nicht. Einen anderen Vertrag wählen, oder Ihren Kontakt fragen.',
  ZONE_UNKNOWN: 'Eine Zone steht nicht mehr im Plan. Die Zonen neu aus der Liste wählen.',
  PERIOD_REVERSED: 'Der letzte Tag liegt vor dem ersten. Die Tage neu wählen.',
  GRAIN_NOT_AVAILABLE: 'Nach Stunden gibt es nur Anwesenheit. In Tagen, Wochen oder Monaten fragen.',
  PROFILE_NOT_AVAILABLE:
    'Das gibt es nur für alle zusammen. Alter und Geschlecht weglassen, oder nach Besuchern fragen.',
  PERIODS_NOT_ALIKE: 'Gleiches wird mit Gleichem verglichen. Vergleichstage wählen, die am selben Wochentag beginnen.',
  CANDIDATES_TOO_FEW:
    'Zu wenige Zonen ohne die Aktion sind da, um sie zu beurteilen. Weniger Zonen mit Aktion nennen, oder unter einem Vertrag mit mehr Zonen fragen.',
  POPULATION_UNKNOWN:
    'Wie viele Menschen in diesen Zonen wohnen, weiß niemand; so lassen sich keine Prospekte zählen. Ihren Kontakt bitten, es nachzutragen.',
  TARGET_SUPPRESSED:
    'Von diesem Alter und Geschlecht kommen zu wenige, um sie zu nennen. Alle Alter, längere Zeit oder mehr Zonen wählen.',
  PRINT_RUN_UNCLEAR: 'Entweder die Zahl der Prospekte angeben, oder das Geld und was tausend kosten.',
  QUESTION_TOO_LARGE: 'Das ist zu viel für eine Frage. Weniger Zonen, kürzere Zeit oder gröbere Schritte wählen.',
  EXPORT_UNKNOWN: 'Diese Datei gibt es nicht mehr. Neu exportieren.',
  EXPORTS_TOO_MANY: 'Andere Dateien werden noch geschrieben. Warten, bis eine fertig ist, dann noch einmal.',
  IDEMPOTENCY_KEY_REUSED: 'Das wurde schon einmal anders gefragt. Den Knopf noch einmal drücken.',
  IDEMPOTENCY_KEY_IN_FLIGHT: 'Dasselbe geschieht gerade. Kurz warten, dann noch einmal.',
  INPUT_INVALID: 'Etwas in den Eingaben ist nicht zu lesen. Tage und Zahlen prüfen, dann noch einmal.',
  BAD_USER_INPUT: 'Ein Wert in der Frage passt nicht zu seiner Art. Die Werte prüfen, dann noch einmal.',
  BAD_REQUEST: 'Die Frage ist nicht zu lesen. Die Seite neu laden, dann noch einmal.',
  GRAPHQL_PARSE_FAILED: 'Die Frage ist kein GraphQL. Dort ausbessern, wo es unten steht.',
  GRAPHQL_VALIDATION_FAILED:
    'Die Frage will etwas, das es nicht gibt, oder zu viel. Dort ausbessern, wo es unten steht.',
  OPERATION_RESOLUTION_FAILURE: 'Dort stehen mehrere Fragen. Eine davon stehen lassen.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Nur ganze Fragen werden beantwortet. Ihren Text senden.',
  INTROSPECTION_DISABLED:
    'Der Graph beschreibt sich hier nicht selbst. Was sich fragen lässt, steht in der Dokumentation.',
};

export const problemTexts: Texts<Words> = { en, de };

import type { Texts } from '../../shared/texts/language';

type Words = Readonly<Record<string, string>>;

const en: Words = {
  NOT_ALLOWED: 'Your roles do not permit this. Somebody who has the role can do it.',
  FORBIDDEN: 'Your roles do not permit this. Somebody who has the role can do it.',
  QUEUE_UNREACHABLE:
    'The queue of a service does not answer. Nothing is lost: its jobs wait in the database until it does.',
  CONTRACT_STEP_NOT_POSSIBLE:
    'The contract is in another state by now, where this step does not exist. Load the page again and look at the timeline.',
  CREATOR_MAY_NOT_APPROVE: 'You wrote this, so you do not approve it. Ask a second person to open this page.',
  CONTRACT_CHANGED: 'Somebody else changed this contract in the meantime. Load it again, then decide.',
  CONTRACT_VERSIONS_OVERLAP: 'Versions follow one another: choose a beginning after the last version that is approved.',
  REASON_MISSING: 'Say why: the timeline keeps it.',
  IDEMPOTENCY_KEY_IN_FLIGHT: 'The same is being done at this moment. Wait a little, then look again.',
  CONTRACT_NOT_ATTESTED: 'The buyer’s attestation of this version is not recorded yet. Record it first.',
  ATTESTATION_NOT_POSSIBLE: 'This version is attested or in force already: what was attested stays.',
  SECOND_PERSON_NEEDED:
    'You proposed or recorded this, so you do not confirm it. Ask a second person to open this page.',
  MARKET_STEP_NOT_POSSIBLE:
    'The market is in another state by now, where this step does not exist. Load the page again.',
  NOTHING_TO_CONFIRM: 'Nothing of that kind waits for a second person any more. Load the page again.',
  METHOD_APPROVAL_MISSING:
    'Going live needs the approval of the method: record it, and have another person confirm it.',
  METHOD_APPROVAL_LAPSED:
    'The approval of the method is over in this market. Record a new one, and have another person confirm it.',
  METHOD_APPROVAL_NOT_YET: 'The approval is of a day that is still to come in this market. Record it from that day on.',
  MARKET_HAS_RELEASES: 'Something was released of this market: who its people are cannot be said anew.',
  CREDENTIALS_UNKNOWN: 'There are no such credentials any more: they were revoked before.',
  NEEDS_ANOTHER: 'This needs a second person: not whoever did the first half.',
  NEEDS_OTHER_ROLE:
    'A stop needs a privacy officer and an admin; of the two who end it, one is a privacy officer. Ask somebody with the other role.',
  STOP_IS_OVER: 'This stop is over: it was ended, or its 24 hours went by. Begin a new one if it is needed.',
  STOP_CONFIRMED: 'Somebody confirmed this stop before.',
  END_NOT_PROPOSED: 'Nobody has said yet why this stop should end: propose it first.',
  MONTH_NOT_OVER: 'An invoice is of a whole month: it can be issued an hour after the month is over.',
  INVOICE_EXISTS: 'This month has its invoice: see the list.',
  BILLING_DETAILS_MISSING: 'Nobody has said to whom this client is billed. Enter the billing details first.',
  PLAN_NOT_AHEAD: 'Rewards begin tomorrow, by the market’s calendar, at the earliest. Choose a later day.',
  PLAN_BEFORE_PLANNED: 'A later version is planned already. Begin on its first day, to take its place, or after it.',
  REWARD_TWICE: 'A code stands for one benefit: two have the same. Change one of them.',
  NO_PLAN_TO_END: 'Nothing is earned on the day after that anyway: there is nothing to end.',
  ISSUER_UNKNOWN: 'Nobody has said who issues invoices. Enter the issuer first.',
};

const de: Words = {
  NOT_ALLOWED: 'Ihre Rollen erlauben das nicht. Wer die Rolle hat, kann es tun.',
  FORBIDDEN: 'Ihre Rollen erlauben das nicht. Wer die Rolle hat, kann es tun.',
  QUEUE_UNREACHABLE:
    'Die Warteschlange eines Dienstes antwortet nicht. Nichts ist verloren: Ihre Aufträge warten so lange in der Datenbank.',
  CONTRACT_STEP_NOT_POSSIBLE:
    'Der Vertrag steht inzwischen anders, und diesen Schritt gibt es dort nicht. Seite neu laden und den Verlauf ansehen.',
  CREATOR_MAY_NOT_APPROVE:
    'Das haben Sie geschrieben, also genehmigen Sie es nicht. Bitten Sie eine zweite Person, diese Seite zu öffnen.',
  CONTRACT_CHANGED: 'Jemand anders hat diesen Vertrag inzwischen geändert. Neu laden, dann entscheiden.',
  CONTRACT_VERSIONS_OVERLAP:
    'Fassungen folgen aufeinander: Wählen Sie einen Beginn nach der letzten genehmigten Fassung.',
  REASON_MISSING: 'Sagen Sie, warum: Der Verlauf behält es.',
  IDEMPOTENCY_KEY_IN_FLIGHT: 'Dasselbe geschieht gerade. Kurz warten, dann neu ansehen.',
  CONTRACT_NOT_ATTESTED:
    'Die Erklärung des Käufers zu dieser Fassung ist noch nicht festgehalten. Halten Sie sie zuerst fest.',
  ATTESTATION_NOT_POSSIBLE: 'Diese Fassung ist schon erklärt oder in Kraft: Was erklärt wurde, bleibt.',
  SECOND_PERSON_NEEDED:
    'Das haben Sie vorgeschlagen oder festgehalten, also bestätigen Sie es nicht. Bitten Sie eine zweite Person.',
  MARKET_STEP_NOT_POSSIBLE:
    'Der Markt steht inzwischen anders, und diesen Schritt gibt es dort nicht. Seite neu laden.',
  NOTHING_TO_CONFIRM: 'Nichts dergleichen wartet noch auf eine zweite Person. Seite neu laden.',
  METHOD_APPROVAL_MISSING:
    'Der Start braucht die Genehmigung des Verfahrens: festhalten, und eine andere Person bestätigt sie.',
  METHOD_APPROVAL_LAPSED:
    'Die Genehmigung des Verfahrens ist in diesem Markt vorbei. Eine neue festhalten, und eine andere Person bestätigt sie.',
  METHOD_APPROVAL_NOT_YET:
    'Die Genehmigung ist von einem Tag, der in diesem Markt noch kommt. Ab diesem Tag festhalten.',
  MARKET_HAS_RELEASES: 'Von diesem Markt wurde etwas freigegeben: Wer seine Menschen sind, lässt sich nicht neu sagen.',
  CREDENTIALS_UNKNOWN: 'Diese Zugangsdaten gibt es nicht mehr: Sie wurden schon widerrufen.',
  NEEDS_ANOTHER: 'Das braucht eine zweite Person: nicht die, von der die erste Hälfte ist.',
  NEEDS_OTHER_ROLE:
    'Ein Stopp braucht Datenschutz und Admin; von den beiden, die ihn beenden, ist eine Person vom Datenschutz. Bitten Sie jemanden mit der anderen Rolle.',
  STOP_IS_OVER: 'Dieser Stopp ist vorbei: beendet, oder seine 24 Stunden sind um. Beginnen Sie bei Bedarf einen neuen.',
  STOP_CONFIRMED: 'Jemand hat diesen Stopp schon bestätigt.',
  END_NOT_PROPOSED: 'Noch hat niemand gesagt, warum dieser Stopp enden soll: Schlagen Sie es zuerst vor.',
  MONTH_NOT_OVER: 'Eine Rechnung gilt einem ganzen Monat: Sie geht eine Stunde nach dessen Ende.',
  INVOICE_EXISTS: 'Dieser Monat hat seine Rechnung: siehe Liste.',
  BILLING_DETAILS_MISSING:
    'Noch weiß niemand, wem dieser Kunde die Rechnung zahlt. Tragen Sie zuerst die Rechnungsanschrift ein.',
  PLAN_NOT_AHEAD:
    'Belohnungen beginnen frühestens morgen, nach dem Kalender des Markts. Wählen Sie einen späteren Tag.',
  PLAN_BEFORE_PLANNED:
    'Eine spätere Version ist schon geplant. Beginnen Sie an deren erstem Tag, um sie zu ersetzen, oder danach.',
  REWARD_TWICE: 'Ein Kürzel steht für einen Vorteil: Zwei haben dasselbe. Ändern Sie eines.',
  NO_PLAN_TO_END: 'Am Tag danach kommt ohnehin nichts hinzu: Es gibt nichts zu beenden.',
  ISSUER_UNKNOWN: 'Noch weiß niemand, wer Rechnungen stellt. Tragen Sie zuerst den Aussteller ein.',
};

export const refusalTexts: Texts<Words> = { en, de };

import type { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';

/** At a contract's usage: who the client is, who issues, and the invoice of a month that is over (`YYYY-MM`). */
export async function bill(admin: AtTheConsole, client: string, month: string): Promise<void> {
  await admin.open(/^(Enter billing details|Rechnungsanschrift eintragen)/);
  await admin.fill(/^(Company or authority|Unternehmen oder Behörde)/, client);
  await admin.fill(/^(Address|Anschrift)/, 'Marktplatz 1');
  await admin.press(/^(Enter billing details|Rechnungsanschrift eintragen)$/);
  await admin.reads(/^(It is saved|Es ist gespeichert)/);
  await admin.open(/^(Enter the issuer|Aussteller eintragen)/);
  await admin.fill(/^(Company or authority|Unternehmen oder Behörde)/, 'Betreiber');
  await admin.fill(/^(Address|Anschrift)/, 'Netzstraße 1');
  await admin.fill(/^(Code|Kürzel)/, 'PASS');
  await admin.press(/^(Enter the issuer|Aussteller eintragen)$/);
  await admin.reads(/^PASS: Betreiber/);
  await admin.fill(/^(Month|Monat)$/, month);
  await admin.reads(/^(The month is over|Der Monat ist um)/);
  await admin.take(/^(Issue the invoice|Rechnung stellen)/);
  await admin.reads(/^(Invoice PASS|Rechnung PASS)/);
}

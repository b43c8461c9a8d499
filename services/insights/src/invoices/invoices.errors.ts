import { DomainError } from '@passant/platform';

export class MonthNotOver extends DomainError {
  readonly code = 'MONTH_NOT_OVER';
  readonly category = 'conflict';

  constructor() {
    super('This month is not over in the market, or not for an hour yet. Look at its draft until then.');
  }
}

export class InvoiceExists extends DomainError {
  readonly code = 'INVOICE_EXISTS';
  readonly category = 'conflict';

  constructor(number: string) {
    super(`This month of the contract is invoiced as ${number}. What is wrong with it takes a credit note.`);
  }
}

export class InvoiceEmpty extends DomainError {
  readonly code = 'INVOICE_EMPTY';
  readonly category = 'conflict';

  constructor() {
    super('Nothing was sold under this contract in that month, so there is nothing to invoice.');
  }
}

export class InvoiceUnknown extends DomainError {
  readonly code = 'INVOICE_UNKNOWN';
  readonly category = 'not_found';

  constructor() {
    super('There is no such invoice.');
  }
}

export class IssuerUnknown extends DomainError {
  readonly code = 'ISSUER_UNKNOWN';
  readonly category = 'not_found';

  constructor(reason: 'none' | 'which') {
    super(
      reason === 'none'
        ? 'Nobody of that code issues invoices. Set one with setInvoiceIssuer.'
        : 'There are several issuers: say which, by its code.',
    );
  }
}

export class BillingDetailsMissing extends DomainError {
  readonly code = 'BILLING_DETAILS_MISSING';
  readonly category = 'conflict';

  constructor() {
    super('To whom this client is billed, and at which rate, is not known. Set it with setBillingDetails.');
  }
}

export class InvoiceNotReproduced extends DomainError {
  readonly code = 'INVOICE_NOT_REPRODUCED';
  readonly category = 'conflict';

  constructor() {
    super('What was sold does not come to what was said to be its price. Nothing is issued; somebody has to look.');
  }
}

export class CurrenciesMixed extends DomainError {
  readonly code = 'CURRENCIES_MIXED';
  readonly category = 'conflict';

  constructor() {
    super('This month was sold in several currencies, and an invoice has one.');
  }
}

export class MoreThanInvoiced extends DomainError {
  readonly code = 'CREDIT_EXCEEDS_INVOICE';
  readonly category = 'conflict';

  constructor() {
    super('That is more than is left of this invoice once its credit notes are taken off.');
  }
}

export class NothingToCredit extends DomainError {
  readonly code = 'NOTHING_TO_CREDIT';
  readonly category = 'invalid';

  constructor() {
    super('A credit note is of one minor unit or more, and of something that is left of the invoice.');
  }
}

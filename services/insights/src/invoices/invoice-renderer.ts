import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import type { CreditNoteDocument, InvoiceDocument } from './domain/documents';
import { toDecimal } from './domain/money';
import { INVOICE_TEXTS, type PageLanguage } from './invoice-texts';

export type { PageLanguage } from './invoice-texts';

const TEMPLATES = join(__dirname, 'templates');
const LOCALES = { de: 'de-DE', en: 'en-GB' } as const satisfies Record<PageLanguage, string>;

/** Turns an issued document into a page that needs no script, loads nothing and prints on A4. */
@Injectable()
export class InvoiceRenderer {
  private readonly eta = new Eta({ views: TEMPLATES, cache: true, autoEscape: true, varName: 'it' });
  private readonly css = readFileSync(join(TEMPLATES, 'invoice.css'), 'utf8').trim();
  private readonly policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(this.css).digest('base64')}'`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  render(document: InvoiceDocument | CreditNoteDocument, language: PageLanguage) {
    const { timeZone, currency } = document;
    const locale = LOCALES[language];
    const date = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' });
    const number = new Intl.NumberFormat(locale);
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const html = this.eta.render('./invoice', {
      ...{ document, language, css: this.css, t: INVOICE_TEXTS[language] },
      date: (iso: string) => date.format(new Date(iso)),
      dayBefore: (iso: string) => date.format(new Date(Date.parse(iso) - 1)),
      number: (value: number) => number.format(value),
      percent: (basisPoints: number) => number.format(basisPoints / 100),
      // As a decimal text: amounts never pass through a float.
      money: (minorUnits: number) => money.format(toDecimal(minorUnits, currency) as `${number}`),
    });
    return { html, policy: this.policy, language };
  }
}

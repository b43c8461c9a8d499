import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivacyReport } from './reports.service';

const TEMPLATES = join(__dirname, 'templates');

/** Turns a report into a page that needs no script and loads nothing. */
@Injectable()
export class ReportRenderer {
  private readonly eta = new Eta({ views: TEMPLATES, cache: true, autoEscape: true, varName: 'it' });
  private readonly css = readFileSync(join(TEMPLATES, 'style.css'), 'utf8').trim();
  readonly contentSecurityPolicy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(this.css).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  render(report: PrivacyReport): string {
    return this.eta.render('./report', { report, css: this.css, percent, people, number });
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const people = (count: number | null): string =>
  count === null ? 'not known' : Math.round(count).toLocaleString('en');
const number = (value: number | null): string => (value === null ? '–' : String(Number(value.toPrecision(4))));

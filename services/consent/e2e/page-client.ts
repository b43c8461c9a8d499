import { anonymous, internalToken } from '@passant/testing';
import { readFields } from '../bench/form-fields';

export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Where a redirect led. */
  readonly path: string;
}

/** One answer to one request, redirects included. */
export interface Answer extends Page {
  readonly method: 'GET' | 'POST';
}

/** A browser without JavaScript: follows links, sends forms with their hidden fields, keeps cookies. */
export class PageClient {
  private readonly cookies = new Map<string, string>();
  /** Every answer so far. */
  readonly answers: Answer[] = [];

  constructor(
    private readonly origin: string,
    readonly language: 'de' | 'en',
    private readonly address: string,
  ) {}

  get(path: string): Promise<Page> {
    return this.send('GET', this.withLanguage(path));
  }

  /** Sends the form of a page whose action begins with `action`, as its fields stand, changed by `fields`. */
  submit(page: Page, action: string, fields: Readonly<Record<string, string>> = {}): Promise<Page> {
    const form = [...page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, target]) =>
      target!.startsWith(action),
    );
    if (!form) throw new Error(`no form for ${action}`);
    const body = new URLSearchParams({ ...readFields(form[2]!), ...fields }).toString();
    return this.send('POST', form[1]!.replaceAll('&amp;', '&'), body);
  }

  /** As a thief would: everything that this browser would send. */
  takeCookiesOf(other: PageClient): void {
    for (const [name, value] of other.cookies) this.cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  async logIn(number: string, readCode: () => Promise<string>): Promise<Page> {
    const code = await this.submit(await this.get('/decide'), '/decide/code', { number });
    return this.submit(code, '/decide/log-in', { code: await readCode() });
  }

  private withLanguage(path: string): string {
    return path.includes('?') ? path : `${path}?lang=${this.language}`;
  }

  private async send(method: 'GET' | 'POST', url: string, body?: string): Promise<Page> {
    const token = await internalToken(anonymous, { aud: 'consent', ...(body === undefined ? {} : { body }) });
    const response = await fetch(`${this.origin}${url}`, {
      method,
      body,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        'x-forwarded-for': this.address,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const html = await response.text();
    const page = { status: response.status, html, headers: Object.fromEntries(response.headers), path: url };
    this.answers.push({ ...page, method });
    return response.status === 303 ? this.send('GET', response.headers.get('location')!) : page;
  }

  private keep(cookie: string): void {
    const [pair, ...attributes] = cookie.split('; ') as [string, ...string[]];
    const [name, value] = pair.split('=') as [string, string];
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

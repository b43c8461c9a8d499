import { readFields } from './form-fields';
import type { Bench } from './running';

interface Page {
  readonly html: string;
  readonly path: string;
}

/** How a code is asked for. */
export type CodeWay = 'text-message' | 'letter';
const FORMS = {
  'text-message': ['/decide?lang=en', '/decide/code'],
  letter: ['/decide/letter?lang=en', '/decide/letter?'],
} as const satisfies Record<CodeWay, readonly [page: string, form: string]>;

const MOVEMENT = 'public-planning.movement';

/** Somebody on the decision page, without JavaScript: cookies, forms with their hidden fields, redirects. */
export class PageSession {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly bench: Bench,
    private readonly address: string,
  ) {}

  async logIn(number: string): Promise<void> {
    const code = await this.submit(await this.send('GET', '/decide?lang=en'), '/decide/code', { number });
    const status = await this.submit(code, '/decide/log-in', { code: await this.bench.takeCode(number) });
    if (!status.path.startsWith('/decide/status')) throw new Error('nobody could log in');
  }

  /** How long it takes until somebody is told that a code is on its way, in milliseconds; whether or not the number is known. */
  async timeSending(number: string, way: CodeWay): Promise<number> {
    const [page, form] = FORMS[way];
    const { action, body } = fill(await this.send('GET', page), form, { number });
    const headers = await this.toHeaders(body);
    const begun = performance.now();
    const response = await fetch(`${this.bench.origin}${action}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers,
    });
    await response.arrayBuffer();
    const milliseconds = performance.now() - begun;
    if (response.status !== 303) throw new Error(`asking for a code answered ${response.status}`);
    return milliseconds;
  }

  /** One choice, confirmed: change → check → confirm → done. */
  async decide(wish: 'allow' | 'refuse'): Promise<void> {
    const change = await this.send('GET', '/decide/change?lang=en');
    const check = await this.submit(change, '/decide/check', { [MOVEMENT]: wish });
    const done = await this.submit(check, '/decide/confirm', {});
    if (!done.path.startsWith('/decide/done')) throw new Error(`a decision ended at ${done.path.split('?')[0]}`);
  }

  private submit(page: Page, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const filled = fill(page, action, fields);
    return this.send('POST', filled.action, filled.body);
  }

  private async send(method: 'GET' | 'POST', path: string, body?: string): Promise<Page> {
    const headers = await this.toHeaders(body);
    const [sentAt, sent] = [Date.now(), performance.now()];
    const response = await fetch(`${this.bench.origin}${path}`, {
      ...{ method, headers, redirect: 'manual' },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      this.cookies.set(name, value);
    }
    const html = await response.text();
    if (response.status === 303) return this.send('GET', response.headers.get('location')!);
    if (response.status !== 200) {
      const code = /"code":"(\w+)"/.exec(html)?.[1] ?? '';
      // Tokens live a minute: a machine that stood still between two looks at the clock shows here.
      const waited = `after ${Math.round(performance.now() - sent)} ms, by the calendar ${Date.now() - sentAt} ms`;
      throw new Error(`${path.split('?')[0]} answered ${response.status} ${code} ${waited}`);
    }
    return { html, path };
  }

  private async toHeaders(body: string | undefined): Promise<Record<string, string>> {
    return {
      authorization: `Bearer ${await this.bench.token({ kind: 'anonymous' }, body)}`,
      'x-forwarded-for': this.address,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
  }
}

/** A form of a page as it is sent off. */
function fill(
  page: Page,
  action: string,
  fields: Readonly<Record<string, string>>,
): { readonly action: string; readonly body: string } {
  const form = [...page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, target]) =>
    target!.startsWith(action),
  );
  if (!form) throw new Error(`no form for ${action}`);
  return {
    action: form[1]!.replaceAll('&amp;', '&'),
    body: new URLSearchParams({ ...readFields(form[2]!), ...fields }).toString(),
  };
}

import { readFields } from './form-fields';
import type { Bench } from './running';

interface Page {
  readonly html: string;
  readonly path: string;
}

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

  /** One choice, confirmed: change → check → confirm → done. */
  async decide(wish: 'allow' | 'refuse'): Promise<void> {
    const change = await this.send('GET', '/decide/change?lang=en');
    const check = await this.submit(change, '/decide/check', { [MOVEMENT]: wish });
    const done = await this.submit(check, '/decide/confirm', {});
    if (!done.path.startsWith('/decide/done')) throw new Error(`a decision ended at ${done.path.split('?')[0]}`);
  }

  private submit(page: Page, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const form = [...page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, target]) =>
      target!.startsWith(action),
    );
    if (!form) throw new Error(`no form for ${action}`);
    const body = new URLSearchParams({ ...readFields(form[2]!), ...fields }).toString();
    return this.send('POST', form[1]!.replaceAll('&amp;', '&'), body);
  }

  private async send(method: 'GET' | 'POST', path: string, body?: string): Promise<Page> {
    const response = await fetch(`${this.bench.origin}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${await this.bench.token({ kind: 'anonymous' }, body)}`,
        'x-forwarded-for': this.address,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      this.cookies.set(name, value);
    }
    const html = await response.text();
    if (response.status === 303) return this.send('GET', response.headers.get('location')!);
    if (response.status !== 200) {
      const code = /"code":"(\w+)"/.exec(html)?.[1] ?? '';
      throw new Error(`${path.split('?')[0]} answered ${response.status} ${code}`);
    }
    return { html, path };
  }
}

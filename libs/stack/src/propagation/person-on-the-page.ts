import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { StackProblem } from '../errors';
import { waitFor } from '../wait';

const CODE = /\b(\d{6})\b/;
const PATIENCE = { timeoutMs: 60_000, intervalMs: 100 };

interface Page {
  readonly path: string;
  readonly html: string;
}

/** Somebody on the decision page, through the gateway's address and without JavaScript: cookies, forms with their hidden fields, redirects. */
export class PersonOnThePage {
  private readonly cookies = new Map<string, string>();

  /**
   * @param publicUrl the gateway, on this machine
   * @param localAddress where this person calls from, 127.x.y.z: the page lets one address ask for twenty codes an hour
   */
  constructor(
    private readonly publicUrl: string,
    private readonly localAddress: string,
  ) {}

  async logIn(number: string): Promise<void> {
    const code = await this.submit(await this.get('/decide?lang=en'), '/decide/code', { number });
    const status = await this.submit(code, '/decide/log-in', { code: await this.readCode(number) });
    if (!status.path.startsWith('/decide/status')) throw problem(`a log-in ended at ${status.path.split('?')[0]}`);
  }

  /** To the last question before everything is withdrawn; what is given sends the answer and waits until the page says that it is recorded. */
  async prepareWithdrawal(): Promise<() => Promise<void>> {
    const check = await this.get('/decide/withdraw?lang=en');
    return async () => {
      const done = await this.submit(check, '/decide/confirm', {});
      if (!done.path.startsWith('/decide/done')) throw problem(`a withdrawal ended at ${done.path.split('?')[0]}`);
    };
  }

  /** Whether the history of the status page says "effective since" and no "not yet". */
  async seesEffect(): Promise<boolean> {
    const { html } = await this.get('/decide/status?lang=en');
    return html.includes('Effective since') && !html.includes('Not yet effective');
  }

  private async readCode(number: string): Promise<string> {
    const code = await waitFor(async () => {
      const { html } = await this.get('/dev/inbox');
      const message = html.split('<li>').find((item) => item.includes(`<b>${number}</b>`));
      return CODE.exec(message?.split('<span>')[1] ?? '')?.[1];
    }, PATIENCE);
    if (code === undefined) throw problem('no code came to the inbox');
    return code;
  }

  private get(path: string): Promise<Page> {
    return this.send('GET', path);
  }

  private submit({ html }: Page, action: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, target]) =>
      target!.startsWith(action),
    );
    if (!form) throw problem(`a page has no form for ${action}`);
    const hidden = [...form[2]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const body = new URLSearchParams({
      ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])),
      ...fields,
    });
    return this.send('POST', form[1]!.replaceAll('&amp;', '&'), body.toString());
  }

  private async send(method: 'GET' | 'POST', path: string, body?: string): Promise<Page> {
    const sent = request(`${this.publicUrl}${path}`, {
      method,
      localAddress: this.localAddress,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      this.cookies.set(name, value);
    }
    if (answer.statusCode === 303) return this.send('GET', answer.headers.location!);
    if (answer.statusCode !== 200) throw problem(`${path.split('?')[0]} answered ${answer.statusCode}`);
    return { path, html: Buffer.concat(chunks).toString() };
  }
}

const problem = (what: string): StackProblem =>
  new StackProblem(`On the decision page ${what}.`, 'See the logs of the gateway and of consent.');

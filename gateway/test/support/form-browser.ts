export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without scripts: follows redirects, keeps cookies of one host, sends forms. */
export class FormBrowser {
  readonly cookies = new Map<string, string>();
  /** `Set-Cookie` lines as they came. */
  readonly setCookies: string[] = [];

  open(url: string | URL, init: RequestInit = {}): Promise<Page> {
    return this.follow(new URL(url), init);
  }

  /** Sends the first form of a page with these fields beside its hidden ones; `button` is `name=value`. */
  submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const action = /<form[^>]*\baction="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`no form at ${page.url.pathname}`);
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const given = hidden.map(([, name = '', value = '']) => [name, value]);
    const body = new URLSearchParams({ ...Object.fromEntries(given), ...fields });
    return this.open(new URL(action, page.url), { method: 'POST', body });
  }

  /** As a script of a page of the site would. */
  fetch(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as object), cookie: this.cookieHeader },
    });
  }

  private get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async follow(url: URL, init: RequestInit): Promise<Page> {
    const response = await this.fetch(url.href, init);
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get('location');
    // Somewhere outside: what a native client waits for, or nobody.
    if (location !== null && new URL(location, url).pathname !== '/callback') {
      return this.follow(new URL(location, url), {});
    }
    const at = location === null ? url : new URL(location, url);
    return { url: at, status: response.status, headers: response.headers, text: await response.text() };
  }

  private keep(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

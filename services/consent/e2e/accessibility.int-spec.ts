import { type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import { findBrowser, openBrowser, testStack } from '@passant/testing';
import { ConsentApp, numberOf } from './consent-app';
import type { Answer, PageClient } from './page-client';
import { findOverflow, findViolations } from './page-looks';

const LARGEST_BYTES = 50_000;
/** WCAG 2.2, 1.4.10: 320 CSS pixels is 1,280 at 400 %. */
const NARROWEST_PIXELS = 320;
const POLICY =
  /^default-src 'none'; (style-src 'sha256-[\w+/=]+'; form-action 'self'|form-action 'none'); base-uri 'none'; frame-ancestors 'none'$/;
/** What could ask another site for something, or run. */
const LOADS = /<script|<img|<link|<iframe|<object|<base|javascript:|\son\w+=|style="|\ssrc=|url\(|@import/;
const LANGUAGES = ['de', 'en'] as const;

describe('5.3 every page of /decide, /transparency and /dev/inbox, in both languages', () => {
  const stack = testStack({ postgres: true, redis: true });
  const answers: Answer[] = [];
  let consent: ConsentApp;

  /** Visits every page that somebody without JavaScript can get to see, those that say no included. */
  async function visitEverything(language: 'de' | 'en', first: number): Promise<void> {
    const numbers = [0, 1, 2, 3].map((index) => numberOf(first + index)) as [string, string, string, string];
    const visitor = (index: number): PageClient => consent.browse(language, `198.51.100.${first + index}`);
    const [asked, permitting, minor, other] = [visitor(0), visitor(1), visitor(2), visitor(3)];
    const logIn = (browser: PageClient, number: string) => browser.logIn(number, () => consent.codeFor(number));

    await asked.submit(await asked.get('/decide'), '/decide/code', { number: '030 1234567' });
    const code = await asked.submit(await asked.get('/decide'), '/decide/code', { number: numbers[0] });
    await asked.submit(code, '/decide/log-in', { code: 'wrong' });
    await asked.get('/decide/code');
    const status = await asked.submit(code, '/decide/log-in', { code: await consent.codeFor(numbers[0]) });
    await asked.submit(status, '/decide/ask', { answer: 'defer' });
    await asked.submit(status, '/decide/ask', { answer: 'refuse' });

    const wish = { 'place-statistics.presence': 'allow' };
    await logIn(permitting, numbers[1]);
    const change = await permitting.get('/decide/change');
    await permitting.submit(change, '/decide/check', { ...Object.fromEntries(KEYS.map((key) => [key, 'allow'])) });
    await permitting.get('/decide/withdraw');
    const renewed = await permitting.submit(await permitting.get('/decide/renew'), '/decide/confirm');
    const reference = /P-[2-9A-Z-]+/.exec(renewed.path)![0];
    await permitting.get(`/decide/receipt?reference=${reference}&lang=${language}`);
    await permitting.get(`/decide/receipt.json?reference=${reference}&lang=${language}`);
    await permitting.submit(await permitting.get('/decide/pause'), '/decide/pause');
    await permitting.submit(await permitting.get('/decide/pause'), '/decide/pause', { hours: '24' });
    await permitting.get('/decide/pause');
    await permitting.submit(await permitting.get('/decide/status'), '/decide/resume');
    await permitting.get('/decide/data');
    await permitting.get('/decide/data.json');

    await logIn(minor, numbers[2]);
    const before = await minor.submit(await minor.get('/decide/change'), '/decide/check', wish);
    await minor.submit(await minor.get('/decide/change'), '/decide/check');
    await minor.submit(before, '/decide/confirm', { notice: 'none' });
    await minor.submit(await minor.get('/decide/user'), '/decide/user');
    await minor.submit(await minor.get('/decide/user'), '/decide/user', { user: 'minor' });
    await minor.get('/decide/user');
    await minor.submit(before, '/decide/confirm');
    await minor.get('/decide/status');
    await minor.submit(await minor.get('/decide/erase'), '/decide/erase');

    const letter = await other.get('/decide/letter');
    await other.submit(letter, '/decide/letter?', { number: '12' });
    await other.submit(letter, '/decide/letter?', { number: numbers[3] });
    await other.submit(letter, '/decide/letter-log-in', { number: numbers[3], code: 'AAAA-AAAA-AAAA' });
    for (let send = 0; send < 3; send += 1)
      await other.submit(await other.get('/decide'), '/decide/code', { number: numbers[3] });
    await other.submit(letter, '/decide/letter?', { number: numbers[3] });

    await other.get('/transparency');
    for (const file of ['data.json', 'keys.json', 'receipt.schema.json']) await other.get(`/transparency/${file}`);
    const complaint = await other.get('/transparency/complaint');
    for (const text of ['', ...Array<string>(6).fill('too much')])
      await other.submit(complaint, '/transparency/complaint', { text });
    await other.get('/dev/inbox');
    await other.get('/decide/nothing');
    await consent.sql('ALTER TABLE page_session RENAME TO page_session_away');
    await other.get('/decide/status');
    await asked.get('/decide/status');
    await consent.sql('ALTER TABLE page_session_away RENAME TO page_session');
    expect((await other.get('/decide/nothing.json')).headers['content-type']).toContain('application/json');
    await asked.submit(await asked.get('/decide/status'), '/decide/sign-out');
    for (const browser of [asked, permitting, minor, other]) answers.push(...browser.answers);
  }

  beforeAll(async () => {
    consent = await ConsentApp.boot(stack, { now: '2026-06-10T10:00:00Z' });
    await consent.approveMarket();
    const people = (indexes: readonly number[]) => indexes.map((index) => ({ number: numberOf(index) }));
    await consent.importPeople(people([10, 12, 13, 20, 22, 23]).map((person) => ({ ...person, purposes: [] })));
    await consent.importPeople(
      people([11, 21]).map((person) => ({ ...person, purposes: PURPOSES, dataKinds: DATA_KINDS })),
    );
    for (const [index, language] of LANGUAGES.entries()) await visitEverything(language, 10 + 10 * index);
  }, 120_000);
  afterAll(() => consent.close());

  it('was looked at: every route that a page controller has, and every refusal that it may answer with', () => {
    const visited = new Set(answers.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`));
    expect(listPageRoutes(consent).filter((route) => !visited.has(route))).toEqual([]);
    const statuses = new Set(pagesOf(answers).map(({ status, language }) => `${language} ${status}`));
    const expected = LANGUAGES.flatMap((language) =>
      [200, 403, 404, 409, 422, 429, 500].map((each) => `${language} ${each}`),
    );
    expect([...statuses].sort()).toEqual(expected);
  });

  it('is smaller than 50 KB, loads nothing, runs nothing, and says so in its policy', () => {
    for (const { name, html, headers, language } of pagesOf(answers)) {
      expect([name, html.length > 0, Buffer.byteLength(html) < LARGEST_BYTES]).toEqual([name, true, true]);
      expect([name, LOADS.exec(html)?.[0]]).toEqual([name, undefined]);
      expect([name, headers['content-security-policy']]).toEqual([name, expect.stringMatching(POLICY)]);
      expect([name, html.includes(`<html lang="${language}">`)]).toEqual([name, true]);
    }
  });

  (findBrowser() ? it : it.skip).each(LANGUAGES)(
    'in %s has nothing that axe finds, targets too small included, and is no wider than the narrowest window',
    async (language) => {
      const browser = await openBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: NARROWEST_PIXELS, height: 640 } });
        await page.setContent(SMALL_TARGETS);
        expect(await findViolations(page)).toEqual(Array(2).fill(expect.stringMatching(/^target-size: <button/)));
        const seen = new Set<string>();
        const found: unknown[] = [];
        for (const { name, html } of pagesOf(answers).filter((page) => page.language === language)) {
          const look = toLook(html);
          if (seen.has(look)) continue;
          seen.add(look);
          await page.setContent(html);
          const problems = [...(await findViolations(page)), ...(await findOverflow(page))];
          if (problems.length > 0) found.push([name, problems]);
        }
        expect(found).toEqual([]);
        expect(seen.size).toBeGreaterThan(30);
      } finally {
        await browser.close();
      }
    },
    300_000,
  );
});

/** What axe must find, or it would find nothing here either. */
const SMALL_TARGETS = `<!doctype html><html lang="en"><title>Small</title><main><h1>Small</h1>
  <button style="width:9px;height:9px;padding:0" aria-label="one"></button><button style="width:9px;height:9px;padding:0" aria-label="two"></button></main></html>`;

const KEYS = PURPOSES.flatMap((purpose) => DATA_KINDS.map((kind) => `${purpose}.${kind}`));

/** A page without what is another each time it is made. */
const toLook = (html: string): string => html.replaceAll(/ value="[^"]{20,}"|P-[2-9A-Z]{4}-[2-9A-Z]{4}/g, '');

interface VisitedPage extends Answer {
  readonly name: string;
  readonly language: string;
}

/** The pages among the answers. */
function pagesOf(answers: readonly Answer[]): VisitedPage[] {
  return answers
    .filter(({ headers }) => String(headers['content-type']).startsWith('text/html'))
    .map((answer) => {
      const language = String(answer.headers['content-language'] ?? 'en');
      return { ...answer, language, name: `${language} ${answer.status} ${answer.method} ${answer.path}` };
    });
}

/** `GET /decide/status` and so on: what the controllers of pages have. */
function listPageRoutes(consent: ConsentApp): string[] {
  const modules = [...consent.app.get(ModulesContainer, { strict: false }).values()];
  const types = modules.flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype as Type));
  return types.flatMap((type) => {
    const prefix = String(Reflect.getMetadata(PATH_METADATA, type));
    if (!/^(decide|transparency|dev)/.test(prefix)) return [];
    const prototype: Record<string, object> = type.prototype;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const path = Reflect.getMetadata(PATH_METADATA, prototype[name]!) as string | undefined;
      if (path === undefined) return [];
      const method = Reflect.getMetadata(METHOD_METADATA, prototype[name]!) === 0 ? 'GET' : 'POST';
      return [`${method} /${prefix}${path === '/' ? '' : `/${path}`}`];
    });
  });
}

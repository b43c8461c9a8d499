import { contractTexts } from '../src/console/contracts/contracts.texts';
import { makeFormat } from '../src/shared/texts/format';
import type { AtTheConsole } from '../../../../gateway/e2e/support/staff-at-console';
import { ACTION } from './town';

type Costs = readonly { readonly cost: { readonly figures: number; readonly minorUnits: number } }[];

/** What the client would get: the same judgement and price as its own program is told, and no figure. */
export async function tellTheDryRun(
  ada: AtTheConsole,
  { language, program }: { language: 'en' | 'de'; program: <Answer>(question: string) => Promise<Answer> },
): Promise<void> {
  const t = contractTexts[language];
  const { page } = ada.person;
  const panel = page.locator('[data-dry-run]');
  const field = (label: string) => new RegExp(`^${label}$`);
  await ada.person.task(`${language}: admin, what would this client get`, async () => {
    await ada.select(field(t.dryRunProduct), 'visitors');
    await ada.fill(field(t.dryRunFrom), ACTION.from);
    await ada.fill(field(t.dryRunTo), ACTION.to);
    await ada.press(field(t.dryRunAsk));
    await panel.locator('[data-would=answered]').waitFor();
  });
  const ids = (await program<{ id: string }[]>('zones { id }')).map(({ id }) => `"${id}"`).join(', ');
  const parts = await program<Costs>(
    `visitors(zoneIds: [${ids}], from: "${ACTION.from}", to: "${ACTION.to}", grain: DAY, estimate: true) { cost { figures minorUnits } }`,
  );
  const sum = (pick: (cost: Costs[number]['cost']) => number) => parts.reduce((all, { cost }) => all + pick(cost), 0);
  const format = makeFormat(language);
  const told = t.dryRunAnswered(
    format.integer(sum(({ figures }) => figures)),
    format.money(
      sum(({ minorUnits }) => minorUnits),
      'EUR',
    ),
  );
  expect(await panel.locator('[data-would=answered]').innerText()).toContain(told);
  expect(await ada.person.violations()).toEqual([]);
  await ada.select(field(t.dryRunProduct), 'dwell');
  await ada.press(field(t.dryRunAsk));
  await panel.locator('[data-would=refused]').filter({ hasText: 'ENTITLEMENT_MISSING' }).waitFor();
  expect(await ada.person.violations()).toEqual([]);
}

/** What an admin looks at while three of the four services are down: what is there, and what is missing. */
export async function tellTheRest(ada: AtTheConsole): Promise<void> {
  const { page } = ada.person;
  const missing = page.locator('.problem-box').filter({ hasText: 'SERVICE_UNAVAILABLE' });
  await ada.follow(/^(Imports and zones|Lieferungen und Zonen)$/);
  await page.locator('.map[data-drawn=true]').waitFor();
  await missing.first().waitFor();
  expect(await page.getByText(/16/).count()).toBeGreaterThan(0);
  expect(await ada.person.violations()).toEqual([]);
  await ada.follow(/^(Markets|Märkte)$/);
  await page.locator('[data-rewards] .problem-box').waitFor();
  await page.locator('.timeline li').first().waitFor();
  await ada.follow(/^(Queues|Warteschlangen)$/);
  await missing.first().waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await ada.follow(/^(Clients and contracts|Kunden und Verträge)$/);
  await ada.follow(/^Schuh & Sohn$/);
  await ada.open(/^(Register a webhook|Webhook anmelden)/);
  await ada.fill(/^(Address \(https\)|Adresse \(https\))/, 'ftp://nowhere');
  await ada.press(/^(Register a webhook|Webhook anmelden)$/);
  await ada.reads(/that begins with https|die mit https/);
  await ada.fill(/^(Address \(https\)|Adresse \(https\))/, 'https://hooks.example.com/passant');
  await ada.press(/^(Register a webhook|Webhook anmelden)$/);
  const secret = await page.locator('.secret code').innerText();
  expect(secret.length).toBeGreaterThan(20);
  await ada.press(/^(I have copied it|Ich habe es kopiert)$/);
  expect(await page.content()).not.toContain(secret);
  await ada.take(/^(Remove|Entfernen)/);
  await ada.reads(/^(The webhook is removed|Der Webhook ist entfernt)/);
  expect(await ada.person.violations()).toEqual([]);
}

import type { County } from '../support/county-stack';
import { STORY_MS } from '../support/county-stack';

const officer = { staff: 'petra-privacy' } as const;
const approver = { staff: 'anton-approver' } as const;
const REASON = 'The county wants stronger protection from now on.';
const PROPOSE =
  'mutation ($file: String!, $reason: String!) { proposePolicy(file: $file, reason: $reason) { version } }';
const APPROVE = 'mutation ($version: Int!) { approvePolicy(version: $version) { name approvedBy } }';

interface Policy {
  readonly name: string;
  readonly promisedRho: string;
  readonly file: string;
  readonly budget: readonly { readonly table: string; readonly sigmaSquared: number }[];
}

/** Who decides how much privacy a day costs, and for which days. */
export function tellPolicy(county: County): void {
  const readPolicy = async (): Promise<Policy> => {
    const query = '{ policy { name promisedRho file budget { table sigmaSquared } } }';
    return (await county.gateway.ask<{ policy: Policy }>(officer, query)).policy;
  };
  /** Noise of a day's tables, by table; the same for all groups. */
  const sigmasOf = async (day: string): Promise<Record<string, number>> => {
    const query = `query ($market: String!, $day: String!) {
      releases(market: $market, day: $day) { policyName measurements { table sigmaSquared } } }`;
    type Answer = { releases: { policyName: string; measurements: { table: string; sigmaSquared: number }[] }[] };
    const { releases } = await county.gateway.ask<Answer>(officer, query, { market: county.market.id, day });
    const all = releases.flatMap(({ measurements }) => measurements);
    return Object.fromEntries(all.map(({ table, sigmaSquared }) => [table, sigmaSquared]));
  };
  const budgetOf = ({ budget }: Policy, tables: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      budget.filter(({ table }) => tables.includes(table)).map(({ table, sigmaSquared }) => [table, sigmaSquared]),
    );

  describe('the policy', () => {
    let before: Policy;

    test('is the default one, and days were measured under it', async () => {
      before = await readPolicy();
      expect([before.name, before.promisedRho]).toEqual(['default', '3/100']);
      const sigmas = await sigmasOf(county.days[0]);
      expect(Object.keys(sigmas)).toHaveLength(8);
      expect(sigmas).toEqual(budgetOf(before, Object.keys(sigmas)));
    });

    test('over the ceiling or over its own promise is refused, with the numbers', async () => {
      const file = JSON.parse(before.file) as { promisedRho: string; rho: Record<string, string> };
      const withFlows = (flows: string, promisedRho: string) =>
        JSON.stringify({ ...file, name: 'generous', promisedRho, rho: { ...file.rho, flows } });
      const refusals = [
        [withFlows('0.0405000001', '1'), '1000000001/10000000000', 'over the ceiling 1/10 (0.1)'],
        [withFlows('0.0061', '0.03'), '301/10000 (0.0301)', '3/100 (0.03)'],
      ] as const;
      for (const [text, ...numbers] of refusals) {
        const { errors } = await county.gateway.askRaw(officer, PROPOSE, { file: text, reason: REASON });
        expect(errors?.[0]?.extensions?.code).toBe('POLICY_INVALID');
        for (const number of numbers) expect(errors?.[0]?.message).toContain(number);
      }
      expect((await readPolicy()).name).toBe('default');
    });

    test(
      'is changed by two people, for days that are closed from then on',
      async () => {
        const { gateway, operator, fourth } = county;
        const denied = await gateway.askRaw({ staff: 'ada-admin' }, PROPOSE, { file: 'strict', reason: REASON });
        expect(denied.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
        const { proposePolicy } = await gateway.ask<{ proposePolicy: { version: string } }>(officer, PROPOSE, {
          file: 'strict',
          reason: REASON,
        });
        const version = Number(proposePolicy.version);
        const own = await gateway.askRaw(officer, APPROVE, { version });
        expect(own.errors?.[0]?.extensions?.code).toBe('POLICY_NEEDS_ANOTHER');
        expect((await readPolicy()).name).toBe('default');
        const approved = await gateway.ask(approver, APPROVE, { version });
        expect(approved).toEqual({ approvePolicy: { name: 'strict', approvedBy: 'anton-approver' } });

        await operator.completeDay(fourth);
        await operator.untilReleased(fourth);
        const strict = await readPolicy();
        expect([strict.name, strict.promisedRho]).toEqual(['strict', '1/80']);
        const sigmas = await sigmasOf(fourth);
        expect(sigmas).toEqual(budgetOf(strict, Object.keys(sigmas)));
        const old = budgetOf(before, Object.keys(sigmas));
        for (const [table, sigmaSquared] of Object.entries(sigmas))
          expect(sigmaSquared / old[table]!).toBeCloseTo(2.4, 1);
        // Days that were closed before stay as they were measured.
        expect(await sigmasOf(county.days[2])).toEqual(old);
      },
      STORY_MS,
    );
  });
}

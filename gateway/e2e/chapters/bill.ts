import { randomUUID } from 'node:crypto';
import { type County, STORY_MS } from '../support/county-stack';
import { askAs } from '../support/partner';
import { DISTRICTS } from '../support/squares';

interface Cost {
  readonly isEstimate: boolean;
  readonly contractId: string;
  readonly published: number;
  readonly minorUnits: number;
}

interface Plan {
  readonly statuses: readonly string[];
  readonly cost: Cost;
  readonly totals: { readonly leaflets: number; readonly share: number; readonly savedLeaflets: number } | null;
}

/** What a shop pays: known before, noted once, told apart. */
export function tellTheBill(county: County): void {
  const [first, second] = county.days;
  const [home] = DISTRICTS;

  test(
    'a shop knows the price before it asks where to bring leaflets, and is billed once for an answer that it fetched twice',
    async () => {
      const { gateway, shop } = county;
      const key = randomUUID();
      const plan = async (how: string): Promise<Plan> => {
        const query = `query ($zone: ID!, $day: String!) {
          leaflets(zoneIds: [$zone], from: $day, to: $day, leaflets: 3000, ${how}) { statuses totals { leaflets share savedLeaflets }
            cost { isEstimate contractId published minorUnits } } }`;
        return (await askAs<{ leaflets: Plan }>(gateway, shop, { query, zone: home, day: second })).leaflets;
      };
      const soldOf = async (contractId: string) => {
        const query = `query ($id: ID!, $from: String!) {
          usageBreakdown(contractId: $id, from: $from, to: "2099-12-31", by: [PRODUCT]) { products questions costMinorUnits } }`;
        type Sold = Record<'products', string[]> & Record<'questions' | 'costMinorUnits', number[]>;
        const asked = { query, id: contractId, from: first };
        const { usageBreakdown: sold } = await askAs<{ usageBreakdown: Sold }>(gateway, shop, asked);
        const at = sold.products.indexOf('leaflets');
        return at < 0 ? null : { questions: sold.questions[at], costMinorUnits: sold.costMinorUnits[at] };
      };

      const estimate = await plan('estimate: true');
      expect(estimate).toMatchObject({ statuses: [], totals: null, cost: { isEstimate: true } });
      expect(await soldOf(estimate.cost.contractId)).toBeNull();

      const answer = await plan(`idempotencyKey: "${key}"`);
      expect(answer.cost.minorUnits).toBeLessThanOrEqual(estimate.cost.minorUnits);
      // Half of 10,000 residents is a leaflet a household: the print run is used up.
      expect(answer.totals).toMatchObject({ leaflets: 3000 });
      expect(answer.totals!.share).toBeGreaterThan(0);
      expect(answer.totals!.share).toBeLessThanOrEqual(1);

      expect(await plan(`idempotencyKey: "${key}"`)).toEqual(answer);
      expect(await soldOf(answer.cost.contractId)).toEqual({ questions: 1, costMinorUnits: answer.cost.minorUnits });
    },
    STORY_MS,
  );
}

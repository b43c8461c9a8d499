import { addFractions, toNumber } from '../support/add-fractions';
import type { County } from '../support/county-stack';

/** Ledger and privacy reports, without any token. */
export function tellPublicPages(county: County): void {
  const { days, market } = county;
  const [first, , third] = days;
  describe('what everybody may see, without any token', () => {
    test('the ledger adds up to what is promised', async () => {
      type Line = { period: string; group: string; table: string; dataKind: string | null; rho: string };
      type Ledger = {
        lines: Line[];
        ceiling: string;
        subscriberDays: { day: string; tables: string; withPanelAndMonthDecimal: number }[];
      };
      const answer = await fetch(`${county.stack.url}/ledger?market=${market.id}&from=${first}&to=${third}`);
      expect(answer.status).toBe(200);
      const { lines, ceiling, subscriberDays } = (await answer.json()) as Ledger;
      expect(subscriberDays.map(({ day }) => day)).toEqual(days);
      for (const { day, tables, withPanelAndMonthDecimal } of subscriberDays) {
        for (const group of ['place-statistics', 'public-planning', 'both']) {
          const ofTables = lines.filter(
            (line) => line.period === day && line.group === group && !line.table.startsWith('panel'),
          );
          expect(ofTables).toHaveLength(8);
          const sum = addFractions(ofTables.map(({ rho }) => rho));
          expect(sum).toBe(tables);
          expect(toNumber(sum)).toBeLessThanOrEqual(0.03);
          expect(toNumber(sum)).toBeGreaterThan(0.0299);
        }
        expect(withPanelAndMonthDecimal).toBeLessThan(toNumber(ceiling));
      }
      const ofPanels = lines.filter(({ table }) => table.startsWith('panel'));
      expect(new Set(ofPanels.map(({ period, table }) => `${table} ${period.length}`))).toEqual(
        new Set(['panel-total 10', 'panel-strata 7']),
      );
    });

    test('each release has a privacy report, as a page and as JSON', async () => {
      const releases = await county.operator.releasesOf(first);
      const { id, purpose } = releases.find(({ product }) => product === 'visitors')!;
      const page = await fetch(`${county.stack.url}/privacy-report/${id}`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const html = await page.text();
      for (const words of ['ISO/IEC 27559', id, 'visitors-by-age-and-gender', '3/100']) expect(html).toContain(words);
      expect(html).not.toMatch(/<script|https?:\/\/(?!127)/);

      const json = await fetch(`${county.stack.url}/privacy-report/${id}`, { headers: { accept: 'application/json' } });
      type Report = {
        release: { product: string; purpose: string };
        data: { tables: { suppressedShare: number }[] };
        identifiability: {
          promised: string;
          measurements: { table: string; sigmaSquared: number }[];
          expectedError: { people: number; relative: number }[];
          adversarialTesting: { form: string; suites: { id: string; passed: boolean }[] } | null;
        };
      };
      const { release, data, identifiability } = (await json.json()) as Report;
      expect(release).toMatchObject({ product: 'visitors', purpose });
      // How often somebody withdrew that day is nobody's business.
      expect(JSON.stringify(release)).not.toMatch(/stop/i);
      expect(identifiability.promised).toBe('3/100');
      expect(new Set(identifiability.measurements.map(({ table }) => table)).size).toBe(4);
      for (const { suppressedShare } of data.tables) expect(suppressedShare).toBeLessThanOrEqual(1);
      expect(identifiability.expectedError.every(({ relative }) => relative > 0)).toBe(true);
      // The built service must have taken the file of the red team's run with it.
      expect(identifiability.adversarialTesting?.suites).toHaveLength(10);
      expect(html).toContain('Latest red-team run');
      expect((await fetch(`${county.stack.url}/privacy-report/1d6f6f1c-5c0e-4a5e-9f53-3f5b6e6a0c11`)).status).toBe(404);
    });
  });
}

import fc from 'fast-check';
import {
  budgetTable,
  checkPolicy,
  compareFractions,
  DEFAULT_POLICY,
  figuresForZones,
  parsePolicy,
  printBudgetTable,
  scalePolicy,
  sigmaSquaredOf,
  spentRhoOf,
  STRICT_POLICY,
  TABLE_BOUNDS,
  TABLE_NAMES,
  toFractionText,
  fraction,
  type Policy,
  type PolicySource,
  type TableName,
} from './index';

const aSource = (rho: Partial<Record<TableName, string>> = {}, promisedRho = '0.03'): PolicySource => ({
  name: 'custom',
  promisedRho,
  leastPeople: 20,
  rho: {
    ...Object.fromEntries(TABLE_NAMES.map((table) => [table, toFractionText(DEFAULT_POLICY.rho[table])])),
    ...rho,
  },
});
const textsOf = ({ daily, monthly, most }: ReturnType<typeof checkPolicy>) =>
  [daily, monthly, most].map(toFractionText);

describe('the default policy', () => {
  test('spends exactly 0.03 on a subscriber-day and 0.03 more a month on return visits', () => {
    const check = checkPolicy(DEFAULT_POLICY);
    expect(check.state).toBe('accepted');
    // 0.03 + 0.03 + 0.005 + 0.0005 in all.
    expect(textsOf(check)).toEqual(['3/100', '3/100', '131/2000']);
  });

  test('measures panels with the noise that consent draws', () => {
    expect(sigmaSquaredOf(DEFAULT_POLICY, 'panel-strata')).toBe(300);
    expect(sigmaSquaredOf(DEFAULT_POLICY, 'panel-total')).toBe(1000);
    expect(toFractionText(spentRhoOf(DEFAULT_POLICY, 'panel-total'))).toBe('1/2000');
  });

  test('costs no table more than its budget', () => {
    for (const table of TABLE_NAMES) {
      expect(compareFractions(spentRhoOf(DEFAULT_POLICY, table), DEFAULT_POLICY.rho[table])).toBeLessThanOrEqual(0);
    }
  });
});

describe('the strict policy', () => {
  test('spends 0.0125 in the default’s proportions, panels as they are', () => {
    expect(textsOf(checkPolicy(STRICT_POLICY)).slice(0, 2)).toEqual(['1/80', '1/80']);
    expect(checkPolicy(STRICT_POLICY).state).toBe('accepted');
    expect(toFractionText(STRICT_POLICY.rho.presence)).toBe('3/800');
    expect(toFractionText(STRICT_POLICY.rho.visitors)).toBe('7/4800');
    expect(STRICT_POLICY.rho['panel-total']).toEqual(DEFAULT_POLICY.rho['panel-total']);
  });

  test('has more noise in every table of events', () => {
    for (const table of TABLE_NAMES.filter((one) => !one.startsWith('panel'))) {
      const ratio = sigmaSquaredOf(STRICT_POLICY, table)! / sigmaSquaredOf(DEFAULT_POLICY, table)!;
      expect(ratio).toBeCloseTo(2.4, 1);
    }
  });
});

describe('checking a policy', () => {
  test('refuses daily tables that cost more than is promised, with the numbers', () => {
    const check = checkPolicy(parsePolicy(aSource({ flows: '0.0061' })));
    if (check.state !== 'refused') throw new Error('expected a refusal');
    expect(check.problems.map(({ rule }) => rule)).toEqual(['over-promise']);
    expect(check.problems[0]!.message).toBe(
      'the daily tables of a subscriber-day cost rho 301/10000 (0.0301), over what the policy promises 3/100 (0.03)',
    );
  });

  test('refuses more than 0.1 for a subscriber-day whatever is promised, months and panels included', () => {
    // 0.0355 a month, and panels: 0.0645 a day is the most.
    expect(checkPolicy(parsePolicy(aSource({ flows: '0.0405' }, '0.0645'))).state).toBe('accepted');
    const check = checkPolicy(parsePolicy(aSource({ flows: '0.0405000001' }, '0.1')));
    if (check.state !== 'refused') throw new Error('expected a refusal');
    expect(check.problems.map(({ rule }) => rule)).toEqual(['over-ceiling']);
    expect(check.problems[0]!.message).toContain('over the ceiling 1/10 (0.1)');
    expect(toFractionText(check.problems[0]!.spent)).toBe('1000000001/10000000000');
  });

  test('refuses to promise more than anybody may spend', () => {
    const check = checkPolicy(parsePolicy(aSource({}, '0.1001')));
    if (check.state !== 'refused') throw new Error('expected a refusal');
    expect(check.problems.map(({ message }) => message)).toEqual([
      'the policy promises rho 1001/10000 (0.1001), over the ceiling 1/10 (0.1)',
    ]);
  });

  test('adds exactly: a hair over the ceiling is over', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (hair) => {
        const rho = { ...DEFAULT_POLICY.rho, flows: fraction(405n * 10n ** 21n + hair, 10n ** 25n) };
        const policy: Policy = { ...DEFAULT_POLICY, promisedRho: fraction(1, 10), rho };
        expect(checkPolicy(policy).state).toBe('refused');
      }),
    );
  });

  test('accepts a policy of any smaller promise in the same proportions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), (millionths) => {
        const check = checkPolicy(scalePolicy(DEFAULT_POLICY, 'custom', fraction(millionths, 1_000_000)));
        expect(check.state).toBe('accepted');
        expect(check.daily).toEqual(fraction(millionths, 1_000_000));
      }),
    );
  });

  test('lets a table be left out', () => {
    const policy = parsePolicy(aSource({ flows: '0' }));
    expect(sigmaSquaredOf(policy, 'flows')).toBeNull();
    expect(toFractionText(spentRhoOf(policy, 'flows'))).toBe('0/1');
    expect(checkPolicy(policy).state).toBe('accepted');
    expect(budgetTable(policy, figuresForZones(63)).some(({ table }) => table === 'flows')).toBe(false);
  });

  test('refuses a file that forgets a table, invents one, or is not exact', () => {
    const without = Object.fromEntries(Object.entries(aSource().rho).filter(([table]) => table !== 'presence'));
    expect(() => parsePolicy({ ...aSource(), rho: without })).toThrow('missing: presence');
    expect(() => parsePolicy({ ...aSource(), rho: { ...aSource().rho, toString: '0.1' } })).toThrow(
      'no table toString',
    );
    expect(() => parsePolicy(aSource({ flows: '6e-3' }))).toThrow(RangeError);
    expect(() => parsePolicy(aSource({ flows: '-0.006' }))).toThrow(RangeError);
    expect(() => parsePolicy({ ...aSource(), leastPeople: 0 })).toThrow(RangeError);
  });
});

describe('the budget table', () => {
  const rows = budgetTable(DEFAULT_POLICY, figuresForZones(63));

  // As documented, for one group and 63 zones.
  test('prints what is documented', () => {
    expect(printBudgetTable(rows)).toEqual([
      '| table | Δ² | rho | sd | tau | people for 10 % |',
      '|---|---|---|---|---|---|',
      '| presence: zone × hour (units of 1/16) | 25·16² | 0.009 | 37.3 | 140 (1,512 figures) | 373 |',
      '| visitors: zone; × age; × gender; × both (before least squares) | 6 each | 0.0035 / 0.002 / 0.002 / 0.0015 | 29.3 / 38.7 / 38.7 / 44.7 | from the fitted sd | – |',
      '| dwell: zone × bin | 6 | 0.003 | 31.6 | 118 | 316 |',
      '| origin: zone × home area | 6 | 0.003 | 31.6 | 130 (3,969 figures) | 316 |',
      '| flows: pair × day-part | 8 | 0.006 | 25.8 | 122 (23,814 figures) | 258 |',
      '| frequency: zone × month × bin (return visits only) | 20 | 0.03 a month | 18.3 | 76 | 183 |',
    ]);
  });

  test.each([
    { table: 'presence', squared: 6400, sigmaSquared: 355_556, spent: '800/88889', figures: 1512 },
    { table: 'visitors', squared: 6, sigmaSquared: 858, spent: '1/286', figures: 63 },
    { table: 'visitors-by-age', squared: 6, sigmaSquared: 1500, spent: '1/500', figures: 441 },
    { table: 'visitors-by-gender', squared: 6, sigmaSquared: 1500, spent: '1/500', figures: 189 },
    { table: 'visitors-by-age-and-gender', squared: 6, sigmaSquared: 2000, spent: '3/2000', figures: 1323 },
    { table: 'dwell', squared: 6, sigmaSquared: 1000, spent: '3/1000', figures: 378 },
    { table: 'origin', squared: 6, sigmaSquared: 1000, spent: '3/1000', figures: 3969 },
    { table: 'flows', squared: 8, sigmaSquared: 667, spent: '4/667', figures: 23_814 },
    { table: 'frequency', squared: 20, sigmaSquared: 334, spent: '5/167', figures: 252 },
    { table: 'panel-strata', squared: 3, sigmaSquared: 300, spent: '1/200', figures: 21 },
    { table: 'panel-total', squared: 1, sigmaSquared: 1000, spent: '1/2000', figures: 1 },
  ])('has an exact row for $table', ({ table, squared, sigmaSquared, spent, figures }) => {
    const row = rows.find((one) => one.table === table)!;
    expect(row).toMatchObject({ sensitivitySquared: squared, sigmaSquared, figures });
    expect(toFractionText(row.spentRho)).toBe(spent);
  });

  test('gives visitors the fitted sd and a threshold from it, below the raw one', () => {
    for (const { table, sd, fittedSd, tau } of rows) {
      if (!table.startsWith('visitors')) expect(fittedSd).toBeNull();
      else {
        expect(fittedSd).toBeLessThan(sd);
        expect(tau).toBeGreaterThan(20 + 3 * fittedSd!);
      }
    }
  });

  test('publishes no panel size', () => {
    expect(rows.filter(({ tau }) => tau === null).map(({ table }) => table)).toEqual(['panel-strata', 'panel-total']);
    expect(rows.map(({ table }) => table)).toEqual(Object.keys(TABLE_BOUNDS));
  });
});

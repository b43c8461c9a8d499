import { DEFAULT_POLICY, parsePolicy, STRICT_POLICY, TABLE_NAMES, toFractionText } from '@passant/privacy';
import { parsePolicyFile } from './parse-policy-file';
import { BUILT_IN_POLICIES, type PolicyFile } from './policy';

const aFile = (over: Partial<PolicyFile> = {}): string =>
  JSON.stringify({ ...BUILT_IN_POLICIES.default, name: 'custom', ...over });
const withRho = (rho: Record<string, string>) => aFile({ rho: { ...BUILT_IN_POLICIES.default.rho, ...rho } });

function problemsOf(text: string): readonly string[] {
  const parsed = parsePolicyFile(text);
  return parsed.state === 'refused' ? parsed.problems : [];
}

describe('the built-in policies', () => {
  test.each([
    ['default', DEFAULT_POLICY],
    ['strict', STRICT_POLICY],
  ] as const)('%s is the library’s, to the last fraction', (name, policy) => {
    expect(parsePolicy(BUILT_IN_POLICIES[name])).toEqual(policy);
    expect(parsePolicyFile(name)).toMatchObject({ state: 'accepted', policy });
  });
});

describe('a policy file', () => {
  test('is read exactly', () => {
    const parsed = parsePolicyFile(withRho({ flows: '0', visitors: '0.0095' }));
    if (parsed.state !== 'accepted') throw new Error('expected a policy');
    expect(toFractionText(parsed.policy.rho.visitors)).toBe('19/2000');
    expect(toFractionText(parsed.policy.rho.flows)).toBe('0/1');
  });

  test.each([
    ['no JSON', '{', 'the file: Invalid input: expected object, received undefined'],
    ['a table without a budget', aFile({ rho: {} }), 'missing: presence, visitors'],
    ['noise that no safe integer holds', withRho({ dwell: '1/9007199254740993' }), 'leaves the safe integers'],
    ['a budget that is no fraction', withRho({ dwell: '3e-3' }), 'not a fraction'],
    ['an adult share over 1', aFile({ adultShares: { DE: 83 } }), 'adultShares.DE'],
    [
      'location errors, which belong to zone plans',
      JSON.stringify({ ...BUILT_IN_POLICIES.default, locationErrors: {} }),
      'locationErrors: is told with a zone plan now: leave it out here, give it to proposeZonePlan',
    ],
    [
      'daily tables over the promise',
      withRho({ flows: '0.0061' }),
      'the daily tables of a subscriber-day cost rho 301/10000 (0.0301), over what the policy promises 3/100 (0.03)',
    ],
    [
      'more than the ceiling',
      aFile({ promisedRho: '0.1', rho: { ...BUILT_IN_POLICIES.default.rho, flows: '0.0406' } }),
      'a subscriber-day can cost rho 1001/10000 (0.1001), over the ceiling 1/10 (0.1)',
    ],
    [
      'other noise on panels than consent draws',
      withRho({ 'panel-total': '0.0001' }),
      'panel-total costs 1/2000 under every policy',
    ],
  ])('is refused with %s, with the numbers', (_, text, problem) => {
    expect(problemsOf(text).join('; ')).toContain(problem);
  });

  test('knows every table', () => {
    expect(Object.keys(BUILT_IN_POLICIES.default.rho)).toEqual([...TABLE_NAMES]);
  });
});

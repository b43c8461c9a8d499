import {
  checkPolicy,
  compareFractions,
  DEFAULT_POLICY,
  parsePolicy,
  sigmaSquaredOf,
  TABLE_NAMES,
  toFractionText,
  type Policy,
} from '@passant/privacy';
import { z } from 'zod';
import { BUILT_IN_POLICIES, type PolicyFile } from './policy';

const share = z.number().gt(0).max(1);
const policyFileSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  promisedRho: z.string(),
  leastPeople: z.int().positive(),
  rho: z.record(z.string(), z.string()),
  adultShares: z.record(z.string().regex(/^[A-Z]{2}$/), share),
  locationErrors: z.never('is told with a zone plan now: leave it out here, give it to proposeZonePlan').optional(),
});

export type ParsedPolicy =
  | { readonly state: 'accepted'; readonly file: PolicyFile; readonly policy: Policy }
  /** Problems fit to be shown: a policy is public, and so are its numbers. */
  | { readonly state: 'refused'; readonly problems: readonly string[] };

/** The panel rows that consent draws with: the same under every policy. */
const OF_PANELS = ['panel-strata', 'panel-total'] as const;

/** Reads a policy file (JSON, or the name of a built-in one) and checks it: its form, its promise, the ceiling, and that panels keep the noise consent draws. */
export function parsePolicyFile(text: string): ParsedPolicy {
  const builtIn = Object.entries(BUILT_IN_POLICIES).find(([name]) => name === text.trim());
  const parsed = policyFileSchema.safeParse(builtIn ? builtIn[1] : toJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    return { state: 'refused', problems };
  }
  const policy = tryParse(parsed.data);
  if (typeof policy === 'string') return { state: 'refused', problems: [policy] };
  const check = checkPolicy(policy);
  const problems = [
    ...(check.state === 'refused' ? check.problems.map(({ message }) => message) : []),
    ...OF_PANELS.filter((table) => compareFractions(policy.rho[table], DEFAULT_POLICY.rho[table]) !== 0).map(
      (table) =>
        `${table} costs ${toFractionText(DEFAULT_POLICY.rho[table])} under every policy: consent measures panels`,
    ),
  ];
  return problems.length > 0 ? { state: 'refused', problems } : { state: 'accepted', file: parsed.data, policy };
}

function tryParse(file: PolicyFile): Policy | string {
  try {
    const policy = parsePolicy(file);
    // A budget may be so small that its noise leaves the safe integers: better said now than at each close.
    for (const table of TABLE_NAMES) sigmaSquaredOf(policy, table);
    return policy;
  } catch (error) {
    return error instanceof RangeError ? error.message : 'not a policy';
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

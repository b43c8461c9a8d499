import {
  groupsServing,
  type Group,
  type MeasuredPanelSize,
  type Product,
  type Purpose,
  type Table,
} from '@passant/contracts';
import { DEFAULT_POLICY, type Policy, type RandomSource } from '@passant/privacy';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { composeRelease, type ComposedRelease, type MeasuredGroups } from '../../src/step-three/compose-release';
import { measureTables } from '../../src/step-three/measure-tables';
import { addPeople, toGroupCounts, type Cube } from './cube';
import type { WorldDay } from './world';
import type { City } from './city';

const GROUPS: readonly Group[] = ['place-statistics', 'public-planning', 'both'];
/** The country's public share of adults. */
const ADULT_SHARE = 0.84;

/** A day measured: three groups, each with the whole budget, through step 3. */
export interface MeasuredDay {
  readonly cube: Cube;
  readonly measured: MeasuredGroups;
  /** Exact counts by group: what the attacker is after. */
  readonly exact: ReadonlyMap<Group, Float64Array>;
  readonly sizes: readonly MeasuredPanelSize[];
}

export function measureDay(cube: Cube, { people }: WorldDay, city: City, noise: RandomSource): MeasuredDay {
  const exact = new Map<Group, Float64Array>();
  const measured = new Map<Group, ReturnType<typeof measureTables>>();
  const sizes: MeasuredPanelSize[] = [];
  for (const group of GROUPS) {
    const members = people.filter((_, person) => city.members[person]!.group === group);
    const counts = addPeople(new Float64Array(cube.figures), members);
    exact.set(group, counts);
    const tables = { products: cube.products, frame: cube.frame, counts: toGroupCounts(cube, counts) };
    measured.set(group, measureTables(tables, DEFAULT_POLICY, noise));
    for (const dataKind of ['presence', 'movement'] as const) {
      sizes.push({ dataKind, group, size: members.length, rho: '1/2000', sigmaSquared: 1000 } as MeasuredPanelSize);
    }
  }
  return { cube, measured, exact, sizes };
}

/** A purpose's release of a product, through step 3. */
export function releaseOf(
  { cube, measured, sizes }: MeasuredDay,
  { product, purpose, policy = DEFAULT_POLICY }: { product: Product; purpose: Purpose; policy?: Policy },
): ComposedRelease {
  const composed = composeRelease({
    ...{ product, purpose, frame: cube.frame, policy, measured, sizes },
    strata: null,
    adultShare: ADULT_SHARE,
  });
  if (!composed) throw new RangeError(`${product} is not measured here`);
  return composed;
}

/** The exact counts behind a release: those of its groups. */
export const exactOf = ({ exact, cube }: MeasuredDay, groups: readonly Group[]): Float64Array =>
  groups.reduce(
    (sum, group) => sum.map((value, figure) => value + exact.get(group)![figure]!),
    new Float64Array(cube.figures),
  );

export const ownGroup = (purpose: Purpose): Group => groupsServing(purpose)[0];

/** A table of a release. */
export function tableOf(release: ComposedRelease, table: Table) {
  const found = release.tables.find((one) => one.table === table);
  if (!found) throw new RangeError(`${table} is not in the release`);
  return found;
}

/** The bytes of a release's tables as a hand-over file holds them, as their SHA-256. */
export const hashOf = ({ rows, tables, extrapolation }: ComposedRelease): string => {
  const content = { zones: rows, tables, extrapolation };
  return createHash('sha256')
    .update(gzipSync(JSON.stringify(content), { level: 6 }))
    .digest('hex');
};

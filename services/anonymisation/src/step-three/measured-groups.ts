import type { Group, Table } from '@passant/contracts';
import type { NoisyTable, Released } from '@passant/privacy';

/** Noisy tables by group. Beside the product's own: visitors and origin, whose shares weight every product. */
export type MeasuredGroups = ReadonlyMap<Group, ReadonlyMap<Table, Released<NoisyTable>>>;

import { z } from 'zod';

const uuid = <Brand extends string>() => z.uuid().brand<Brand>();
const token = <Brand extends string>(what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, `${what}: 1 to 63 letters, digits, dots, dashes or underscores`)
    .brand<Brand>();

/** A country or region with one time zone and one zone plan at a time, e.g. `leipzig`. Lower case: it names folders. */
export const marketIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'market id: 1 to 63 lower-case letters, digits, dots, dashes or underscores')
  .brand<'MarketId'>();
export type MarketId = z.infer<typeof marketIdSchema>;

/** A zone of a plan: a district's id, `P-…` for a carved-out place, an H3 index, or `outside`. */
export const zoneIdSchema = token<'ZoneId'>('zone id');
export type ZoneId = z.infer<typeof zoneIdSchema>;

/** In plans too large for all pairs of zones, trips between zones whose centroids lie further apart are told between regions. */
export const FLOW_PAIR_KM = 50;

/** Where trips begin and end, `<from>/<to>`: two zones at most {@link FLOW_PAIR_KM} apart, or the regions of zones further apart. */
export const flowPairSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}\/[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'pair: two zone ids, joined by a slash')
  .brand<'FlowPair'>();
export type FlowPair = z.infer<typeof flowPairSchema>;
export const toFlowPair = (from: ZoneId, to: ZoneId): FlowPair => `${from}/${to}` as FlowPair;
export const isFlowPair = (row: ZoneId | FlowPair): row is FlowPair => row.includes('/');

export const zonePlanIdSchema = uuid<'ZonePlanId'>();
export type ZonePlanId = z.infer<typeof zonePlanIdSchema>;

export const panelIdSchema = uuid<'PanelId'>();
export type PanelId = z.infer<typeof panelIdSchema>;

export const batchIdSchema = uuid<'BatchId'>();
export type BatchId = z.infer<typeof batchIdSchema>;

export const segmentIdSchema = uuid<'SegmentId'>();
export type SegmentId = z.infer<typeof segmentIdSchema>;

export const clearanceIdSchema = uuid<'ClearanceId'>();
export type ClearanceId = z.infer<typeof clearanceIdSchema>;

export const releaseIdSchema = uuid<'ReleaseId'>();
export type ReleaseId = z.infer<typeof releaseIdSchema>;

export const clientIdSchema = uuid<'ClientId'>();
export type ClientId = z.infer<typeof clientIdSchema>;

export const contractIdSchema = uuid<'ContractId'>();
export type ContractId = z.infer<typeof contractIdSchema>;

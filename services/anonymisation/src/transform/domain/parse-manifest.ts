import { dayManifestSchema, type Day, type DayManifest, type MarketId, type ZonePlanId } from '@passant/contracts';

/** Reads an opened day manifest; nothing where it is malformed or of another day or plan. */
export function parseManifest(
  text: string,
  expected: { readonly market: MarketId; readonly day: Day; readonly planId: ZonePlanId },
): DayManifest | undefined {
  const parsed = dayManifestSchema.safeParse(toJson(text));
  if (!parsed.success) return undefined;
  const { market, day, planId, segments } = parsed.data;
  const isExpected = market === expected.market && day === expected.day && planId === expected.planId;
  const isDistinct = new Set(segments.map(({ segmentId }) => segmentId)).size === segments.length;
  const isPossible = segments.every(({ shard, shards }) => shard < shards);
  return isExpected && isDistinct && isPossible ? parsed.data : undefined;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { isSimple, type Vertex } from '@passant/geography';
import { z } from 'zod';
import { type ProblemKind, refuse, type Refused } from './problem';

/** A request that can be answered as far as it says itself. */
export interface DensityRequest {
  /** Open ring of `[longitude, latitude]`, simple. */
  readonly area: readonly Vertex[];
  readonly startMs: number;
  readonly endMs: number;
  /** Length of the geohashes. */
  readonly precision: number;
  readonly sink: Sink | null;
}

export interface Sink {
  readonly url: string;
  readonly accessToken: string | null;
}

export const MOST_VERTICES = 15;
/** 39 km × 20 km at the equator to 153 m × 153 m: finer cells would only repeat the figures of zones. */
export const PRECISIONS = { least: 4, most: 7, default: 7 } as const;

const instant = z.iso
  .datetime({ offset: true })
  .regex(/T\d{2}:\d{2}:\d{2}/i)
  .transform((text) => Date.parse(text));
const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const requestSchema = z.object({
  area: z.object({ areaType: z.literal('POLYGON'), boundary: z.array(point) }),
  startTime: instant,
  endTime: instant,
  precision: z.int().min(1).max(12).default(PRECISIONS.default),
  sink: z.unknown().optional(),
  sinkCredential: z.looseObject({ credentialType: z.string() }).optional(),
});
const sinkSchema = z.string().regex(/^https?:\/\/.+$/);
const credentialSchema = z.object({
  accessToken: z
    .string()
    .min(1)
    .max(8192)
    .regex(/^[\x21-\x7e]+$/),
  accessTokenExpiresUtc: instant,
  accessTokenType: z.string(),
});

/** Reads the body of `retrieve`; the first thing that is wrong is told, in words that repeat nothing of it. */
export function parseRequest(body: unknown, nowMs: number): { kind: 'ok'; request: DensityRequest } | Refused {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'body'))];
    return refuse('argument', `Missing or not as the specification says: ${fields.slice(0, 10).join(', ')}.`);
  }
  const { area, startTime, endTime, precision, sink, sinkCredential } = parsed.data;
  const sinkRead = readSink(sink, sinkCredential, nowMs);
  if (sinkRead?.kind === 'refused') return sinkRead;
  const ring = toRing(area.boundary);
  const problem = findAreaProblem(ring);
  if (problem !== undefined) return refuse('area', problem);
  if (precision < PRECISIONS.least || precision > PRECISIONS.most) {
    return refuse('precision', `Supported are precisions ${PRECISIONS.least} to ${PRECISIONS.most}.`);
  }
  return {
    kind: 'ok',
    request: { area: ring, startMs: startTime, endMs: endTime, precision, sink: sinkRead?.sink ?? null },
  };
}

type Credential = z.infer<typeof requestSchema>['sinkCredential'];

function readSink(given: unknown, credential: Credential, nowMs: number): { kind: 'ok'; sink: Sink | null } | Refused {
  const refusal = (problem: ProblemKind, message: string) => refuse(problem, message);
  if (credential && credential.credentialType !== 'ACCESSTOKEN') {
    return refusal('credential', 'sinkCredential.credentialType must be ACCESSTOKEN.');
  }
  const read = credential && credentialSchema.safeParse(credential);
  if (read?.success === false) {
    const fields = read.error.issues.map(({ path }) => `sinkCredential.${path.join('.')}`).join(', ');
    return refusal('argument', `Missing or not as the specification says: ${fields}.`);
  }
  if (read && read.data.accessTokenType !== 'bearer') {
    return refusal('token', 'sinkCredential.accessTokenType must be bearer.');
  }
  if (read && read.data.accessTokenExpiresUtc <= nowMs) return refusal('token', 'sinkCredential has expired.');
  if (given === undefined) return { kind: 'ok', sink: null };
  const sink = sinkSchema.safeParse(given);
  if (!sink.success) return refusal('sink', 'sink must be a URL that begins with https://.');
  return { kind: 'ok', sink: { url: sink.data, accessToken: read?.data.accessToken ?? null } };
}

/** The first point may come again at the end. */
function toRing(boundary: readonly z.infer<typeof point>[]): Vertex[] {
  const ring = boundary.map(({ latitude, longitude }): Vertex => [longitude, latitude]);
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = ring.length > 3 && first![0] === last![0] && first![1] === last![1];
  return isClosed ? ring.slice(0, -1) : ring;
}

function findAreaProblem(ring: readonly Vertex[]): string | undefined {
  if (ring.length > MOST_VERTICES) return `The area has more than ${MOST_VERTICES} points.`;
  if (!isSimple(ring))
    return 'The area is not a polygon: it needs three corners, an area, and edges that do not cross.';
  const longitudes = ring.map(([longitude]) => longitude);
  const isWide = Math.max(...longitudes) - Math.min(...longitudes) > 180;
  return isWide ? 'The area must not cross the 180th meridian.' : undefined;
}

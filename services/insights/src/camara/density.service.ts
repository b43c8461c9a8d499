import { Inject, Injectable } from '@nestjs/common';
import type { ZoneId } from '@passant/contracts';
import { listGeohashes, shareGeohashes, toCellSet } from '@passant/geography';
import { CLOCK, type Clock } from '@passant/platform';
import type { Asker } from '../figures/questions.service';
import { HourlyService } from '../figures/hourly.service';
import type { ZoneSeries } from '../figures/series.service';
import { DensityReach, type Reach } from './density-reach';
import { DensityRefused } from './density.errors';
import { composeDensity, type ShareOfCell, type TimedDensity, type ZonePresence } from './domain/compose-density';
import { HOUR_MS, type Hours, judgeTimes } from './domain/judge-times';
import { type DensityRequest, parseRequest } from './domain/parse-request';

/** The answer to `retrieve`, as the specification shapes it. */
export interface DensityAnswer {
  readonly status: 'SUPPORTED_AREA' | 'PART_OF_AREA_NOT_SUPPORTED' | 'AREA_NOT_SUPPORTED';
  readonly timedPopulationDensityData: readonly TimedDensity[];
  readonly statusInfo?: string;
}

/** A request with all that is known before figures are read. */
export interface Prepared {
  readonly request: DensityRequest;
  readonly hours: Hours;
  readonly reach: Reach;
  readonly cells: readonly ShareOfCell[];
}

/** Cells × hours of an answer that is waited for, and of one that is sent to a sink. */
export const MOST_AT_ONCE = 20_000;
export const MOST_IN_ALL = 100_000;
/** Zones are drawn by hand, and so are requests: slivers are no part of an area. */
const WHOLE = 0.999;

const NO_PREDICTIONS = 'Predictions are not made: there are figures of the past only.';
const PANEL_ONLY = 'Some zones have no figures that speak of the whole population.';
const NOT_RELEASED = 'Some of the hours are not released, or not yet.';

/** Population density by geohash cell and hour, from presence in zones. */
@Injectable()
export class DensityService {
  constructor(
    private readonly reaches: DensityReach,
    private readonly hourly: HourlyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DensityRefused, DensityNotGranted, CredentialsRevoked, ContractNotActive, MarketUnknown */
  async prepare(body: unknown, apiClientId: string): Promise<Prepared> {
    const nowMs = this.clock.now().getTime();
    const parsed = parseRequest(body, nowMs);
    if (parsed.kind === 'refused') throw new DensityRefused(parsed);
    return this.measure(parsed.request, apiClientId, nowMs);
  }

  /** For a request that was let in at `atMs`: what was the past then is the past. */
  async measure(request: DensityRequest, apiClientId: string, atMs: number): Promise<Prepared> {
    const reach = await this.reaches.find(apiClientId, request.area);
    const hours = judgeTimes(request, atMs, reach.earliestMs);
    if (hours.kind === 'refused') throw new DensityRefused(hours);
    const count = (hours.endMs - hours.firstMs) / HOUR_MS;
    const geohashes = listGeohashes(request.area, request.precision, Math.floor(MOST_IN_ALL / count));
    if (geohashes === null) {
      const message = `More than ${MOST_IN_ALL} cells × hours: ask for a smaller area, fewer hours or a lower precision.`;
      throw new DensityRefused({ problem: 'too-big', message });
    }
    if (request.sink === null && geohashes.length * count > MOST_AT_ONCE) {
      const message = `More than ${MOST_AT_ONCE} cells × hours are only sent to a sink: name one, or ask for less.`;
      throw new DensityRefused({ problem: 'too-big-at-once', message });
    }
    return { request, hours, reach, cells: shareCells(geohashes, reach) };
  }

  /** Metered like any question about presence, by zones and hours, not by cells. @throws as `QuestionsService.answer` */
  async answer({ hours, reach, cells }: Prepared, asker: Asker): Promise<DensityAnswer> {
    const starts = listStarts(hours);
    const zoneIds = [...new Set(cells.flatMap(({ zones }) => zones.map(({ id }) => id)))];
    if (reach.share === 0 || zoneIds.length === 0)
      return { status: 'AREA_NOT_SUPPORTED', timedPopulationDensityData: [] };
    const status = reach.share >= WHOLE ? 'SUPPORTED_AREA' : 'PART_OF_AREA_NOT_SUPPORTED';
    if (hours.kind === 'future') {
      const timedPopulationDensityData = composeDensity(cells, new Map(), starts);
      return { status, timedPopulationDensityData, ...tell([...toMarkInfo(reach), NO_PREDICTIONS]) };
    }
    const { contractId, timeZone } = reach;
    const { firstMs, endMs } = hours;
    const series = await this.hourly.askPresence({ contractId, timeZone, zoneIds, firstMs, endMs }, asker);
    const presence = toPresence(series, reach);
    const timedPopulationDensityData = composeDensity(cells, presence, starts);
    return { status, timedPopulationDensityData, ...tell([...toMarkInfo(reach), ...toStatusInfo(series)]) };
  }
}

function shareCells(geohashes: readonly string[], { zones }: Reach): ShareOfCell[] {
  const wanted = toCellSet(geohashes);
  const byCell = new Map<string, { id: ZoneId; share: number }[]>(geohashes.map((geohash) => [geohash, []]));
  for (const { id, geometry } of zones) {
    for (const [geohash, share] of shareGeohashes(geometry, wanted)) byCell.get(geohash)!.push({ id, share });
  }
  return [...byCell].map(([geohash, some]) => ({ geohash, zones: some }));
}

const listStarts = ({ firstMs, endMs }: Hours): number[] =>
  Array.from({ length: (endMs - firstMs) / HOUR_MS }, (_, hour) => firstMs + hour * HOUR_MS);

function toPresence(series: readonly ZoneSeries[], { zones }: Reach): Map<ZoneId, ZonePresence> {
  const areas = new Map(zones.map(({ id, areaSquareMetres }) => [id, areaSquareMetres]));
  return new Map(
    series.flatMap((one) => {
      const areaSquareMetres = one.zone && areas.get(one.zone.id);
      return areaSquareMetres ? [[one.zone.id, { ...one, areaSquareMetres }] as const] : [];
    }),
  );
}

function toStatusInfo(series: readonly ZoneSeries[]): string[] {
  return [
    ...(series.every(({ extrapolated }) => extrapolated) ? [] : [PANEL_ONLY]),
    ...(series.some(({ statuses }) => statuses.includes('NO_DATA')) ? [NOT_RELEASED] : []),
  ];
}

/** The specification has no field of its own for what an answer is not. */
const MARK_INFO: Readonly<Record<string, string>> = {
  pilot: 'Answered under a pilot contract.',
  sandbox: 'Answered in a sandbox.',
  simulated: 'The people are simulated.',
};
const toMarkInfo = ({ marks }: Reach): string[] => marks.map((mark) => MARK_INFO[mark] ?? mark);

const tell = (said: readonly string[]): Pick<DensityAnswer, 'statusInfo'> =>
  said.length > 0 ? { statusInfo: said.join(' ') } : {};

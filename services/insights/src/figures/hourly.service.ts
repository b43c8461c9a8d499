import { Injectable } from '@nestjs/common';
import { type ContractId, dayAt, type TimeZone, type ZoneId } from '@passant/contracts';
import { toComposed } from './compose-answer';
import { composeSeries, type Series } from './domain/compose-series';
import { presenceMeasure } from './domain/measures';
import { listPeriods } from './domain/periods';
import { NO_ROWS } from './domain/released-tables';
import { toUnit } from './domain/units';
import { type Asker, checkSize, QuestionsService } from './questions.service';
import type { ZoneSeries } from './series.service';

export interface HourlyQuestion {
  readonly contractId: ContractId;
  readonly zoneIds: readonly ZoneId[];
  /** Of the contract's market. */
  readonly timeZone: TimeZone;
  /** Whole UTC hours from one instant up to another, ms since 1970. */
  readonly firstMs: number;
  readonly endMs: number;
}

/** Presence in some hours, wherever days begin. */
@Injectable()
export class HourlyService {
  constructor(private readonly questions: QuestionsService) {}

  /**
   * One series a zone. It speaks of the population or of nobody: what could not be extrapolated is `NO_DATA`, and free.
   *
   * @throws as `QuestionsService.answer`
   */
  askPresence({ firstMs, endMs, timeZone, ...asked }: HourlyQuestion, asker: Asker): Promise<ZoneSeries[]> {
    const span = { from: dayAt(firstMs, timeZone), to: dayAt(endMs - 1, timeZone) };
    const question = { ...asked, ...span, product: 'presence', grain: 'HOUR', purpose: null } as const;
    checkSize({ zones: asked.zoneIds.length, grain: 'HOUR' }, span);
    return this.questions.answer({ ...question, ...{ firstMs, endMs } }, asker, async (desk) => {
      const tables = await desk.read({ tables: ['presence'], rowsOf: ['presence'] });
      const periods = listPeriods('HOUR', span, desk.timeZone).filter(
        ({ startMs }) => startMs >= firstMs && startMs < endMs,
      );
      const ask = {
        periods,
        toUnit: (extrapolated: boolean) => toUnit({ product: 'presence', summed: false, extrapolated }),
      };
      const series = desk.zones.map((zone) => {
        const zones = [tables.byZone.get(zone.id) ?? NO_ROWS];
        const composed = composeSeries(presenceMeasure('HOUR'), ask, { tables, zones });
        return { ...(composed.extrapolated ? composed : toNothing(composed)), zone, periods };
      });
      return toComposed(series, desk);
    });
  }
}

function toNothing(series: Series): Series {
  const none = series.statuses.map(() => null);
  const statuses = series.statuses.map(() => 'NO_DATA' as const);
  return { ...series, values: none, lows: none, highs: none, statuses, soldByRelease: new Map() };
}

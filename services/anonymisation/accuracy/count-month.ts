import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '@passant/contracts';
import { loadPlan } from '../src/transform/plan-files';
import { toMonthFigures, toMonthParameters, writeMarks } from '../src/transform/marks';
import { segmentFileName } from '../src/transform/transform-day';
import { countedDomain, type Frame } from '../src/step-three/table-domain';
import { inSession, toDayToTransform, type Setting } from './count-day';
import { addSums, emptyCounts, panelSums, SUMS_STRUCTURE, type PeriodCounts } from './counts';
import { importDay, loadLines, PERSON } from './day-files';
import { seededHashKey } from './random';

/** Return visits sample under one key a month. */
const MONTH_KEY = 'month';
const marksFolder = ({ folder }: Setting): string => join(folder, 'marks');

/** Turns a day's events of all lines into zone-day marks, kept in the case's folder until the month is counted. */
export async function markDay(
  setting: Setting,
  { day, file, number }: { readonly day: Day; readonly file: string; readonly number: number },
): Promise<void> {
  await mkdir(marksFolder(setting), { recursive: true });
  await inSession(setting.folder, async (engine) => {
    await loadLines(engine, setting.linesFile);
    const [shard] = await importDay(engine, file, 1);
    await link(join(engine.directory, shard!), join(engine.directory, segmentFileName('return-visits', 0, 0)));
    const toMark = toDayToTransform(setting, day, MONTH_KEY);
    await loadPlan(engine, toMark.plan);
    await writeMarks(engine, { ...toMark, dayOfMonth: number, shards: 1 });
    const kept = join(marksFolder(setting), `marks-${number}.native.lz4`);
    await rm(kept, { force: true });
    await link(join(engine.directory, 'marks-0.native.lz4'), kept);
  });
}

/** Counts the marks of all days for every panel at once. */
export async function countMonth(setting: Setting, frame: Frame): Promise<PeriodCounts> {
  const { figures, columns } = countedDomain('frequency', frame)!;
  const counts = emptyCounts(figures, setting.isReserved.length);
  const month = {
    hashKey: seededHashKey(setting.seed, MONTH_KEY),
    zones: setting.plan.zones.length,
    stopped: Buffer.alloc(0),
  };
  await inSession(setting.folder, async (engine) => {
    await loadLines(engine, setting.linesFile);
    await loadPlan(engine, toDayToTransform(setting, setting.plan.market.firstDay, MONTH_KEY).plan);
    for (const name of await readdir(marksFolder(setting))) {
      await link(join(marksFolder(setting), name), join(engine.directory, name));
    }
    const frequency = await toMonthFigures(engine, month);
    const statement = panelSums(
      frequency('pseudonym, group_code'),
      engine.target('sums.tsv', 'TSV', SUMS_STRUCTURE),
      setting.isReserved.length,
      { person: PERSON, mask: 'return_panels', given: undefined },
    );
    await engine.execute(statement, toMonthParameters(month));
    const text = await readFile(join(engine.directory, 'sums.tsv'), 'utf8');
    addSums(counts, { product: 'frequency', columns: columns.length, isReserved: setting.isReserved }, text);
  });
  return new Map([['frequency', counts]]);
}

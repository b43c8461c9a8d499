import { runInEngine } from '@passant/engine';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentFileName } from '../../src/transform/transform-day';
import { placeNumbers } from '../attacks/insider';
import type { City } from './city';
import { writeSegment } from './step-two';

/** The usual practice, to compare with: rows under hashes of the number without a key, not sealed, and how many are placed. */
export async function placeHashed(
  city: City,
  people: readonly number[],
  scratch: string,
): Promise<{ readonly segment: Buffer; readonly placed: number }> {
  const members = people.map((person) => city.members[person]!);
  const traces = people.map((person) => city.days[0]!.traces[person]!);
  const pseudonyms = members.map(({ number }) => createHash('sha256').update(number).digest('hex').slice(0, 32));
  const segment = await runInEngine(
    { scratchDirectory: scratch, threads: 1, maxMemoryMegabytes: 1000, scratchMegabytes: 200 },
    async (engine) => {
      await writeSegment(engine, 'presence', { members, traces, salt: '', pseudonyms });
      return readFile(join(engine.directory, segmentFileName('presence', 0, 0)));
    },
  );
  const holdings = { artefacts: [{ name: 'segments/0', bytes: segment }], sealKeys: [], pseudonymKeys: [] };
  const numbers = members.map(({ number }) => number);
  return { segment, placed: (await placeNumbers(numbers, [holdings], scratch)).size };
}

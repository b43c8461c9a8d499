import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CitySummary } from '@passant/simulator';

const YOUNGEST_YEARS = 19;

/** Numbers of so many people who said yes and are on the panel of each day, from all over the files. Fewer where there are not so many. */
export async function choosePeople(city: CitySummary, wanted: number): Promise<string[]> {
  const permitting = new Set<string>();
  for await (const [number, , , state] of readRows(city.files.decisions))
    if (state === 'given') permitting.add(number!);
  const found: string[] = [];
  const latestBirthYear = Number(city.days[0]!.slice(0, 4)) - YOUNGEST_YEARS;
  for await (const [number, birthYear, , , , isBusiness] of readRows(city.files.subscribers))
    if (permitting.has(number!) && Number(birthYear) <= latestBirthYear && isBusiness === 'false') found.push(number!);
  const step = Math.max(1, Math.floor(found.length / wanted));
  return found.filter((_, index) => index % step === 0).slice(0, wanted);
}

async function* readRows(file: string): AsyncGenerator<string[]> {
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!isHeader) yield line.split(',');
    isHeader = false;
  }
}

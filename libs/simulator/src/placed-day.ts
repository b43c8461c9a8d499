import { endOfDay, hoursOfDay, startOfDay } from '@passant/contracts';
import type { CitySummary } from './prepare-city';
import { type CellHours, readCellHours } from './read-cell-hours';
import { truePresence, type TrueFigures, type TruthZone } from './truth';
import { readNumbers } from './who-is-who';

/** The first day of a simulated city, twice: people by cell and hour, as their events tell, and by zone and hour, as they were. */
export interface PlacedDay {
  readonly cellHours: CellHours;
  readonly truth: TrueFigures;
  /** How many people were looked at. */
  readonly people: number;
}

/**
 * Reads how well a rule of `P(zone | cell)` can be judged by. Undefined where nobody knows where people were (given events).
 * @param mostPeople the first so many of the city, who are a sample of it: each is drawn alone
 */
export async function readPlacedDay(
  { truthFile, kit, days, events, files, subscribers }: CitySummary,
  { zones, mostPeople }: { readonly zones: readonly TruthZone[]; readonly mostPeople: number },
): Promise<PlacedDay | undefined> {
  const [day] = days;
  if (truthFile === null || day === undefined) return undefined;
  const numbers = subscribers > mostPeople ? new Set(await readNumbers(files.subscribers, mostPeople)) : undefined;
  const window = { start: startOfDay(day, kit.timeZone) / 1_000, end: endOfDay(day, kit.timeZone) / 1_000 };
  const cellHours = await readCellHours(events[0]!.path, window, numbers);
  const people = numbers?.size ?? subscribers;
  const truth = await truePresence({ truthFile, zones, hours: hoursOfDay(day, kit.timeZone), people });
  return { cellHours, truth, people };
}

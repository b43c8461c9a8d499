import { createPeople } from '../src/transform/sql/create-people.sql';
import { createStays } from '../src/transform/sql/create-stays.sql';
import { createVisits } from '../src/transform/sql/create-visits.sql';
import { FIGURES } from '../src/transform/transform-day';
import type { BenchText } from './row';

/** One plain group-by over all segment files of the day: what reading them costs anybody. */
export const yardstick = (source: string, target: string): string =>
  `INSERT INTO FUNCTION ${target} SELECT cell_id, toStartOfHour(time), count() FROM ${source} GROUP BY 1, 2`;

/** Yardstick and all statements of step 2 as they run, but for the names of files. */
export const statementsOfStepTwo = (): BenchText[] => [
  { title: 'yardstick', text: yardstick('file(…)', 'file(…)') },
  { title: 'people (each data kind)', text: createPeople('file(…)', 'file(…)') },
  { title: 'stays (each data kind)', text: createStays() },
  { title: 'visits (presence)', text: createVisits() },
  ...Object.entries(FIGURES).map(([product, figures]) => ({ title: product, text: figures('group_code') })),
];

import { type CityProgress, type CitySummary, prepareCity, type PrepareCityOptions } from '@passant/simulator';
import { workApart } from '../processes/run-apart';

/** Making a city, in a process of its own. */
workApart<Omit<PrepareCityOptions, 'progress'>, CityProgress, CitySummary>((options, progress) =>
  prepareCity({ ...options, progress }),
);

import { workApart } from '../processes/run-apart';
import type { LocationErrorTask, MeasuredLocationError } from './location-error';
import { measureLocationError } from './measure-location-error';

/** Measuring the location error, in a process of its own: laying out a large network takes seconds. */
workApart<LocationErrorTask, never, MeasuredLocationError | null>(measureLocationError);

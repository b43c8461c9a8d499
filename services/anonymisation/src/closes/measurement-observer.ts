import type { MeasuredTable } from '../releases/measuring.service';

/** Injection token of a {@link MeasurementObserver}. Bound by the accuracy entry point alone; the service has none. */
export const MEASUREMENT_OBSERVER = Symbol('MEASUREMENT_OBSERVER');

/** Sees exact beside noisy figures once they are committed: for simulated people only. */
export interface MeasurementObserver {
  observe(tables: readonly MeasuredTable[]): Promise<void>;
}

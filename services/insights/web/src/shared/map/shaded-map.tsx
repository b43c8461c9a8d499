import { lazy, Suspense } from 'react';
import { Progress } from '../kit/progress';
import type { ZoneMapProps } from './zone-map';

/** The map is half of a page's bytes: it comes once something may be shown on it. */
const ZoneMap = lazy(() => import('./zone-map').then(({ ZoneMap: component }) => ({ default: component })));

export const ShadedMap = (props: ZoneMapProps) => (
  <Suspense fallback={<Progress />}>
    <ZoneMap {...props} />
  </Suspense>
);

import { Problem } from '../kit/problem';
import { Progress } from '../kit/progress';
import { usePart } from '../kit/use-part';
import type { ZoneMapProps } from './zone-map';

/** The map is half of a page's bytes: it comes once something may be shown on it. */
const loadMap = () => import('./zone-map');

export function ShadedMap(props: ZoneMapProps) {
  const { part, error, again } = usePart(loadMap);
  if (error) return <Problem error={error} again={again} />;
  return part ? <part.ZoneMap {...props} /> : <Progress />;
}

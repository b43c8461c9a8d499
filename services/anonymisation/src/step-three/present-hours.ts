import type { Shares } from '@passant/privacy';
import type { PanelWeights } from './panel-weights';

/** A profile is not taken to be there for more hours a visit than this many times the mean, nor for fewer than the mean over it: more is noise. Public. */
const MOST_HOURS = 1.5;

/**
 * How many hours present a visit stands for, by stratum, over the mean of all: everybody of the panel is in the city for about as many hours, but
 * not for as many visits (people of 65 and over make a sixth fewer). By profile the people of the measured panel over the released visits of the whole
 * city; 1 where either is nothing.
 *
 * @param city shares of visits, over the strata of the weights
 */
export function findHoursPerVisit(
  { everyone, regions }: Pick<PanelWeights, 'everyone' | 'regions'>,
  city: Shares,
): readonly number[] {
  const people = everyone.map(({ panel }) => Math.max(0, panel.size));
  const all = people.reduce((sum, one) => sum + one, 0);
  const ofProfile = (values: readonly number[], stratum: number): number => {
    const first = stratum - (stratum % regions);
    return values.slice(first, first + regions).reduce((sum, one) => sum + one, 0);
  };
  return everyone.map((_, stratum) => {
    const [inPanel, inCity] = [ofProfile(people, stratum) / all, ofProfile(city.shares, stratum)];
    return inPanel > 0 && inCity > 0 ? Math.min(MOST_HOURS, Math.max(1 / MOST_HOURS, inPanel / inCity)) : 1;
  });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountedPeriod, World } from './world';
import type { ReleaseWithTruth } from './releases';

/**
 * Truth and releases as files, so that another program can recompute every number of the result:
 * `about.json` (zones, public facts, panels), `truth-<period>.json` (pipeline truth by product over the counted domain, units),
 * `panel-<n>/<period>-<product>.json` (the release, all noisy figures; `exact`: the panel's counts behind it).
 */
export class Output {
  private constructor(private readonly folder: string) {}

  static async open(folder: string, world: World, periods: readonly CountedPeriod[]): Promise<Output> {
    await mkdir(folder, { recursive: true });
    const { of, seed, facts, panels, policy } = world;
    const about = {
      case: of,
      seed,
      zones: facts.zones,
      regions: facts.regions,
      residents: facts.residents,
      policy: { name: policy.name, leastPeople: policy.leastPeople },
      panels: panels.map(({ consent, number }, index) => ({ folder: `panel-${index}`, consent, number })),
      periods: periods.map(({ period, frame }) => ({ period, hours: frame.hours })),
    };
    await writeFile(join(folder, 'about.json'), `${JSON.stringify(about, null, 1)}\n`);
    for (const { period, counts } of periods) {
      const truth = Object.fromEntries([...counts].map(([product, { truth }]) => [product, Array.from(truth)]));
      await writeFile(join(folder, `truth-${period}.json`), JSON.stringify(truth));
    }
    return new Output(folder);
  }

  async write(panel: number, releases: readonly ReleaseWithTruth[]): Promise<void> {
    const folder = join(this.folder, `panel-${panel}`);
    await mkdir(folder, { recursive: true });
    for (const { period, release, exact } of releases) {
      const text = JSON.stringify({ period, ...release, exact: Array.from(exact) });
      await writeFile(join(folder, `${period}-${release.product}.json`), text);
    }
  }
}

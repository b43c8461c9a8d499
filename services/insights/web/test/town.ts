import { addDays, type Day, type ReleaseArtefact, type ZoneId, type ZonePlanArtefact } from '@passant/contracts';
import {
  dwellArtefact,
  finish,
  flowsArtefact,
  frequencyArtefact,
  makeTable,
  presenceArtefact,
  visitorsArtefact,
  zonePlan,
} from '../../test/artefacts';

/** A name that would be markup, were it ever written as such. */
export const HOSTILE = '<img src=x onerror="document.title=1"> "North" & ‮sons';
/** A Monday; weeks are told from here on. */
export const FIRST = '2025-02-10' as Day;
export const DAYS = ['2025-03-29', '2025-03-30', '2025-03-31'] as Day[];
const WEEKS = 7;
/** From Monday to Sunday of the last whole week: something was done in the centre. */
export const ACTION = { from: '2025-03-24' as Day, to: '2025-03-30' as Day };
/** Days of which hours, flows and the like are there: the last week and a day. */
export const LAST_WEEK = Array.from({ length: 8 }, (_, by) => addDays(ACTION.from, by));

const QUARTERS = Array.from({ length: 12 }, (_, by) => `quarter-${by + 1}` as ZoneId);
const ZONES = ['centre', 'north', 'P-station', 'hills', ...QUARTERS] as ZoneId[];
const TABLE_ZONES = [...ZONES, 'outside' as ZoneId];
/** 20,000 leaflets, one for two residents, are enough for six areas of this size, and not for seven. */
const RESIDENTS = 6_668;

const PEOPLE: Readonly<Record<string, number>> = {
  centre: 2_000,
  north: 500,
  'P-station': 3,
  hills: 0,
  outside: 9_000,
};
const peopleIn = (zone: ZoneId): number => PEOPLE[zone] ?? 300 + 40 * QUARTERS.indexOf(zone);
/** Between −1 and 1, the same in every run. */
const wobble = (zone: number, day: number) => Math.sin(12.9898 * zone + 78.233 * day + zone * day);

/** Squares that do not touch, so that no quarter is left out as a neighbour; `north` has a hostile name. */
export function townPlan(): ZonePlanArtefact {
  const plan = zonePlan();
  return {
    ...plan,
    zones: ZONES.map((id, index) => {
      const [x, y] = [12.3 + 0.03 * (index % 4), 51.3 + 0.02 * Math.floor(index / 4)];
      const ring: [number, number][] = [
        [x, y],
        [x + 0.02, y],
        [x + 0.02, y + 0.012],
        [x, y + 0.012],
        [x, y],
      ];
      const isPlace = id.startsWith('P-');
      return {
        ...{
          id,
          name: id === 'north' ? HOSTILE : `Zone ${id}`,
          kind: isPlace ? ('place' as const) : ('district' as const),
        },
        ...{ residents: isPlace ? null : RESIDENTS, areaSquareMetres: 1_000_000, covered: id !== 'hills' },
        ...{ areas: isPlace ? [] : [`area-${id}`], region: index % 2 },
        geometry: { type: 'MultiPolygon' as const, coordinates: [[ring]] },
      };
    }) as ZonePlanArtefact['zones'],
  };
}

/** What happened in the town, day by day. */
export function* townReleases(): Generator<ReleaseArtefact> {
  for (let by = 0; by < 7 * WEEKS + 1; by += 1) yield visitors(addDays(FIRST, by), by);
  yield frequencyArtefact({ zones: TABLE_ZONES, noisy: peopleIn });
  for (const period of LAST_WEEK) {
    const given = { period, zones: TABLE_ZONES };
    yield presenceArtefact({ ...given, noisy: presence });
    yield dwellArtefact({ ...given, noisy: peopleIn });
    yield origin(period);
    yield flowsArtefact({ ...given, noisy: flows(period) });
    for (const make of [presenceArtefact, flowsArtefact]) {
      const noisy = make === presenceArtefact ? presence : flows(period);
      yield make({ ...given, noisy, purpose: 'public-planning' });
    }
  }
}

/** The centre has two fifths more in the week of the action; the young like it more than the old. */
function visitors(period: Day, by: number): ReleaseArtefact {
  return visitorsArtefact({
    ...{ period, zones: TABLE_ZONES, factorOf: () => 10 },
    noisy: (id, cell) => {
      const zone = TABLE_ZONES.indexOf(id);
      const week = by % 7 >= 5 ? 0.6 : 1;
      const action = id === 'centre' && period >= ACTION.from && period <= ACTION.to ? 1.4 : 1;
      const young = id === 'centre' && cell < 6 ? 1.5 : 1;
      return (peopleIn(id) / 2) * week * action * young * (1 + 0.02 * wobble(zone, by));
    },
  });
}

/** Fullest at noon; late in the evening the first quarter is fuller than the centre. */
function presence(zone: ZoneId, hour: number): number {
  const evening = hour >= 22 ? (zone === 'quarter-1' ? 12 : 0.3) : 1;
  return peopleIn(zone) * 16 * evening * (1 - Math.abs(hour - 12) / 24);
}

/** Visitors live in the quarters: fewer in each that follows; hardly anybody in the last ones. */
function origin(period: Day): ReleaseArtefact {
  const homes = ZONES.filter((id) => !id.startsWith('P-'));
  const noisy = (zone: ZoneId, column: number) => {
    const quarter = QUARTERS.indexOf(homes[column]!);
    return quarter < 0 || quarter > 8 ? 2 : peopleIn(zone) / (quarter + 1);
  };
  const table = makeTable('origin', { zones: TABLE_ZONES, columns: homes, variance: 1000, noisy });
  return finish({ product: 'origin', zones: TABLE_ZONES, tables: [table], period });
}

/** By column: where to, times six parts of the day. On weekdays more go in the morning. */
const flows = (day: Day) => (zone: ZoneId, column: number) => {
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const [to, part] = [Math.floor(column / 6), column % 6];
  const morning = part === 1 ? (isWeekend ? 1 : 4) : 1;
  return (TABLE_ZONES.indexOf(zone) + 1) * (30 - to) * morning;
};

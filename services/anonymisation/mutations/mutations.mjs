/**
 * Faults that would break the guarantee or bend its figures, each with the test that catches it. `find` stands exactly once in
 * `file` (a test sees to that); `test` is a file of the project's Jest and the (beginning of the) full name of one of its tests.
 */
const ANONYMISATION = 'services/anonymisation';
const transform = (file) => `${ANONYMISATION}/src/transform/${file}`;
const test = (file, name, project = ANONYMISATION) => ({ project, file, name });

const spentBudget = test('test/mechanism.spec.ts', 'the spent budget found from below over a million runs');
const greyBox = test(
  'src/transform/grey-box.int-spec.ts',
  'one person never counts for more than declared: 1,500 adversaries',
);
const splits = (product) =>
  test(
    'src/transform/neighbours.int-spec.ts',
    `${product} of 60 random splits adds up: T(A ∪ B) = T(A) + T(B), end to end`,
  );
const step2 = (name) => test('src/transform/transform-day.int-spec.ts', name);
const flows = (name) => test('src/transform/flows.int-spec.ts', `flows ${name}`);

export const MUTATIONS = [
  {
    name: 'sigma × 0.8, while the ledger says otherwise',
    file: 'libs/privacy/src/released.ts',
    find: 'sampleDiscreteGaussians(counts.length, sigmaSquared, source)',
    replace: 'sampleDiscreteGaussians(counts.length, Math.ceil(sigmaSquared * 0.64), source)',
    test: spentBudget,
  },
  {
    name: 'noise from Math.random',
    file: `${ANONYMISATION}/src/releases/random-source.ts`,
    find: 'randomFillSync(bytes)',
    replace: 'bytes.forEach((_, index) => { bytes[index] = Math.random() * 256; })',
    test: test('test/mechanism.spec.ts', 'noise comes from the system’s cryptographic generator'),
  },
  {
    name: 'the same noise twice, from a generator that starts over',
    file: `${ANONYMISATION}/src/releases/random-source.ts`,
    find: 'randomFillSync(bytes)',
    replace: 'bytes.fill(7)',
    test: test('test/mechanism.spec.ts', 'noise comes from the system’s cryptographic generator'),
  },
  {
    name: 'Δ² off by one: flows declared as 7',
    file: 'libs/privacy/src/policy.ts',
    find: 'flows: { sensitivitySquared: 8,',
    replace: 'flows: { sensitivitySquared: 7,',
    test: greyBox,
  },
  {
    name: 'Δ² of presence for 24 hours, not 25',
    file: 'libs/privacy/src/policy.ts',
    find: 'sensitivitySquared: 25 * 16 ** 2',
    replace: 'sensitivitySquared: 24 * 16 ** 2',
    test: test(
      'src/transform/grey-box.int-spec.ts',
      'one person never counts for more than declared: 10,000 adversaries',
    ),
  },
  {
    name: 'suppress on the true count',
    file: 'libs/privacy/src/released.ts',
    find: 'toSafe(count) + noise[index]!',
    replace: '(count < 20 ? 0 : toSafe(count) + noise[index]!)',
    test: test('test/mechanism.spec.ts', 'noise is drawn for every figure alike, whatever its true count'),
  },
  {
    name: 'no noise on empty figures',
    file: 'libs/privacy/src/released.ts',
    find: 'toSafe(count) + noise[index]!',
    replace: '(count === 0 ? 0 : toSafe(count) + noise[index]!)',
    test: test('test/mechanism.spec.ts', 'noise is drawn for every figure alike, whatever its true count'),
  },
  {
    name: 'redraw on retry',
    file: `${ANONYMISATION}/src/closes/run-close.service.ts`,
    find: "if (close.state !== 'MEASURED') {",
    replace: 'if (close.period) {',
    test: test(
      'src/closes/close-faults.int-spec.ts',
      'noise is drawn once a crash after the commit only writes the same files again',
    ),
  },
  {
    name: 'draw the zone per event: anew for each time',
    file: transform('sql/create-stays.sql.ts'),
    find: "'zone', pseudonym)",
    replace: "'zone', pseudonym, started)",
    test: step2('dwell chooses one zone a stay, the same for equal stays'),
  },
  {
    name: 'presence drawn point by point, not systematically',
    file: transform('sql/presence-figures.sql.ts'),
    find: "'offset', pseudonym)",
    replace: "'offset', pseudonym, part_from)",
    test: step2('presence sums to minutes/60·16 within one unit'),
  },
  {
    name: 'panel counts exact',
    file: 'services/consent/src/panels/domain/measure-sizes.ts',
    find: 'size: values[index]!,',
    replace: 'size: values[index]! * 0 + sizeOf(group),',
    test: test(
      'src/panels/domain/measure-sizes.spec.ts',
      'measured sizes are exact size plus noise of variance 1000',
      'services/consent',
    ),
  },
  {
    name: 'seven zones a day, not six',
    file: transform('domain/rules.ts'),
    find: 'mostZones: 6,',
    replace: 'mostZones: 7,',
    test: greyBox,
  },
  {
    name: 'nine trips a day, not eight',
    file: transform('domain/rules.ts'),
    find: 'mostTrips: 8,',
    replace: 'mostTrips: 9,',
    test: greyBox,
  },
  {
    name: 'equal trips counted each time',
    file: transform('sql/flows-figures.sql.ts'),
    find: 'arrayDistinct(trips)',
    replace: 'trips',
    test: greyBox,
  },
  {
    name: 'eleven zones a month, not ten',
    file: transform('domain/rules.ts'),
    find: 'mostZonesOfMonth: 10,',
    replace: 'mostZonesOfMonth: 11,',
    test: test('src/transform/marks.int-spec.ts', 'a month changes by at most Δ² = 20 with a day of a person'),
  },
  {
    name: 'another sample of zones for each table',
    file: transform('sql/origin-figures.sql.ts'),
    find: 'zone AS row',
    replace: '(zone + 1) AS row',
    test: greyBox,
  },
  {
    name: 'what one person does changes what another counts for',
    file: transform('sql/create-visits.sql.ts'),
    find: 'WHERE chosen < {outside:UInt32}',
    replace: 'WHERE chosen < {outside:UInt32} AND pseudonym != (SELECT min(pseudonym) FROM stays)',
    test: splits('visitors'),
  },
  {
    name: 'the stop list not applied',
    file: transform('sql/create-people.sql.ts'),
    find: 'WHERE pseudonym NOT IN (SELECT pseudonym FROM ${stopped})\n      AND second',
    replace: 'WHERE second',
    test: step2('the close does not read who is on the stop list'),
  },
  {
    name: 'events of two batches counted twice',
    file: transform('sql/create-people.sql.ts'),
    find: 'arrayCompact(arrayMap(event -> bitShiftRight(event, 16), raw))',
    replace: 'arrayMap(event -> bitShiftRight(event, 16), arraySort(event -> bitAnd(event, 65535), raw))',
    test: step2('the close counts an event of two batches once'),
  },
  {
    name: 'day-parts by hours since midnight, whatever the clocks did',
    file: transform('domain/day-window.ts'),
    find: 'clock.format(second * 1000)',
    replace: '(second - start) / 3600',
    test: flows('go by local clocks on the day of 25 hours'),
  },
];

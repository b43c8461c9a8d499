import { findOwnPlaces } from './find-own-places';

test('a place has cells of its own where a footprint lies in it alone', () => {
  const zones = [{ kind: 'district' }, { kind: 'place' }, { kind: 'place' }] as const;
  const footprints = [
    { zones: [0], probabilities: [1] },
    { zones: [1], probabilities: [1] },
    { zones: [0, 2], probabilities: [0.1, 0.9] },
    { zones: [3], probabilities: [1] },
  ];
  expect([...findOwnPlaces(zones, footprints)]).toEqual([1]);
});

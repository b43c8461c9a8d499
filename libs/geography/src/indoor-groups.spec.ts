import { aCell } from '../test/builders';
import { weakenBehindWalls } from './indoor-groups';

describe('behind walls', () => {
  const sector = { position: [0, 0] as [number, number], azimuthDegrees: null, beamWidthDegrees: 65, cells: [] };
  const shares = [{ sector, samples: [4, 7], probabilities: [0.5, 0.5] }];
  const groups = [{ cells: [aCell('I', 0, 0, { indoor: true })], zone: 1, samples: [7] }];

  it('sectors outside are left a tenth of a place', () => {
    expect(weakenBehindWalls(shares, groups, [false, true])[0]!.probabilities).toEqual([0.5, expect.closeTo(0.05)]);
  });

  it('nothing changes around an office in a district', () => {
    expect(weakenBehindWalls(shares, groups, [false, false])).toEqual(shares);
  });
});

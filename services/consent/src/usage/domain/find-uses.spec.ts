import type { Day, Month, PanelDataKind, Period } from '@passant/contracts';
import { findUses, type LineOnPanels, type PublishedRelease } from './find-uses';

const FIRST = '2026-06-08' as Day;
const SECOND = '2026-06-09' as Day;
const JUNE = '2026-06' as Month;

const release = (overrides: Partial<PublishedRelease> = {}): PublishedRelease => ({
  period: FIRST,
  product: 'visitors',
  purpose: 'place-statistics',
  kindsOfBuyer: [],
  ...overrides,
});
const line = (permitted: readonly [Day, PanelDataKind][], stopped: readonly Period[] = []): LineOnPanels => ({
  days: [FIRST, SECOND],
  isIn: (day, dataKind, purpose) =>
    purpose === 'place-statistics' && permitted.some(([of, kind]) => of === day && kind === dataKind),
  stopped: new Set(stopped),
});

describe('what a line was counted for', () => {
  it('is each statistic of a day on whose panel it was, with the kinds of buyer that used it', () => {
    const releases = [
      release({ kindsOfBuyer: ['retail'] }),
      release({ period: SECOND }),
      release({ product: 'flows' }),
      release({ purpose: 'public-planning', kindsOfBuyer: ['public-planning'] }),
    ];
    expect(findUses(releases, line([[FIRST, 'presence']]))).toEqual([
      { period: FIRST, product: 'visitors', kindsOfBuyer: ['retail'] },
    ]);
  });

  it('is a statistic of a month where it was on a panel of that month with return visits', () => {
    const frequency = release({ period: JUNE, product: 'frequency', kindsOfBuyer: ['shopping-centre'] });
    expect(findUses([frequency], line([[SECOND, 'return-visits']]))).toEqual([
      { period: JUNE, product: 'frequency', kindsOfBuyer: ['shopping-centre'] },
    ]);
    expect(findUses([frequency], line([[SECOND, 'presence']]))).toEqual([]);
    expect(findUses([{ ...frequency, period: '2026-05' as Month }], line([[SECOND, 'return-visits']]))).toEqual([]);
  });

  it('is nothing of a day or month from which it was taken out before', () => {
    const releases = [release(), release({ period: JUNE, product: 'frequency' })];
    const permitted: [Day, PanelDataKind][] = [
      [FIRST, 'presence'],
      [FIRST, 'return-visits'],
    ];
    expect(findUses(releases, line(permitted, [JUNE])).map(({ period }) => period)).toEqual([FIRST]);
    expect(findUses(releases, line(permitted, [FIRST])).map(({ period }) => period)).toEqual([JUNE]);
  });
});

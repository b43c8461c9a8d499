import { scheduleActive } from './schedule-active';

const NOW = Date.parse('2026-06-10T10:00:00Z');
const LATER = Date.parse('2026-07-01T00:00:00Z');
const none = { retail: 0, 'shopping-centre': 0, 'public-planning': 0, research: 0, other: 0 };

describe('how many contracts are active', () => {
  it('is told by kind of buyer, now and from each end on', () => {
    const contracts = [
      { kindOfBuyer: 'retail', validUntilMs: null, isPilot: false },
      { kindOfBuyer: 'retail', validUntilMs: LATER, isPilot: true },
      { kindOfBuyer: 'research', validUntilMs: LATER, isPilot: false },
      { kindOfBuyer: 'other', validUntilMs: NOW, isPilot: true },
    ] as const;
    expect(scheduleActive(contracts, NOW)).toEqual([
      { from: '2026-06-10T10:00:00.000Z', active: { ...none, retail: 2, research: 1 }, pilots: 1 },
      { from: '2026-07-01T00:00:00.000Z', active: { ...none, retail: 1 }, pilots: 0 },
    ]);
    expect(scheduleActive([], NOW)).toEqual([{ from: '2026-06-10T10:00:00.000Z', active: none, pilots: 0 }]);
  });

  it('fits into a job, however many end', () => {
    const contracts = Array.from({ length: 5000 }, (_, day) => ({
      kindOfBuyer: 'retail' as const,
      validUntilMs: NOW + day * 1000,
      isPilot: false,
    }));
    const schedule = scheduleActive(contracts, NOW);
    expect(schedule).toHaveLength(200);
    expect(JSON.stringify(schedule).length).toBeLessThan(60 * 1024);
  });
});

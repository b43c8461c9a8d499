import type { FootprintsArtefact, ZonePlanArtefact, ZonePlanId } from '@passant/contracts';
import { aPlan } from '../../../test/test-day';
import { findPlanProblem } from './find-plan-problem';

const footprints: FootprintsArtefact = {
  ...aPlan().footprints,
  format: 'footprints/1',
  planId: '018f0000-0000-4000-8000-000000000001' as ZonePlanId,
};
const artefact = {
  planId: footprints.planId,
  zones: ['a', 'b', 'c'].map((id) => ({ id, areas: [id], region: 0 })),
  regions: [{ id: 'r' }],
} as unknown as ZonePlanArtefact;
const problemOf = (change: (plan: FootprintsArtefact) => Partial<FootprintsArtefact>, zones = artefact) =>
  findPlanProblem({
    announced: footprints.planId,
    artefact: zones,
    footprints: { ...footprints, ...change(footprints) },
  });

test('a plan whose files fit has no problem', () => {
  expect(problemOf(() => ({}))).toBeUndefined();
});

test.each<[string, (plan: FootprintsArtefact) => Partial<FootprintsArtefact>]>([
  ['of another plan', () => ({ planId: '018f0000-0000-4000-8000-0000000000ff' as never })],
  ['a cell has no footprint', (plan) => ({ cells: [{ ...plan.cells[0]!, footprint: 99 }] })],
  ['an overlap has no footprint', () => ({ overlaps: [[0, 99]] })],
  ['a cell is in it twice', (plan) => ({ cells: [plan.cells[0]!, plan.cells[0]!] })],
  ['no distribution', (plan) => ({ footprints: plan.footprints.map((one) => ({ ...one, probabilities: [0.4] })) })],
  ['no distribution', (plan) => ({ footprints: plan.footprints.map(() => ({ zones: [9], probabilities: [1] })) })],
])('a plan is refused: %s', (problem, change) => {
  expect(problemOf(change)).toContain(problem);
});

test.each([
  ['a zone has no region', { region: 1 }],
  ['a home area lies in two zones', { areas: ['b'] }],
])('a plan is refused: %s', (problem, change) => {
  const zones = artefact.zones.map((zone, index) => (index === 0 ? { ...zone, ...change } : zone));
  expect(problemOf(() => ({}), { ...artefact, zones })).toContain(problem);
});

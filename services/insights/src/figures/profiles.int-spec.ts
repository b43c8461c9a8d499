import { AGE_BANDS } from '@passant/contracts';
import { testStack } from '@passant/testing';
import { DAY, visitorsArtefact, zonePlan } from '../../test/artefacts';
import { admin, Insights } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  await insights.approvePlan(zonePlan());
  await insights.publish(visitorsArtefact());
}, 60_000);
afterAll(() => insights.app.close());

const COLUMNS = 'values lows highs statuses unit releaseIds';
const span = `zoneIds: ["centre", "P-station"], from: "${DAY}", to: "${DAY}", grain: DAY`;

describe('visitors by age', () => {
  it.each(['', 'genders: ["female"]'])('are the same figures as band by band, in one question: %s', async (genders) => {
    const { actor, contractId } = await insights.signUp();
    const { bands } = await insights.ask<{ bands: { age: string; zone: { id: string } }[] }>(
      actor,
      `{ bands: visitorsByAge(${span} ${genders}) { age zone { id } ${COLUMNS} } }`,
    );
    expect(bands.map(({ age, zone }) => `${zone.id} ${age}`)).toEqual(
      ['centre', 'P-station'].flatMap((zone) => AGE_BANDS.map((age) => `${zone} ${age}`)),
    );
    for (const age of AGE_BANDS) {
      const { visitors } = await insights.ask<{ visitors: object[] }>(
        actor,
        `{ visitors(${span} ages: ["${age}"] ${genders}) { ${COLUMNS} } }`,
      );
      const ofAge = bands.filter((band) => band.age === age).map(({ age: _, zone: __, ...columns }) => columns);
      expect(ofAge).toEqual(visitors);
    }
    const { usage } = await insights.ask<{ usage: { figures: number }[] }>(
      admin,
      'query ($id: ID) { usage(contractId: $id) { figures } }',
      { id: contractId },
    );
    expect(usage.map(({ figures }) => figures)).toEqual([2, 2, 2, 2, 2, 2, 2, 14]);
  });

  it('take as many statements as one band', async () => {
    const { actor } = await insights.signUp();
    const ask = () => insights.ask(actor, `{ visitorsByAge(${span}) { statuses } }`);
    await ask();
    expect(await insights.countStatements(ask)).toHaveLength(6);
  });

  it('are not counted by the hour', async () => {
    const { actor } = await insights.signUp();
    const query = `{ visitorsByAge(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: HOUR) { statuses } }`;
    expect((await insights.refusal(actor, query)).code).toBe('GRAIN_NOT_AVAILABLE');
  });
});

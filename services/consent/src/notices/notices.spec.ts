import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import { DEFAULT_POLICY, describeGuarantee, rightOf100 } from '@passant/privacy';
import { type Notice, renderNotice } from './notice';
import { NOTICE_DE, NOTICE_EN } from './notice-4';

const sentencesOf = (notice: Notice): string[] =>
  [
    ...notice.paragraphs,
    ...PURPOSES.map((purpose) => notice.purposes[purpose].explanation),
    ...DATA_KINDS.map((kind) => notice.dataKinds[kind].explanation),
  ].flatMap((text) => text.split(/(?<=[.?!])\s+/));
const wordsOf = (sentence: string): number => sentence.split(/\s+/).length;

describe.each([
  ['German', NOTICE_DE, ','],
  ['English', NOTICE_EN, '.'],
])('the notice in %s', (_language, notice, decimal) => {
  it('can be read: short sentences, none longer than 35 words', () => {
    const lengths = sentencesOf(notice).map(wordsOf);
    expect(lengths.reduce((sum, each) => sum + each, 0) / lengths.length).toBeLessThan(14);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(35);
  });

  it('says what return visits cost, with the numbers of the guarantee rounded against us', () => {
    const [day, week] = describeGuarantee(DEFAULT_POLICY) as [Row, Row];
    const text = notice.dataKinds['return-visits'].explanation;
    const atMost = (advantage: number): string =>
      (Math.ceil(rightOf100(advantage) * 10) / 10).toFixed(1).replace('.', decimal);
    for (const { inOrOut, inOrOutWithReturnVisits, rho, rhoWithReturnVisits } of [day, week]) {
      expect(text).toContain(atMost(inOrOut));
      expect(text).toContain(atMost(inOrOutWithReturnVisits));
      expect(text).toContain(rho.toFixed(2).replace('.', decimal));
      expect(text).toContain(rhoWithReturnVisits.toFixed(2).replace('.', decimal));
    }
    expect(notice.paragraphs.join(' ')).toContain(atMost(day.inOrOut));
    // By hand: ρ = 7 · 0.03 + 2 · 0.03 = 0.27 of a week in two months; 50 · 2Φ(√0.135) = 64.33, rounded up.
    expect([atMost(week.inOrOutWithReturnVisits), week.rhoWithReturnVisits.toFixed(2)]).toEqual([
      `64${decimal}4`,
      '0.27',
    ]);
  });

  it('calls nothing unused any more, as every switch does what it says', () => {
    expect(renderNotice(notice)).not.toMatch(/noch nicht verwendet|not used yet/i);
  });
});

type Row = ReturnType<typeof describeGuarantee>[number];

import fc from 'fast-check';
import { AGE_BANDS, type DataKind, DATA_KINDS, type Day, GENDERS, type Purpose, PURPOSES } from '@passant/contracts';
import { type Attributes, chooseAttributes, NO_ATTRIBUTES, toAgeCode } from './choose-attributes';
import { type Allows, chooseGroup } from './choose-group';

const DAY = '2026-06-08' as Day;
const instants = { dayStart: 10, issuedAt: 20 };
const holder = { birthYear: 1980, gender: 'f', homeArea: 'mitte' } as const;
const choose = (allows: Allows): Attributes =>
  chooseAttributes(holder, { day: DAY, instants, allows, presenceGroup: chooseGroup(allows, 'presence', instants) });

describe('attributes of presence rows', () => {
  it('are there exactly where every purpose of the presence group permits them, over all sets of permissions', () => {
    const keys = PURPOSES.flatMap((purpose) => DATA_KINDS.map((dataKind) => `${purpose}/${dataKind}`));
    fc.assert(
      fc.property(fc.subarray(keys), (permitted) => {
        const may = (purpose: Purpose, dataKind: DataKind): boolean => permitted.includes(`${purpose}/${dataKind}`);
        const given = choose(may);
        const serving = PURPOSES.filter((purpose) => may(purpose, 'presence'));
        const isForAll = (dataKind: DataKind): boolean =>
          serving.length > 0 && serving.every((purpose) => may(purpose, dataKind));
        expect([AGE_BANDS[given.ageCode], GENDERS[given.genderCode]]).toEqual(
          isForAll('profile') ? ['45-54', 'female'] : ['not-given', 'not-given'],
        );
        expect(given.homeArea).toBe(isForAll('home-area') ? 'mitte' : '');
      }),
      { numRuns: 1000 },
    );
  });

  it('are there only where the permission holds at the day’s start, at issue, and once everything recorded counts', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (atStart, atIssue, finally_) => {
        const allows: Allows = (_purpose, dataKind, instant) =>
          dataKind === 'presence' || (instant === 10 ? atStart : instant === 20 ? atIssue : finally_);
        expect(choose(allows).homeArea === 'mitte').toBe(atStart && atIssue && finally_);
      }),
    );
  });

  it('are not given by who is not in the presence panel, whatever else is permitted', () => {
    expect(choose((_purpose, dataKind) => dataKind !== 'presence')).toEqual(NO_ATTRIBUTES);
  });

  it('are not given where the registry does not know them', () => {
    const question = { day: DAY, instants, allows: () => true, presenceGroup: 'both' } as const;
    const given = chooseAttributes({ birthYear: 1980, gender: null, homeArea: null }, question);
    expect([GENDERS[given.genderCode], given.homeArea]).toEqual(['not-given', '']);
  });

  it.each([
    [2008, 'not-given'],
    [2007, '18-24'],
    [2001, '18-24'],
    [2000, '25-34'],
    [1991, '25-34'],
    [1990, '35-44'],
    [1961, '55-64'],
    [1960, '65+'],
    [1900, '65+'],
  ])('born in %d is %s in 2026: the age that has certainly been reached', (birthYear, band) => {
    expect(AGE_BANDS[toAgeCode(birthYear, DAY)]).toBe(band);
  });
});

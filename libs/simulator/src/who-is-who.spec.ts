import { join } from 'node:path';
import { aKit, removeFolders } from '../test/builders';
import { permissionBit, readPeople, readPermissions, toAgeCode } from './who-is-who';

afterAll(removeFolders);

const SUBSCRIBERS = [
  'msisdn,birth_year,gender,home_area,contract_start,is_business',
  '+491,2007,f,D01,2020-01-01,false',
  '+492,2008,m,,2020-01-01,true',
  '+493,1950,,D02,2020-01-01,false',
];
const DECISIONS = [
  'msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time',
  '+492,place-statistics,presence,given,x,x,app,x',
  '+492,public-planning,profile,given,x,x,app,x',
  '+491,place-statistics,presence,refused,x,x,app,x',
  '+499,place-statistics,presence,given,x,x,app,x',
];
const kit = aKit({ 'subscribers.csv': SUBSCRIBERS.join('\n'), 'decisions.csv': DECISIONS.join('\n') });

it('knows everybody by their number in the truth, as old as the panel takes them to be', async () => {
  const people = await readPeople(join(kit, 'subscribers.csv'), 2026);
  expect(people).toEqual({
    numbers: ['+491', '+492', '+493'],
    ages: Uint8Array.from([18, 17, 75]),
    ageCodes: Uint8Array.from([0, 6, 5]),
    genderCodes: Uint8Array.from([0, 1, 2]),
    homeAreas: ['D01', '', 'D02'],
    isBusiness: [false, true, false],
  });
});

it('knows what everybody permits', async () => {
  const permissions = await readPermissions(join(kit, 'decisions.csv'), ['+491', '+492']);
  const both = permissionBit('place-statistics', 'presence') | permissionBit('public-planning', 'profile');
  expect([...permissions]).toEqual([0, both]);
});

test.each([
  [17, 6],
  [18, 0],
  [24, 0],
  [25, 1],
  [34, 1],
  [35, 2],
  [64, 4],
  [65, 5],
  [99, 5],
])('somebody of %i is in band %i', (age, band) => expect(toAgeCode(age)).toBe(band));

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { CityOptions } from '../launch/options';
import { recordProcess } from '../process-record';
import { Home } from './home';
import { ensureAnalyst, ensureSecrets } from './secrets';

const city: CityOptions = { data: undefined, people: 1_000, consent: 0.5, days: 2, seed: 1 };

describe('a home', () => {
  let folder: string;
  let home: Home;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passant-home-'));
    home = new Home(join(folder, 'home'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('may be opened again with the same options', () => {
    home.open(city);
    home.close();

    expect(() => home.open(city)).not.toThrow();
  });

  test.each([
    ['people', { ...city, people: 2_000 }, /made with --people 1000, now it is --people 2000/],
    ['kit', { ...city, data: '/kits/leipzig' }, /made with --data \(none\), now it is --data \/kits\/leipzig/],
  ])('that holds another city (%s) is refused, with what to do', (_, other, message) => {
    home.open(city);
    home.close();

    expect(() => home.open(other)).toThrow(message);
    expect(() => home.open(other)).toThrow('--home');
  });

  test('in which Passant runs is refused', () => {
    home.open(city);
    // Some process that lives and is not this one.
    recordProcess(home.directory, 'launcher', process.ppid);

    expect(() => home.open(city)).toThrow(`already runs on ${home.directory} (process ${process.ppid})`);
  });

  test('of a run that was killed is taken over', () => {
    home.open(city);
    writeFileSync(home.file('launcher.process.json'), JSON.stringify({ pid: process.ppid, started: 'long ago' }));

    expect(() => home.open(city)).not.toThrow();
  });

  test('that cannot be written to is a clear problem', () => {
    writeFileSync(join(folder, 'file'), '');

    expect(() => new Home(join(folder, 'file', 'home')).open(city)).toThrow(/cannot be used[\s\S]*--home/);
  });

  test('keeps secrets in folders of their owners, once made for ever', () => {
    home.open(city);

    const { staff, databasePasswords } = ensureSecrets(home);

    expect(statSync(home.secretsOf('insights')).mode & 0o077).toBe(0);
    expect(new Set(Object.values(databasePasswords)).size).toBe(4);
    expect(staff.map(({ id }) => id)).toEqual([
      'nora-network',
      'ada-admin',
      'anton-approver',
      'petra-privacy',
      'agnes-agent',
    ]);
    expect(ensureSecrets(home)).toEqual({ staff, databasePasswords });
  });

  test('gives the partner’s analyst an account beside the staff, once', () => {
    home.open(city);
    const { staff } = ensureSecrets(home);
    const read = () => JSON.parse(readFileSync(join(home.secretsOf('gateway'), 'staff.json'), 'utf8')) as unknown[];

    ensureAnalyst(home, '018f0000-0000-4000-8000-00000000000a');
    const accounts = read();
    ensureAnalyst(home, '018f0000-0000-4000-8000-00000000000b');

    expect(accounts.slice(0, -1)).toEqual(staff);
    expect(accounts.at(-1)).toEqual({
      id: 'anna-analyst',
      password: expect.stringMatching(/^[0-9a-f-]{12,}$/),
      clientId: '018f0000-0000-4000-8000-00000000000a',
    });
    expect(read()).toEqual(accounts);
  });

  test('makes key pairs whose halves belong together', () => {
    home.open(city);
    ensureSecrets(home);
    const read = (file: string) => readFileSync(file, 'utf8');

    const signing = createPublicKey(createPrivateKey(read(join(home.secretsOf('gateway'), 'gateway-signing.pem'))));
    expect(signing.export({ format: 'pem', type: 'spki' })).toBe(read(join(home.publicKeys, 'gateway.pem')));
    const raw = Buffer.from(read(join(home.secretsOf('ingestion'), 'seal.private')), 'base64');
    const prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
    const seal = createPublicKey(createPrivateKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'pkcs8' }));
    expect(Buffer.from(seal.export({ format: 'jwk' }).x!, 'base64url').toString('base64')).toBe(
      read(join(home.publicKeys, 'ingestion.seal.pub')).trim(),
    );
  });
});

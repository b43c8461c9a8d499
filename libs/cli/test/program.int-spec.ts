import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, testStack } from '@passant/testing';
import { makeReceipt, makeSigner, toKeys } from './make-receipt';
import { runProcess } from './run-process';
import { RunningLog } from './running-log';

const folder = temporaryFolder();
const passant = (...words: string[]) => runProcess(words, folder);

function save(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

describe('the process `passant receipt verify`, which nothing answers but the files beside it', () => {
  const ours = makeSigner();
  const receipt = makeReceipt(ours);
  const verify = (...words: string[]) => passant('receipt', 'verify', ...words);

  beforeAll(() => {
    save('receipt.json', receipt);
    save('unsealed.json', { ...receipt, inclusion: null });
    save('passant-keys.json', toKeys(ours));
  });

  it('says on stdout, and there alone, what is genuine, and ends with 0', async () => {
    expect(await verify('receipt.json')).toEqual({
      code: 0,
      out: expect.stringMatching(/^GENUINE\. [^]*P-2345-6789[^]*withdrawn[^]*entry 1 of 3\n$/),
      err: '',
    });
    const unsealed = await verify('unsealed.json');
    expect([unsealed.code, unsealed.out]).toEqual([0, expect.stringMatching(/^GENUINE, but given before/)]);
  });

  it.each([
    ['ALTERED', 'altered.json', JSON.stringify(receipt).replaceAll('withdrawn', 'given')],
    ['FORGED', 'forged.json', JSON.stringify(makeReceipt(makeSigner()))],
    ['NOT IN LOG', 'elsewhere.json', JSON.stringify({ ...receipt, inclusion: { ...receipt.inclusion, index: 0 } })],
  ])('names what is %s, and ends with 1', async (verdict, name, content) => {
    expect(await verify(save(name, content))).toEqual({
      code: 1,
      out: expect.stringMatching(new RegExp(`^${verdict}\\. `)),
      err: '',
    });
  });

  it('calls a receipt forged by whatever keys it is told to trust', async () => {
    const { code, out } = await verify('receipt.json', '--keys', save('other-keys.json', toKeys(makeSigner())));
    expect([code, out]).toEqual([1, expect.stringMatching(/^FORGED\. /)]);
  });

  it('answers as one line of JSON where asked', async () => {
    const good = await verify('receipt.json', '--json');
    expect([good.code, good.err]).toEqual([0, '']);
    expect(JSON.parse(good.out)).toMatchObject({
      verdict: 'GENUINE',
      facts: { reference: 'P-2345-6789', decisions: [{ state: 'withdrawn' }] },
      inclusion: { index: 1, size: 3 },
    });
    const bad = await verify(save('forged.json', makeReceipt(makeSigner())), '--json');
    expect([bad.code, JSON.parse(bad.out).verdict, bad.out.trimEnd().split('\n').length]).toEqual([1, 'FORGED', 1]);
  });

  it.each([
    ['a file that is not there', ['missing.json'], /^missing\.json cannot be read \(ENOENT\)/],
    ['a folder', ['.'], /cannot be read \(EISDIR\)/],
    ['keys that are none', ['receipt.json', '--keys', 'unsealed.json'], /holds no keys/],
    ['an option that it does not know', ['receipt.json', '--what'], /unknown option/],
    ['no file', [], /missing required argument/],
  ])('says on stderr alone that it cannot use %s, and ends with 2', async (_, words, err) => {
    expect(await verify(...words)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) });
  });

  it('ends with 2 on what is no receipt, with 3 where no keys are at hand', async () => {
    const unreadable = await verify(save('no-receipt.json', '{}'));
    expect([unreadable.code, unreadable.out]).toEqual([2, expect.stringMatching(/^UNREADABLE\. /)]);
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'receipt.json'), JSON.stringify(receipt));
    expect(await runProcess(['receipt', 'verify', 'receipt.json'], elsewhere)).toEqual({
      ...{ code: 3, out: '', err: expect.stringContaining('/transparency/keys.json') },
    });
  });
});

describe('the process `passant audit`', () => {
  const stack = testStack({ postgres: true, redis: true });
  const log = new RunningLog(stack);
  const source = () => ['--database', stack.databaseUrl, '--service', 'consent'];
  const verify = (...words: string[]) => passant('audit', 'verify', '--checkpoints', log.folder, ...words);

  beforeAll(async () => {
    await log.boot();
    await log.note('one', 'two', 'three');
    await log.seal();
    save('log.key', readFileSync(join(log.folder, 'log.key'), 'utf8'));
  }, 60_000);
  afterAll(() => log.close());

  it('exports a log', async () => {
    const exported = await passant('audit', 'export', ...source(), '--out', 'log.ndjson');
    expect(exported).toEqual({ code: 0, out: '3 entries are in log.ndjson.\n', err: '' });
  });

  it.each([
    ['the export', () => ['--export', 'log.ndjson']],
    ['the database itself', source],
  ])('finds the log sound from %s, and ends with 0', async (_, from) => {
    expect(await verify(...from(), '--key', 'log.key')).toEqual({
      code: 0,
      out: expect.stringMatching(/^SOUND\. passant\/consent: 3 entries, 1 checkpoints/),
      err: '',
    });
  });

  it('names what was done to it as JSON on stdout and ends with 1; where its key came from stands on stderr', async () => {
    const [head, ...lines] = readFileSync(join(folder, 'log.ndjson'), 'utf8').trimEnd().split('\n');
    save('short.ndjson', [head, ...lines.slice(0, -1)].join('\n'));
    const { code, out, err } = await verify('--export', 'short.ndjson', '--json');
    expect([code, JSON.parse(out).findings.map((finding: { code: string }) => finding.code)]).toEqual([
      1,
      ['LAST_ENTRY_DELETED'],
    ]);
    expect(err).toMatch(/^The key was taken from beside the checkpoints/);
    const words = await verify('--export', 'short.ndjson', '--key', 'log.key');
    expect([words.code, words.out]).toEqual([1, expect.stringMatching(/^TAMPERED WITH\. [^]*LAST_ENTRY_DELETED/)]);
  });

  it('ends with 2 where it cannot be used, and repeats no password; with 3 without a key', async () => {
    const unreachable = await verify('--database', 'postgres://x:hunter2@127.0.0.1:1/x', '--service', 'consent');
    expect(unreachable).toEqual({ code: 2, out: '', err: 'The database cannot be read (ECONNREFUSED).\n' });
    expect(await verify()).toMatchObject({ code: 2, out: '' });
    const keyless = await passant('audit', 'verify', '--checkpoints', temporaryFolder(), ...source());
    expect(keyless).toMatchObject({ code: 3, out: '', err: expect.stringContaining('no key to trust') });
  });
});

it('the process `passant` lists what it can on --help, and ends with 2 on a word that it does not know', async () => {
  expect(await passant('--help')).toEqual({ code: 0, out: expect.stringMatching(/receipt[^]*audit/), err: '' });
  expect(await passant('fly')).toEqual({ code: 2, out: '', err: expect.stringContaining('unknown command') });
});

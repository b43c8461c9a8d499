import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WithdrawalLine } from './journal-line';
import { WithdrawalJournal } from './withdrawal-journal';

const folder = mkdtempSync(join(tmpdir(), 'passant-journal-'));
const key = randomBytes(32);
afterAll(() => rmSync(folder, { recursive: true }));

const line = (overrides: Partial<WithdrawalLine> = {}): WithdrawalLine => ({
  submissionId: randomUUID(),
  reference: 'P-1234-5678',
  subscriberId: randomUUID(),
  state: 'withdrawn',
  decidedAt: 1,
  effectiveFrom: 1,
  keys: [{ decisionId: randomUUID(), purpose: 'place-statistics', dataKind: 'presence' }],
  ...overrides,
});
const journalAt = (file: string): WithdrawalJournal => new WithdrawalJournal({ file, key });

describe('the withdrawal journal', () => {
  it('gives back every line, in order, after a restart', async () => {
    const file = join(folder, 'plain', 'journal');
    const lines = [line(), line(), line()];
    await journalAt(file).append(lines.slice(0, 2));
    await journalAt(file).append(lines.slice(2));
    expect(await journalAt(file).read()).toEqual({ lines, damagedLines: [] });
  });

  it('keeps everything that comes while the disk is busy, in order, and tells everybody once it is there', async () => {
    const file = join(folder, 'busy');
    const journal = journalAt(file);
    const lines = Array.from({ length: 30 }, () => line());
    const told = await Promise.all([
      ...lines.map(async (one) => (await journal.append([one])) && readFileSync(file, 'utf8').split('\n').length > 1),
      journal.isWritable(),
    ]);
    expect(told).toEqual(told.map(() => true));
    expect(await journalAt(file).read()).toEqual({ lines, damagedLines: [] });
  });

  it('tells everybody who waited for the same write where it fails, and leaves nothing of any of them', async () => {
    const directory = join(folder, 'full');
    const file = join(directory, 'journal');
    const [kept, added] = [line(), line()];
    const journal = journalAt(file);
    await journal.append([kept]);
    renameSync(directory, `${directory}-away`);
    writeFileSync(directory, '');
    expect(await Promise.all([journal.append([line()]), journal.append([line()]), journal.isWritable()])).toEqual([
      false,
      false,
      false,
    ]);
    rmSync(directory);
    renameSync(`${directory}-away`, directory);
    expect(await Promise.all([journal.append([added]), journal.isWritable()])).toEqual([true, true]);
    expect((await journalAt(file).read()).lines).toEqual([kept, added]);
  });

  it('is empty where there is no file yet', async () => {
    expect(await journalAt(join(folder, 'none')).read()).toEqual({ lines: [], damagedLines: [] });
  });

  it('is encrypted: neither subscriber nor choice can be read in the file', async () => {
    const file = join(folder, 'secret');
    const secret = line();
    await journalAt(file).append([secret]);
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).not.toContain(secret.subscriberId);
    expect(bytes).not.toContain('withdrawn');
  });

  it('cuts off a torn last line and goes on after it', async () => {
    const file = join(folder, 'torn');
    const [kept, added] = [line(), line()];
    await journalAt(file).append([kept]);
    appendFileSync(file, readFileSync(file).subarray(0, 40));
    const journal = journalAt(file);
    expect(await journal.read()).toEqual({ lines: [kept], damagedLines: [] });
    await journal.append([added]);
    expect((await journalAt(file).read()).lines).toEqual([kept, added]);
  });

  it('names complete lines that cannot be read, and still gives all others', async () => {
    const file = join(folder, 'damaged');
    const lines = [line(), line()];
    await journalAt(file).append(lines);
    const [first, second] = readFileSync(file, 'utf8').split('\n') as [string, string];
    const flipped = (first[50] === 'A' ? 'B' : 'A') + first.slice(51);
    writeFileSync(file, `${first.slice(0, 50)}${flipped}\n${second}\n`);
    expect(await journalAt(file).read()).toEqual({ lines: [lines[1]], damagedLines: [1] });
  });

  it('does not lose the next line to half of one that failed', async () => {
    const directory = join(folder, 'half');
    const file = join(directory, 'journal');
    const [kept, added] = [line(), line()];
    const journal = journalAt(file);
    await journal.append([kept]);
    renameSync(directory, `${directory}-away`);
    writeFileSync(directory, '');
    expect(await journal.append([line()])).toBe(false);
    rmSync(directory);
    renameSync(`${directory}-away`, directory);
    appendFileSync(file, readFileSync(file).subarray(0, 40));
    expect(await journal.append([added])).toBe(true);
    expect(await journalAt(file).read()).toEqual({ lines: [kept, added], damagedLines: [2] });
  });

  it('says so when it cannot be written, and recovers by itself', async () => {
    const file = join(folder, 'gone');
    const journal = journalAt(file);
    expect(await journal.append([line()])).toBe(true);
    renameSync(file, `${file}.kept`);
    mkdirSync(file);
    expect(await journal.append([line()])).toBe(false);
    expect(await journal.isWritable()).toBe(false);
    rmSync(file, { recursive: true });
    renameSync(`${file}.kept`, file);
    expect(await journal.isWritable()).toBe(true);
    expect((await journal.read()).lines).toHaveLength(1);
  });

  it('says so on a full disk', async () => {
    expect(await journalAt('/dev/full').append([line()])).toBe(false);
  });

  it('keeps lines of two writers apart', async () => {
    const file = join(folder, 'together');
    const journal = journalAt(file);
    await Promise.all(Array.from({ length: 20 }, () => journal.append([line(), line()])));
    const { lines, damagedLines } = await journal.read();
    expect([lines.length, damagedLines.length]).toEqual([40, 0]);
  });
});

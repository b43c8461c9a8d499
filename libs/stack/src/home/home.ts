import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HAND_OVERS, type HandOver, SERVICES, type ServiceName } from '@passant/contracts';
import { messageOf, StackProblem } from '../errors';
import type { CityOptions } from '../launch/options';
import { findRecorded, forgetProcess, recordProcess } from '../process-record';

/** Everything the launcher keeps, in one folder. */
export class Home {
  constructor(readonly directory: string) {}

  readonly file = (...parts: string[]): string => join(this.directory, ...parts);
  readonly city = this.file('city');
  readonly truthFile = this.file('truth.csv');
  readonly postgres = this.file('postgres', 'data');
  readonly redis = this.file('redis');
  readonly publicKeys = this.file('public-keys');
  readonly keyStore = this.file('key-store');
  readonly journalFile = this.file('journal', 'withdrawals');
  readonly accuracyFile = this.file('accuracy.json');
  readonly secretsOf = (owner: ServiceName | 'gateway' | 'launcher'): string => this.file('secrets', owner);
  readonly auditOf = (owner: ServiceName): string => this.file('audit', owner);
  readonly handOver = (name: HandOver): string => this.file('hand-overs', name);
  readonly log = (process: string): string => this.file('logs', `${process}.log`);

  /** Makes the folders and takes the home for this run. */
  open(city: CityOptions): void {
    try {
      this.makeFolders();
    } catch (thrown) {
      throw new StackProblem(
        `The home folder ${this.directory} cannot be used (${messageOf(thrown)}).`,
        'Choose a folder you may write to with --home.',
      );
    }
    const other = findRecorded(this.directory, 'launcher');
    if (other !== undefined && other !== process.pid) {
      throw new StackProblem(
        `Passant already runs on ${this.directory} (process ${other}).`,
        'Use it, end it with Ctrl-C, or choose another folder with --home.',
      );
    }
    this.refuseOtherCity(city);
    recordProcess(this.directory, 'launcher', process.pid);
  }

  close(): void {
    forgetProcess(this.directory, 'launcher');
  }

  readJson<T>(name: string): T | undefined {
    const file = this.file(name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
  }

  writeJson(name: string, value: unknown): void {
    const file = this.file(name);
    writeFileSync(`${file}.new`, JSON.stringify(value, undefined, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  private makeFolders(): void {
    mkdirSync(this.directory, { recursive: true });
    // Others may pass through (PostgreSQL runs as another account when we are root), not look around.
    chmodSync(this.directory, 0o711);
    accessSync(this.directory, constants.W_OK);
    mkdirSync(this.file('postgres'), { recursive: true, mode: 0o711 });
    const ownOnly = [
      this.redis,
      this.publicKeys,
      this.keyStore,
      this.file('journal'),
      this.file('logs'),
      ...SERVICES.map(this.secretsOf),
      ...SERVICES.map(this.auditOf),
      this.secretsOf('gateway'),
      this.secretsOf('launcher'),
      ...(Object.keys(HAND_OVERS) as HandOver[]).map(this.handOver),
    ];
    for (const folder of ownOnly) mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  private refuseOtherCity(city: CityOptions): void {
    const known = this.readJson<CityOptions>('options.json');
    if (!known) return this.writeJson('options.json', city);
    const differing = (['data', 'people', 'consent', 'days', 'seed'] as const).filter(
      (key) => known[key] !== city[key],
    );
    if (differing.length === 0) return;
    const tell = (options: CityOptions) => differing.map((key) => `--${key} ${options[key] ?? '(none)'}`).join(' ');
    throw new StackProblem(
      `${this.directory} holds another city: it was made with ${tell(known)}, now it is ${tell(city)}.`,
      'Start with the old options, choose another folder with --home, or delete this one.',
    );
  }
}

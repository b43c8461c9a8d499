import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SERVICES } from '@passant/contracts';
import type { RunningStack } from './running-stack';

/** Somebody who used the decision page: their number (E.164) and the codes they were sent. */
export interface UserOfThePage {
  readonly number: string;
  readonly code: string;
}

/**
 * Which logs of everything that runs (gateway, services, PostgreSQL, Redis) know a number or a code of these people.
 *
 * @throws where there is nothing to search: a log that is missing or empty, or that never saw anybody log in
 */
export function findInLogs(stack: RunningStack, people: readonly UserOfThePage[]): string[] {
  const folder = stack.home.file('logs');
  const files = [
    ...readdirSync(folder).map((name) => join(folder, name)),
    `${stack.home.postgres}.log`,
    join(stack.home.redis, 'redis.log'),
  ];
  const logs = new Map(files.map((file) => [basename(file), readFileSync(file, 'utf8')]));
  for (const name of ['gateway', ...SERVICES]) {
    if (!logs.get(`${name}.log`)) throw new Error(`${name} has no log to search`);
  }
  if (!logs.get('consent.log')!.includes('/decide/log-in')) throw new Error('the log of consent saw nobody log in');
  // Six digits may stand in a timestamp or a hash by chance; as a word of their own they may not.
  const codes = new RegExp(`(?<![\\da-f.])(${people.map(({ code }) => code).join('|')})(?![\\da-f])`);
  const numbers = people.map(({ number }) => number.slice(3));
  return [...logs].flatMap(([name, text]) => [
    ...(codes.test(text) ? [`a code in ${name}`] : []),
    ...(numbers.some((number) => text.includes(number)) ? [`a number in ${name}`] : []),
  ]);
}

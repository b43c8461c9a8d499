import { Injectable, Logger } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RedTeamRun } from './domain/compose-report';

/** Written by `npm run redteam -- --json > services/anonymisation/src/reports/red-team-run.json` before a build. */
const FILE = join(__dirname, 'red-team-run.json');

const value = z.number().nullable().catch(null);
const runSchema = z.object({
  ranAt: z.string(),
  commit: z.string(),
  form: z.enum(['full', 'quick']),
  suites: z.array(
    z.object({
      id: z.string(),
      passed: z.boolean(),
      raw: value,
      k20: value,
      passant: value,
      baseline: value,
      passMark: value,
      seed: z.union([z.number(), z.string()]),
    }),
  ),
});

/** The red team's latest run, as it was built into this version. It runs on simulated people, never here. */
@Injectable()
export class RedTeamRuns {
  private readonly logger = new Logger(RedTeamRuns.name);

  async findLatest(): Promise<RedTeamRun | null> {
    const text = await readFile(FILE, 'utf8').catch(() => undefined);
    if (text === undefined) return null;
    const parsed = runSchema.safeParse(toJson(text));
    if (!parsed.success) this.logger.warn({ event: 'red-team-run.unreadable' });
    return parsed.success ? parsed.data : null;
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

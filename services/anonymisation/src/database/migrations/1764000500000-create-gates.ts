import { dropAppendOnly, makeAppendOnly } from '@passant/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGates1764000500000 implements MigrationInterface {
  readonly name = 'CreateGates1764000500000';

  async up(runner: QueryRunner): Promise<void> {
    // What the gate said of a day and purpose, once: it looks at noisy figures that never change.
    await runner.query(`
      CREATE TABLE gate_verdict (
        market text NOT NULL,
        day date NOT NULL,
        purpose text NOT NULL,
        state text NOT NULL,
        verdict jsonb NOT NULL,
        judged_at timestamptz NOT NULL,
        CONSTRAINT gate_verdict_pk PRIMARY KEY (market, day, purpose),
        CONSTRAINT gate_verdict_state CHECK (state IN ('passed', 'held'))
      )`);
    // What a person decided about a day that was held.
    await runner.query(`
      CREATE TABLE gate_decision (
        market text NOT NULL,
        day date NOT NULL,
        purpose text NOT NULL,
        decision text NOT NULL,
        reason text NOT NULL,
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL,
        CONSTRAINT gate_decision_pk PRIMARY KEY (market, day, purpose),
        CONSTRAINT gate_decision_decision CHECK (decision IN ('publish', 'discard'))
      )`);
    // Releases that wait for a person, and how the wait ended.
    await runner.query(`
      CREATE TABLE release_hold (
        release_id uuid CONSTRAINT release_hold_pk PRIMARY KEY,
        held_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE release_hold_end (
        release_id uuid CONSTRAINT release_hold_end_pk PRIMARY KEY,
        decision text NOT NULL,
        ended_at timestamptz NOT NULL,
        CONSTRAINT release_hold_end_decision CHECK (decision IN ('publish', 'discard'))
      )`);
    for (const table of TABLES) await makeAppendOnly(runner, table);
    await runner.query('ALTER TABLE release ADD COLUMN code_version text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release DROP COLUMN code_version');
    for (const table of [...TABLES].reverse()) await dropAppendOnly(runner, table);
  }
}

const TABLES = ['gate_verdict', 'gate_decision', 'release_hold', 'release_hold_end'] as const;

import type { Engine } from '@passant/engine';

/** The statements that ran in engine sessions, each once, as they ran but for the session's folder. */
export class RecordedStatements {
  private readonly found = new Set<string>();

  get texts(): readonly string[] {
    return [...this.found];
  }

  /** The same engine, with its statements noted down. */
  over(engine: Engine): Engine {
    const note = (statement: string) => this.found.add(statement.replaceAll(engine.directory, '…').trim());
    return {
      ...engine,
      execute: (statement, parameters) => {
        note(statement);
        return engine.execute(statement, parameters);
      },
      rows: (statement, parameters) => {
        note(statement);
        return engine.rows(statement, parameters);
      },
    };
  }
}

import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit/audit-commands';
import { addReceiptCommands } from './receipt/receipt-commands';
import { CommandUnusable, EXIT, type ExitCode, type Terminal } from './terminal';

/**
 * Runs one command of `passant`.
 *
 * @param words what follows `passant`
 * @returns what the process ends with: see {@link EXIT}
 */
export async function runPassant(words: readonly string[], terminal: Terminal): Promise<number> {
  let code: ExitCode = EXIT.good;
  const ended = (by: ExitCode): void => void (code = by);
  const program = new Command('passant')
    .description('Checks what Passant says, without asking Passant.')
    .exitOverride()
    .showHelpAfterError('(passant --help lists everything)')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.complain });
  addReceiptCommands(program, terminal, ended);
  addAuditCommands(program, terminal, ended);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.unusable;
    if (!(error instanceof CommandUnusable)) throw error;
    terminal.complain(`${error.message}\n`);
    return EXIT.unusable;
  }
}

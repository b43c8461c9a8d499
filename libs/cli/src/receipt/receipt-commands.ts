import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { judgeReceipt, type Receipt, type ReceiptVerdict, type TrustedKeys } from '@passant/proofs';
import { findText, readText } from '../files';
import { CommandUnusable, EXIT, type ExitCode, type Terminal } from '../terminal';

const KEYS_BESIDE = 'passant-keys.json';

const WORDS = {
  GENUINE: 'GENUINE. It was signed by the holder of these keys, and the decision stands in the audit log.',
  GENUINE_NOT_YET_SEALED:
    'GENUINE, but given before its decision was in the audit log. Get it again from the decision page: then it holds its place there.',
  UNREADABLE: 'UNREADABLE. This is no receipt of Passant, or a part of it is missing.',
  ALTERED: 'ALTERED. It names our key, but what it says was changed after it was signed.',
  FORGED: 'FORGED. It was signed by somebody else than the holder of these keys.',
  CONTRADICTORY:
    'CONTRADICTORY. It is signed by us, but says another thing than its entry in the audit log. Please report it.',
  CHECKPOINT_FORGED:
    'CHECKPOINT FORGED. The receipt is signed by us, but the checkpoint in it is not one of our audit log.',
  NOT_IN_LOG:
    'NOT IN LOG. The receipt is signed by us, but does not stand at the place in the audit log that it names.',
} as const satisfies Record<ReceiptVerdict, string>;

const EXIT_OF = {
  GENUINE: EXIT.good,
  GENUINE_NOT_YET_SEALED: EXIT.good,
  UNREADABLE: EXIT.unusable,
  ALTERED: EXIT.bad,
  FORGED: EXIT.bad,
  CONTRADICTORY: EXIT.bad,
  CHECKPOINT_FORGED: EXIT.bad,
  NOT_IN_LOG: EXIT.bad,
} as const satisfies Record<ReceiptVerdict, ExitCode>;

export function addReceiptCommands(program: Command, terminal: Terminal, ended: (code: ExitCode) => void): void {
  program
    .command('receipt')
    .description('receipts of decisions')
    .command('verify <file>')
    .description(
      'is this receipt genuine? Asks nobody: it needs the file and the keys of <service>/transparency/keys.json',
    )
    .option('--keys <file>', `the keys to trust (${KEYS_BESIDE} beside the receipt, where not given)`)
    .option('--json', 'answer as JSON')
    .action(async (file: string, options: { keys?: string; json?: boolean }) => {
      const text = await readText(file);
      const keys = await findKeys(file, options.keys);
      if (!keys) {
        terminal.complain(
          `There are no keys to trust. Save <service>/transparency/keys.json as ${join(dirname(file), KEYS_BESIDE)}, or name it with --keys.\n`,
        );
        return ended(EXIT.undecided);
      }
      const { verdict, receipt } = judgeReceipt(text, keys);
      if (options.json) terminal.out(`${JSON.stringify({ verdict, ...toFacts(receipt) })}\n`);
      else terminal.out([WORDS[verdict], ...(receipt ? describe(receipt) : []), ''].join('\n'));
      ended(EXIT_OF[verdict]);
    });
}

async function findKeys(receiptFile: string, given: string | undefined): Promise<TrustedKeys | undefined> {
  const file = given ?? join(dirname(receiptFile), KEYS_BESIDE);
  const text = given === undefined ? await findText(file) : await readText(file);
  if (text === undefined) return undefined;
  const keys = parse(text) as Partial<TrustedKeys> | undefined;
  const isGood =
    Array.isArray(keys?.receipts) &&
    Array.isArray(keys.log) &&
    keys.receipts.every((key) => typeof key?.x === 'string');
  if (!isGood) throw new CommandUnusable(`${file} holds no keys. Save <service>/transparency/keys.json as it is.`);
  return keys as TrustedKeys;
}

const toFacts = (receipt: Receipt | undefined) =>
  receipt ? { facts: receipt.audit.opening.facts, entry: receipt.audit.entry, inclusion: receipt.inclusion } : {};

function describe({ audit, inclusion }: Receipt): string[] {
  const { reference, decisions, pause } = audit.opening.facts;
  return [
    `  reference   ${reference}`,
    ...decisions.map(({ purpose, dataKind, state, decidedAt }) => `  ${decidedAt}  ${purpose}: ${dataKind}  ${state}`),
    ...(pause ? [`  ${pause.from}  everything  paused until ${pause.until}`] : []),
    inclusion ? `  audit log   entry ${inclusion.index} of ${inclusion.size}` : '  audit log   not yet',
  ];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

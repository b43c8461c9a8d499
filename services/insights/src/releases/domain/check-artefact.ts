import type { ReleaseArtefact, ReleaseId } from '@passant/contracts';

/** What the job said about the release. */
export type Announced = Pick<ReleaseArtefact, 'market' | 'day' | 'product' | 'purpose'> & {
  readonly releaseId: ReleaseId;
};

const MOST_INTEGER = 2 ** 31 - 1;

/** Why an artefact is not the release that was announced; none: it may be sold from. `tableSha256` is what its table hashes to. */
export function findArtefactProblem(
  artefact: ReleaseArtefact,
  announced: Announced,
  tableSha256: string,
): string | undefined {
  const named = ['releaseId', 'market', 'day', 'product', 'purpose'] as const;
  const other = named.find((name) => artefact[name] !== announced[name]);
  if (other !== undefined) return `its ${other} is not the announced one`;
  const { zones, columns, values } = artefact;
  if (values.length !== zones.length * columns.length) return 'its table is not as large as its rows and columns say';
  if (new Set(zones).size < zones.length || new Set(columns).size < columns.length)
    return 'it names a row or column twice';
  if (tableSha256 !== artefact.tableSha256) return 'its table is not the one on the ledger';
  const instants = columns.every((column) => !Number.isNaN(Date.parse(column)));
  if (artefact.product === 'presence' && !instants) return 'its columns are not hours';
  if (values.some((value) => Math.abs(value) > MOST_INTEGER)) return 'a value is too large';
  return undefined;
}

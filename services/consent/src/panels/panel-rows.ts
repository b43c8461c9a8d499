import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { GROUP_CODES, type Group, PANEL_DATA_KINDS, type PanelDataKind } from '@passant/contracts';
import { derivePseudonym } from '../keys/domain/derive-pseudonym';
import type { OpenKeys } from '../periods/period-keys';
import { type Attributes, NO_ATTRIBUTES } from './domain/choose-attributes';
import { countPerson, emptyStrata, type ExactStrata, type StrataDomain, toStratum } from './domain/count-strata';

/** Somebody in a panel. */
export interface Member {
  readonly subscriberId: string;
  /** E.164; leaves this process only into the engine's scratch folder. */
  readonly number: string;
  readonly groups: ReadonlyMap<PanelDataKind, Group>;
  /** As far as they are permitted. */
  readonly attributes: Attributes;
}

/** Exact counts: never logged, stored, or sent; only measured sizes are made of them. */
export interface ExactCounts {
  readonly presence: ReadonlyMap<Group, number>;
  /** Where strata were asked for. */
  readonly strata: readonly ExactStrata[] | undefined;
}

export interface RowsOrder {
  readonly keys: OpenKeys;
  /** Members in pages. */
  readonly members: AsyncIterable<readonly Member[]>;
  /** Over which regions to count strata; undefined: they are not to be measured. */
  readonly strata: StrataDomain | undefined;
}

export const plainName = (dataKind: PanelDataKind): string => `${dataKind}.tsv`;

/** Writes one file a data kind (`PLAIN_STRUCTURE`), a page at a time, and counts. A kind without a key gets no rows. */
export async function writePlainRows(directory: string, { keys, members, strata }: RowsOrder): Promise<ExactCounts> {
  const counts = { presence: new Map<Group, number>(), strata: strata && emptyStrata(strata) };
  const files = await Promise.all(
    PANEL_DATA_KINDS.map(async (dataKind) => ({
      dataKind,
      key: keys.get(dataKind),
      file: await open(join(directory, plainName(dataKind)), 'wx', 0o600),
    })),
  );
  try {
    for await (const page of members) {
      for (const member of page) {
        const presence = member.groups.get('presence');
        if (presence) counts.presence.set(presence, (counts.presence.get(presence) ?? 0) + 1);
        if (strata) countPerson(counts.strata!, member.groups, toStratum(strata, member.attributes));
      }
      for (const { dataKind, key, file } of files)
        if (key) await file.writeFile(page.map((member) => toRow(member, dataKind, key)).join(''));
    }
  } finally {
    for (const { file } of files) await file.close();
  }
  return counts;
}

/** Attributes belong to presence rows only. */
function toRow({ subscriberId, number, groups, attributes }: Member, dataKind: PanelDataKind, key: Buffer): string {
  const group = groups.get(dataKind);
  if (!group) return '';
  const pseudonym = derivePseudonym(key, subscriberId).toString('hex');
  const { ageCode, genderCode, homeArea } = dataKind === 'presence' ? attributes : NO_ATTRIBUTES;
  return `${[number, pseudonym, GROUP_CODES[group], ageCode, genderCode, homeArea].join('\t')}\n`;
}

import { useMemo, useState } from 'react';
import { Picture } from '../../shared/kit/picture';
import { DataTable } from '../../shared/kit/table';
import { ShadedMap } from '../../shared/map/shaded-map';
import { type Look, readShapes } from '../../shared/map/zone-shapes';
import { useTexts } from '../../shared/texts/language';
import { useStaffFormat } from '../kit/staff';
import { importTexts } from './imports.texts';

const NO_ARCS: [] = [];

export interface ShownZone {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly residents: number | null;
  readonly covered: boolean;
  readonly shape: string | null;
}

/** Zones on the map and in a table; no cell reaches those that have no data. A zone that is clicked comes first. */
export function ZonesPicture({ title, zones }: { readonly title: string; readonly zones: readonly ShownZone[] }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shapes = useMemo(() => readShapes(zones), [zones]);
  const looks = useMemo(
    () => new Map<string, Look>(zones.filter(({ covered }) => !covered).map(({ id }) => [id, 'NO_DATA'])),
    [zones],
  );
  const named = zones.filter(({ id }) => chosen.includes(id));
  return (
    <Picture
      title={title}
      isInteractive
      isTableOpen={false}
      picture={<ShadedMap {...{ zones: shapes, looks, chosen, arcs: NO_ARCS }} onChoose={(id) => setChosen([id])} />}
      table={
        <DataTable
          caption={title}
          rows={named.length > 0 ? [...named, ...zones.filter((zone) => !named.includes(zone))] : zones}
          keyOf={({ id }) => id}
          columns={[
            { title: t.zone, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t.zoneId, cell: ({ id }) => <code>{id}</code> },
            { title: t.zoneKind, cell: ({ kind }) => t.zoneKinds[kind] ?? kind },
            {
              title: t.residents,
              isNumber: true,
              cell: ({ residents }) => (residents === null ? '–' : format.integer(residents)),
            },
            { title: t.covered, cell: ({ covered }) => (covered ? t.yes : t.no) },
          ]}
        />
      }
    />
  );
}

import { useMemo, useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Picture } from '../../shared/kit/picture';
import { DataTable } from '../../shared/kit/table';
import { type Look, readShapes } from '../../shared/map/zone-shapes';
import { ShadedMap } from '../../shared/map/shaded-map';
import { useTexts } from '../../shared/texts/language';
import { zonesOnMapDocument } from '../generated/graph';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { importTexts } from './imports.texts';

const NO_ARCS: [] = [];

/** The zones that figures are counted over now, as released; no cell reaches those that have no data. */
export function ZonesInForce({ market }: { readonly market: string }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { answer, error, again } = useAnswer(zonesOnMapDocument, { market });
  const zones = useMemo(() => answer?.data.zones ?? [], [answer]);
  const shapes = useMemo(() => readShapes(zones), [zones]);
  const looks = useMemo(
    () => new Map<string, Look>(zones.filter(({ covered }) => !covered).map(({ id }) => [id, 'NO_DATA'])),
    [zones],
  );
  if (error) return <Told error={error} again={again} />;
  if (zones.length === 0) return null;
  const named = zones.filter(({ id }) => chosen.includes(id));
  return (
    <Picture
      title={t.inForce(format.integer(zones.length))}
      isInteractive
      isTableOpen={false}
      picture={<ShadedMap {...{ zones: shapes, looks, chosen, arcs: NO_ARCS }} onChoose={(id) => setChosen([id])} />}
      table={
        <DataTable
          caption={t.zones}
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

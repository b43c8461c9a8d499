import { useAnswer } from '../../shared/graph/use-answer';
import { useTexts } from '../../shared/texts/language';
import { zonesOnMapDocument } from '../generated/graph';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { importTexts } from './imports.texts';
import { ZonesPicture } from './zones-picture';

/** The zones that figures are counted over now, as released. */
export function ZonesInForce({ market }: { readonly market: string }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(zonesOnMapDocument, { market });
  const zones = answer?.data.zones ?? [];
  if (error) return <Told error={error} again={again} />;
  if (zones.length === 0) return null;
  return <ZonesPicture title={t.inForce(format.integer(zones.length))} zones={zones} />;
}

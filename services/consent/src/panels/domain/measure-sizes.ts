import { type Group, GROUPS, type MeasuredPanelSize, PANEL_DATA_KINDS, type PanelDataKind } from '@passant/contracts';
import { type RandomSource, rhoOf, sampleDiscreteGaussian, toFractionText } from '@passant/privacy';

/** Variance of a daily size; one person changes one size by one: ρ = 1/2000 each, and each person is in one group. */
const SIGMA_SQUARED = 1000;
const SENSITIVITY_SQUARED = 1;

/**
 * The measured sizes of a panel: exact size plus discrete Gaussian noise, for every data kind and group, those without
 * anybody included. To be drawn once, and to leave only in the transaction that writes them down.
 */
export const measureSizes = (
  sizeOf: (dataKind: PanelDataKind, group: Group) => number,
  source: RandomSource,
): MeasuredPanelSize[] =>
  PANEL_DATA_KINDS.flatMap((dataKind) =>
    GROUPS.map((group) => ({
      dataKind,
      group,
      size: sizeOf(dataKind, group) + sampleDiscreteGaussian(SIGMA_SQUARED, source),
      sigmaSquared: SIGMA_SQUARED,
      rho: toFractionText(rhoOf(SENSITIVITY_SQUARED, SIGMA_SQUARED)),
    })),
  );

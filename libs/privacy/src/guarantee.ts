import { toFractionNumber } from './fraction';
import { normalCdf, normalQuantile } from './normal';
import { checkPolicy, type Policy } from './policy';

/**
 * What Gaussian noise of cost ρ leaves to whoever knows everything else: with the difference of two worlds Δ and noise σ,
 * they tell two normals apart whose means differ by μ = Δ/σ = √(2ρ) standard deviations (Dong, Roth, Su 2022: μ-GDP).
 */

/** Hits minus false alarms of the best test: `2Φ(√(ρ/2)) − 1` (total variation of two normals; Dong, Roth, Su 2022). 0: a coin; 1: certainty. */
export const advantage = (rho: number): number => 2 * normalCdf(Math.sqrt(checkRho(rho) / 2)) - 1;

/** The most that the area under an attacker's ROC curve can be: `Φ(√ρ)`, that of the likelihood ratio (Neyman and Pearson 1933; Dong, Roth, Su 2022). */
export const aucBound = (rho: number): number => normalCdf(Math.sqrt(checkRho(rho)));

/** The most hits at a given rate of false alarms: `Φ(Φ⁻¹(rate) + √(2ρ))` (the trade-off function of μ-GDP; Dong, Roth, Su 2022). */
export const hitRateBound = (rho: number, falseAlarmRate: number): number =>
  normalCdf(normalQuantile(falseAlarmRate) + Math.sqrt(2 * checkRho(rho)));

/** Whether somebody was here or there: what is taken from one place is added in another, twice the cost (tables are disjoint, so squares add; Bun and Steinke 2016, Lemma 1.7). */
export const hereOrThereAdvantage = (rho: number): number => advantage(2 * rho);

/** Right answers in 100 about two equally likely worlds (Neyman and Pearson 1933: half of one, and half the advantage). */
export const rightOf100 = (advantageOfBest: number): number => 50 * (1 + advantageOfBest);

/** From ρ alone, without knowing that the noise is Gaussian: `√(ρ/2)` (Pinsker's inequality; Bun and Steinke 2016). */
export const advantageFromRhoAlone = (rho: number): number => Math.min(1, Math.sqrt(checkRho(rho) / 2));

/** The advantage that pure ε leaves: `tanh(ε/2)` (Kairouz, Oh, Viswanath 2015). To compare with others' guarantees. */
export const advantageOfEpsilon = (epsilon: number): number => Math.tanh(checkRho(epsilon) / 2);

/** n people who always move together: the change is n times as large, the cost n² times (group privacy; Bun and Steinke 2016, Proposition 1.9). */
export const rhoOfCompany = (rho: number, people: number): number => rho * people ** 2;

export interface GuaranteeRow {
  readonly days: number;
  readonly rho: number;
  /** Advantage about whether somebody was in the data at all. */
  readonly inOrOut: number;
  /** Advantage about whether somebody was in one place or another. */
  readonly hereOrThere: number;
  readonly aucBound: number;
  /** With return visits permitted: on top the row of every month that so many days in a row can touch. */
  readonly rhoWithReturnVisits: number;
  readonly inOrOutWithReturnVisits: number;
}

/**
 * Days in a row, and the most calendar months of which they can hold a day, for a guarantee is of the worst case: a week may run over
 * a month's end, 30 days from 31 January hold all of February and 1 March, 365 days end in the month they began in, a year later.
 */
const PERIODS = [
  { days: 1, months: 1 },
  { days: 7, months: 2 },
  { days: 30, months: 3 },
  { days: 365, months: 13 },
] as const;

/** The guarantee of a policy over a day, a week, 30 days and a year, wherever in the calendar they lie (composition by addition; Bun and Steinke 2016, Lemma 1.7), for pages and reports. */
export function describeGuarantee(policy: Policy): readonly GuaranteeRow[] {
  const { daily, monthly } = checkPolicy(policy);
  return PERIODS.map(({ days, months }) => {
    const rho = days * toFractionNumber(daily);
    const rhoWithReturnVisits = rho + months * toFractionNumber(monthly);
    return {
      days,
      rho,
      inOrOut: advantage(rho),
      hereOrThere: hereOrThereAdvantage(rho),
      aucBound: aucBound(rho),
      rhoWithReturnVisits,
      inOrOutWithReturnVisits: advantage(rhoWithReturnVisits),
    };
  });
}

function checkRho(rho: number): number {
  if (!(rho >= 0)) throw new RangeError('a privacy loss is not negative');
  return rho;
}

import { addDays, type Day, type ZoneId } from '@passant/contracts';
import { addZones, estimateTotal, type Part } from '@passant/privacy';
import { addParts, returningOf, scalePart } from './add-parts';
import { type Control, prepareControls } from './choose-controls';
import { type Kind, listKinds } from './compose-affinity';
import {
  canExtrapolate,
  type Figure,
  gather,
  mostLeastPeople,
  NO_DATA,
  type Series,
  toColumns,
} from './compose-series';
import { type Design, type Effect, estimateEffect, type Verdict } from './estimate-effect';
import type { Window, ZoneDays } from './measure-change';
import { type Measure, visitorsMeasure } from './measures';
import { EVERYBODY } from './profiles';
import { NO_ROWS, type ReleasedTable, type Tables } from './released-tables';
import { weighSameWeekdays } from './same-weekdays';
import { isNearThreshold } from './selected-ratio';

/** Whom an effect is told for: everybody, then age bands, then genders. */
const EVERY_KIND: Kind = { age: null, gender: null, profile: EVERYBODY };
export const CAMPAIGN_KINDS: readonly Kind[] = [EVERY_KIND, ...listKinds('AGE'), ...listKinds('GENDER')];

/** Zones that must be left as candidates: of fewer nobody can tell what zones vary. */
export const LEAST_CANDIDATES = 8;
/** Released days of each weekday that the time before must have. */
const LEAST_WEEKS = 3;

export interface CampaignQuestion {
  readonly treated: readonly ZoneId[];
  /** Neither treated nor neighbours of what is, in the order of the plan. */
  readonly candidates: readonly ZoneId[];
  readonly areNeighbours: (one: ZoneId, other: ZoneId) => boolean;
  readonly before: readonly Day[];
  readonly during: readonly Day[];
  readonly toUnit: (extrapolated: boolean) => string;
}

/** What an action did: columns with one entry a kind of visitor; values are per cent. */
export interface Campaign extends Series {
  readonly kinds: readonly Kind[];
  readonly effects: readonly (Effect | null)[];
  readonly verdicts: readonly Verdict[];
  /** With their weights; empty: there are too few zones with enough visitors, or days. */
  readonly controls: readonly { readonly zone: ZoneId; readonly weight: number }[];
}

/** One zone's (or several zones', added) released days, those of the time before first. */
interface History extends ZoneDays {
  /** Whether visits of the time before are published, and far enough from the threshold for a quotient. */
  readonly isKnownBefore: boolean;
  readonly isKnownDuring: boolean;
}

interface Timeline {
  readonly days: readonly Day[];
  readonly before: number;
  readonly window: Window;
  readonly earlier: readonly Window[];
}

/**
 * Difference in differences of treated zones (together) against controls chosen by everybody's visits before the action, once
 * for all kinds of visitors. Ages and genders are verdicts given at once, everybody's is one of its own. A figure is
 * published where the treated zones' visits before and during are, clear of their thresholds; else it cannot be told.
 */
export function composeCampaign(question: CampaignQuestion, tables: Tables): Campaign {
  const kinds = CAMPAIGN_KINDS;
  const measures = kinds.map(({ profile }) => visitorsMeasure(profile));
  const zones = [...question.treated, ...question.candidates].map((id) => tables.byZone.get(id) ?? NO_ROWS);
  const extrapolated = canExtrapolate(measures, zones);
  const timeline = toTimeline(question, tables);
  const unit = question.toUnit(extrapolated);
  const read = (measure: Measure, ids: readonly ZoneId[]) =>
    timeline && readHistory(measure, ids, { timeline, tables, extrapolated });
  const everybody = new Map(question.candidates.map((id) => [id, read(measures[0]!, [id])]));
  const treated = read(measures[0]!, question.treated);
  const designs = measures.map((measure) => {
    const own = read(measure, question.treated);
    if (!timeline || !treated || !own) return null;
    const donors = question.candidates.flatMap((zone): Donor[] => {
      const [all, counted] = [everybody.get(zone), read(measure, [zone])];
      return all?.isKnownBefore && counted?.isKnownBefore ? [{ zone, all, counted }] : [];
    });
    if (donors.length < LEAST_CANDIDATES) return null;
    return { own, donors, design: toDesign({ timeline, treated, donors }, question.areNeighbours) };
  });
  const effects = designs.map((found, index): Effect | null => {
    if (!found?.own.isKnownBefore || !found.own.isKnownDuring) return null;
    const zonesOf = found.donors.map(({ counted }) => counted);
    return estimateEffect(found.own, zonesOf, found.design, index === 0 ? 1 : kinds.length - 1);
  });
  const used = timeline ? usedTables(timeline.days, tables) : [];
  const figures = effects.map((effect): Figure => {
    if (!timeline || !treated) return NO_DATA;
    return effect
      ? { status: 'PUBLISHED', estimate: toPercent(effect.change), tables: used }
      : { status: 'SUPPRESSED', estimate: null, tables: used };
  });
  const [first] = designs;
  return {
    ...{ ...toColumns(figures), modelled: true, unit, extrapolated, kinds, effects },
    verdicts: effects.map((effect) => effect?.verdict ?? 'NOT_DETECTABLE'),
    controls: (first?.design.controls ?? []).map(({ index, weight }) => ({ zone: first!.donors[index]!.zone, weight })),
  };
}

const toPercent = ({ value, low, high }: Effect['change']) => ({
  value: 100 * value,
  low: 100 * low,
  high: 100 * high,
});

/** Days that are released, or null: one of the action is missing, or too many weekdays of the time before are. */
function toTimeline({ before, during }: CampaignQuestion, tables: Tables): Timeline | null {
  const isReleased = (day: Day) => tables.byPeriod.get(day)?.has('visitors') === true;
  const known = before.filter(isReleased);
  const weights = weighSameWeekdays(during, known, LEAST_WEEKS);
  if (!during.every(isReleased) || !weights) return null;
  const days = [...known, ...during];
  const none = during.map(() => 0);
  const window = { base: [...weights, ...none], during: [...known.map(() => 0), ...during.map(() => 1)] };
  return { days, before: known.length, window, earlier: listEarlier(known, during) };
}

/** Periods as long as the action, whole weeks before it, one after the other without overlap. */
function listEarlier(known: readonly Day[], during: readonly Day[]): Window[] {
  const WEEK = 7;
  const step = Math.ceil(during.length / WEEK) * WEEK;
  const position = new Map(known.map((day, index) => [day, index]));
  const none = during.map(() => 0);
  const windows: Window[] = [];
  for (let back = step; ; back += step) {
    const shifted = during.map((day) => addDays(day, -back));
    if (shifted[0]! < known[0]!) return windows;
    if (!shifted.every((day) => position.has(day))) continue;
    const inside = new Set(shifted);
    const rest = known.filter((day) => !inside.has(day));
    const weights = weighSameWeekdays(shifted, rest, LEAST_WEEKS);
    if (!weights) continue;
    const ofRest = new Map(rest.map((day, index) => [day, weights[index]!]));
    windows.push({
      during: [...known.map((day) => (inside.has(day) ? 1 : 0)), ...none],
      base: [...known.map((day) => ofRest.get(day) ?? 0), ...none],
    });
  }
}

interface Donor {
  readonly zone: ZoneId;
  /** What it is matched by, and what is compared: everybody's visits, and those of a kind. */
  readonly all: History;
  readonly counted: History;
}

/** Who is compared with whom, settled by the days before; nobody with a neighbour of its own. */
function toDesign(
  { timeline, treated, donors }: { timeline: Timeline; treated: History; donors: readonly Donor[] },
  areNeighbours: CampaignQuestion['areNeighbours'],
): Design {
  const matched = donors.map(({ all }) => all);
  const counted = donors.map((donor) => donor.counted);
  const choose = prepareControls(matched, timeline.window, counted);
  const numbers = [...donors.keys()];
  const placebos = new Map<number, readonly Control[]>();
  for (const [index, { zone }] of donors.entries()) {
    const others = numbers.filter((other) => other !== index && !areNeighbours(zone, donors[other]!.zone));
    if (others.length >= 2) placebos.set(index, choose(matched[index]!, others));
  }
  return { window: timeline.window, earlier: timeline.earlier, controls: choose(treated, numbers), placebos };
}

interface Source {
  readonly timeline: Timeline;
  readonly tables: Tables;
  readonly extrapolated: boolean;
}

/** Null where a zone has no row of one of the days. */
function readHistory(measure: Measure, zones: readonly ZoneId[], source: Source): History | null {
  const { timeline, tables, extrapolated } = source;
  const world = { tables, extrapolated, zones: zones.map((id) => tables.byZone.get(id) ?? NO_ROWS) };
  const parts: Part[] = [];
  const heads: ReleasedTable[] = [];
  for (const day of timeline.days) {
    const gathered = gather(measure, { startMs: 0, days: [day], hours: 0 }, world);
    if (!gathered) return null;
    parts.push(addZones(gathered.moments[0]!));
    heads.push(gathered.tables[0]!);
  }
  const rule = {
    leastPeople: mostLeastPeople(heads),
    figures: Math.max(...heads.map(measure.countFigures)),
    scale: 1,
  };
  const isKnown = (some: readonly Part[]): boolean => {
    const total = estimateTotal(
      some.map((part) => [part]),
      rule,
    );
    return total.published && !isNearThreshold(total);
  };
  const during = parts.slice(timeline.before);
  const usual = meanDay(parts.slice(0, timeline.before), timeline.window.base, during.length);
  return {
    values: parts.map(({ value }) => value),
    noise: parts.map(({ valueNoise }) => valueNoise),
    sampling: parts.map(({ sampling }) => sampling),
    // As long as the action lasts: what is known well over months may be nothing but noise over days.
    isKnownBefore: isKnown(during.map(() => usual)),
    isKnownDuring: isKnown(during),
  };
}

/** A usual day of the same weekdays, with the noise of a single one. */
function meanDay(parts: readonly Part[], base: readonly number[], days: number): Part {
  const sum = parts.map((part, index) => scalePart(part, base[index]! / days)).reduce(addParts);
  const mean = (pick: (part: Part) => number) => parts.reduce((total, part) => total + pick(part), 0) / parts.length;
  return {
    ...sum,
    ...{ panelNoise: mean((part) => part.panelNoise), valueNoise: mean((part) => part.valueNoise) },
    sampling: mean((part) => part.sampling),
    returning: mean(returningOf),
  };
}

const usedTables = (days: readonly Day[], tables: Tables): ReleasedTable[] =>
  days.flatMap((day) => tables.byPeriod.get(day)?.get('visitors') ?? []);

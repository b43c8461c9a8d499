import { Delaunay } from 'd3-delaunay';
import type { Position } from './ring';
import { SampleIndex, type Samples } from './to-samples';
import type { Sector, Site } from './to-sites';

/** Path loss per tenfold distance, in dB (3GPP TR 36.942, macro cells in cities). */
const LOSS_DECIBELS_PER_DECADE = 37.6;
/** Nearer than this it makes no difference. */
const LEAST_DISTANCE_METRES = 35;
/** Antennas: 12 dB per squared beam width off the middle, 20 dB at most (3GPP TR 36.942); one that radiates all around gains 6 dB less. */
const BEAM_DECIBELS = 12;
const BACK_DECIBELS = 20;
const OMNIDIRECTIONAL_DECIBELS = 6;
/**
 * Shadowing has a deviation of 8 dB, half of its variance common to all sites (3GPP TR 36.814), so that 8 dB remain between two
 * sites: this is the scale of the logistic curve with that deviation.
 */
const SITE_SCALE_DECIBELS = (8 * Math.sqrt(3)) / Math.PI;
/** Sectors of a site lie in one shadow; a telephone stays with one until another is some 3 dB stronger. */
const SECTOR_SCALE_DECIBELS = 3;
/** How much the nearer layer is preferred: 0 not at all, 1 as if sites of all layers were of one. */
const LAYER_PREFERENCE = 0.5;
/** Smaller shares are left out. */
const LEAST_SHARE = 0.003;

/** Taken from the global object once: these run tens of millions of times, and test runners make each look-up dear. */
const { abs, atan2, exp, max, min, sqrt } = Math;
const DEGREES = 180 / Math.PI;

const DISTANCE_EXPONENT = LOSS_DECIBELS_PER_DECADE / (SITE_SCALE_DECIBELS * Math.LN10);

/** Where a sector is heard: `P(sector | sample)`. */
export interface SectorShare {
  readonly sector: Sector;
  readonly samples: readonly number[];
  readonly probabilities: readonly number[];
}

/**
 * Which sector serves a telephone at each sample: it takes a layer, one of the layer's sites by how strongly each is heard, and a
 * sector of that site by direction. A nested logit model of the strongest server under shadowing, in the way of Tennekes and
 * Gootzen, "Bayesian location estimation of mobile devices using a signal strength model" (2022). The probabilities of a
 * sample add up to one but for shares under 0.3 %, and to zero where no site reaches.
 */
export function shareSamples(sites: readonly Site[], samples: Samples): SectorShare[] {
  const { positions } = samples;
  const served = findServed(sites, samples);
  const strengths = served.map((found, site) =>
    Float64Array.from(found, (sample) => strengthOf(sites[site]!, positions[sample]!)),
  );
  const layers = sites.reduce((most, { layer }) => Math.max(most, layer + 1), 0);
  const sums = Array.from({ length: layers }, () => new Float64Array(positions.length));
  for (const [index, { layer }] of sites.entries()) {
    for (const [at, sample] of served[index]!.entries()) sums[layer]![sample]! += strengths[index]![at]!;
  }
  const preferences = sums.map((sum) => sum.map((strength) => strength ** LAYER_PREFERENCE));
  const totals = positions.map((_, sample) => preferences.reduce((total, layer) => total + layer[sample]!, 0));

  return sites.flatMap((site, index) => {
    const shares = site.sectors.map((sector) => ({ sector, samples: [] as number[], probabilities: [] as number[] }));
    for (const [at, sample] of served[index]!.entries()) {
      const ofSite = strengths[index]![at]! / sums[site.layer]![sample]!;
      if (ofSite < LEAST_SHARE) continue;
      const ofLayer = preferences[site.layer]![sample]! / totals[sample]!;
      for (const [number, ofSector] of shareSectors(site, positions[sample]!).entries()) {
        if (ofSite * ofSector < LEAST_SHARE) continue;
        shares[number]!.samples.push(sample);
        shares[number]!.probabilities.push(ofLayer * ofSite * ofSector);
      }
    }
    return shares;
  });
}

/** Samples within reach of each site. Spots of a zone that no site reaches go to the nearest site, as far as its range allows. */
function findServed(sites: readonly Site[], { positions, outside }: Samples): number[][] {
  if (sites.length === 0) return [];
  const index = new SampleIndex(positions);
  const reached = new Uint8Array(positions.length);
  const served = sites.map((site) => {
    const found = index
      .findWithin(site.position, site.reachMetres)
      .filter((sample) => !outside[sample] || distance(positions[sample]!, site.position) <= site.openReachMetres);
    for (const sample of found) reached[sample] = 1;
    return found;
  });
  const masts = new Map<string, number[]>();
  for (const [site, { position }] of sites.entries()) {
    const known = masts.get(position.join());
    if (known) known.push(site);
    else masts.set(position.join(), [site]);
  }
  const sitesOfMasts = [...masts.values()];
  const delaunay = Delaunay.from(sitesOfMasts.map(([site]) => sites[site!]!.position));
  for (const [sample, position] of positions.entries()) {
    if (reached[sample]) continue;
    for (const site of sitesOfMasts[delaunay.find(...position)]!) {
      if (distance(position, sites[site]!.position) <= sites[site]!.rangeMetres) served[site]!.push(sample);
    }
  }
  return served;
}

/** How strongly a site's best sector is heard, on the scale by which sites share. */
function strengthOf({ position, sectors }: Site, at: Position): number {
  let loss = BACK_DECIBELS;
  for (const sector of sectors) loss = min(loss, lossOf(sector, at));
  const kilometres = max(LEAST_DISTANCE_METRES, distance(position, at)) / 1_000;
  return kilometres ** -DISTANCE_EXPONENT * exp(-loss / SITE_SCALE_DECIBELS);
}

function shareSectors({ sectors }: Site, at: Position): number[] {
  if (sectors.length === 1) return [1];
  const weights = sectors.map((sector) => exp(-lossOf(sector, at) / SECTOR_SCALE_DECIBELS));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** What a sector's antenna loses in the direction of a position, in dB. */
function lossOf({ position: [x, y], azimuthDegrees, beamWidthDegrees }: Sector, [atX, atY]: Position): number {
  if (azimuthDegrees === null) return OMNIDIRECTIONAL_DECIBELS;
  const bearing = atan2(atX - x, atY - y) * DEGREES;
  const off = abs(((bearing - azimuthDegrees + 540) % 360) - 180);
  return min(BEAM_DECIBELS * (off / beamWidthDegrees) ** 2, BACK_DECIBELS);
}

const distance = ([ax, ay]: Position, [bx, by]: Position): number => sqrt((ax - bx) ** 2 + (ay - by) ** 2);

import type { SimulatedCell } from './network';
import { hashNormal, type Random } from './random';
import { metresPerDegree } from './shapes';

/** Sectors considered at a place. */
export const CANDIDATES = 6;
const NEAREST_SITES = 8;
const SHADOWING_DECIBELS = 5;
const FADING_DECIBELS = 2.5;
const BUILDING_DECIBELS = 15;
const INDOOR_REACH_METRES = 250;
/** Now and then a telephone camps on whatever it heard last. */
const STRAY_SHARE = 0.015;

interface Sector {
  readonly site: number;
  readonly azimuth: number | null;
  readonly cells: number[];
}

interface Site {
  readonly x: number;
  readonly y: number;
  readonly indoor: boolean;
  readonly sectors: number[];
}

/**
 * How the simulated network radiates: received power from distance (path loss), direction (antenna gain) and walls, worked out
 * once a place; shadowing per person and site; fading per event. It is the simulator's own model and shares nothing with the footprints
 * that the product computes, or accuracy would mark its own homework.
 */
export class Coverage {
  private readonly sites: Site[] = [];
  private readonly sectors: Sector[] = [];
  private readonly grid = new Map<string, number[]>();
  private readonly gridMetres: number;
  private readonly outdoorSites: number;
  private readonly scale: readonly [number, number];
  private readonly sectorsOfPlaces: Int32Array[] = [];
  private readonly powersOfPlaces: Float32Array[] = [];
  private readonly cumulative = new Float64Array(CANDIDATES);
  private camped: Int32Array = new Int32Array(0);

  constructor(cells: readonly SimulatedCell[]) {
    const latitudes = cells.map(({ latitude }) => latitude).sort((a, b) => a - b);
    this.scale = metresPerDegree(latitudes[latitudes.length >> 1] ?? 0);
    this.addCells(cells);
    this.outdoorSites = this.sites.filter(({ indoor }) => !indoor).length;
    const xs = this.sites.map(({ x }) => x);
    const ys = this.sites.map(({ y }) => y);
    const span = (values: number[]) =>
      values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
    this.gridMetres = Math.max(200, Math.sqrt((span(xs) * span(ys)) / this.sites.length) * 2);
    this.sites.forEach(({ x, y }, site) => {
      const key = this.keyOf(x, y);
      this.grid.set(key, [...(this.grid.get(key) ?? []), site]);
    });
  }

  get places(): number {
    return this.sectorsOfPlaces.length;
  }

  /** Works out what can be heard at a place. @param inside whether in a building with cells of its own. Returns its number. */
  addPlace(longitude: number, latitude: number, inside = false): number {
    const [x, y] = [longitude * this.scale[0], latitude * this.scale[1]];
    const heard: { sector: number; power: number }[] = [];
    for (const site of this.findNearest(x, y, inside)) {
      for (const sector of this.sites[site]!.sectors) heard.push({ sector, power: this.powerOf(sector, x, y, inside) });
    }
    heard.sort((a, b) => b.power - a.power || a.sector - b.sector);
    const kept = heard.slice(0, CANDIDATES);
    this.sectorsOfPlaces.push(Int32Array.from(kept, ({ sector }) => sector));
    this.powersOfPlaces.push(Float32Array.from(kept, ({ power }) => power));
    return this.sectorsOfPlaces.length - 1;
  }

  /** Prepares `nextCell` for a person who stays at a place. */
  camp(person: number, place: number): void {
    this.camped = this.sectorsOfPlaces[place]!;
    const powers = this.powersOfPlaces[place]!;
    let best = -Infinity;
    for (let index = 0; index < this.camped.length; index++) {
      const site = this.sectors[this.camped[index]!]!.site;
      const power = powers[index]! + SHADOWING_DECIBELS * hashNormal(person, site);
      this.cumulative[index] = power;
      if (power > best) best = power;
    }
    let total = 0;
    for (let index = 0; index < this.camped.length; index++) {
      total += Math.exp((this.cumulative[index]! - best) / FADING_DECIBELS);
      this.cumulative[index] = total;
    }
  }

  /** The cell (index into the constructor's list) of the next event. */
  nextCell(random: Random): number {
    const count = this.camped.length;
    let index = 0;
    const draw = random.uniform();
    if (draw < STRAY_SHARE) index = Math.floor((draw / STRAY_SHARE) * count);
    else {
      const target = ((draw - STRAY_SHARE) / (1 - STRAY_SHARE)) * this.cumulative[count - 1]!;
      while (index < count - 1 && this.cumulative[index]! <= target) index++;
    }
    const { cells } = this.sectors[this.camped[index]!]!;
    return cells[random.below(cells.length)]!;
  }

  /** The distance to the nearest outdoor site, in metres. */
  distanceToNetwork(longitude: number, latitude: number): number {
    const [x, y] = [longitude * this.scale[0], latitude * this.scale[1]];
    const [nearest] = this.findNearest(x, y, false);
    return nearest === undefined ? Infinity : this.distance(nearest, x, y);
  }

  private addCells(cells: readonly SimulatedCell[]): void {
    const numbers = new Map<string, number>();
    cells.forEach((cell, index) => {
      const key = `${cell.siteId} ${cell.indoor}`;
      let site = numbers.get(key);
      if (site === undefined) {
        site = this.sites.length;
        numbers.set(key, site);
        const [x, y] = [cell.longitude * this.scale[0], cell.latitude * this.scale[1]];
        this.sites.push({ x, y, indoor: cell.indoor, sectors: [] });
      }
      const known = this.sites[site]!.sectors.find((sector) => this.sectors[sector]!.azimuth === cell.azimuth);
      if (known !== undefined) this.sectors[known]!.cells.push(index);
      else {
        this.sites[site]!.sectors.push(this.sectors.length);
        this.sectors.push({ site, azimuth: cell.azimuth, cells: [index] });
      }
    });
  }

  /** Received power in dBm, give or take a constant. */
  private powerOf(sector: number, x: number, y: number, inside: boolean): number {
    const { site, azimuth } = this.sectors[sector]!;
    const distanceMetres = Math.max(10, this.distance(site, x, y));
    if (this.sites[site]!.indoor) return -80 - 35 * Math.log10(distanceMetres / 30);
    // COST 231 for a city at 1.8 GHz; a sector's beam is 65° wide and 20 dB weaker at its back (3GPP TR 36.814).
    const pathLoss = 128 + 36 * Math.log10(Math.max(30, distanceMetres) / 1_000);
    return -pathLoss + this.gainOf(site, azimuth, x, y) - (inside ? BUILDING_DECIBELS : 0);
  }

  private gainOf(site: number, azimuth: number | null, x: number, y: number): number {
    if (azimuth === null) return -5;
    const bearing = (Math.atan2(x - this.sites[site]!.x, y - this.sites[site]!.y) * 180) / Math.PI;
    const off = Math.abs(((bearing - azimuth + 540) % 360) - 180);
    return -Math.min(12 * (off / 65) ** 2, 20);
  }

  private distance(site: number, x: number, y: number): number {
    return Math.hypot(this.sites[site]!.x - x, this.sites[site]!.y - y);
  }

  /** The nearest outdoor sites; inside a building also the indoor sites around. Nearest first. */
  private findNearest(x: number, y: number, inside: boolean): number[] {
    const usable = (site: number) =>
      !this.sites[site]!.indoor || (inside && this.distance(site, x, y) < INDOOR_REACH_METRES);
    const [column, row] = [Math.floor(x / this.gridMetres), Math.floor(y / this.gridMetres)];
    let found: number[] = [];
    for (let reach = 1; reach <= 32; reach *= 2) {
      found = [];
      for (let i = column - reach; i <= column + reach; i++) {
        for (let j = row - reach; j <= row + reach; j++)
          found.push(...(this.grid.get(`${i},${j}`) ?? []).filter(usable));
      }
      if (found.length >= Math.min(NEAREST_SITES, this.outdoorSites)) break;
    }
    if (found.length === 0) found = this.sites.map((_, site) => site).filter(usable);
    if (found.length === 0) found = this.sites.map((_, site) => site);
    const withDistance = found.map((site) => ({ site, metres: this.distance(site, x, y) }));
    return withDistance
      .sort((a, b) => a.metres - b.metres || a.site - b.site)
      .slice(0, NEAREST_SITES + (inside ? 4 : 0))
      .map(({ site }) => site);
  }

  private keyOf(x: number, y: number): string {
    return `${Math.floor(x / this.gridMetres)},${Math.floor(y / this.gridMetres)}`;
  }
}

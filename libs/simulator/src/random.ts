/** Mixes 32 bits well (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number that depends on all arguments (integers) and on nothing else. */
export function hash(a: number, b: number, c = 0): number {
  return mix(mix(mix(a + 0x9e3779b9) + b + 0x7f4a7c15) + c + 0x1b873593);
}

/** A number from about the standard normal distribution that depends on the arguments only (sum of four uniforms, within ±3.5). */
export function hashNormal(a: number, b: number, c = 0): number {
  const first = hash(a, b, c);
  const second = mix(first + 0x632be59b);
  const sum = (first & 0xffff) + (first >>> 16) + (second & 0xffff) + (second >>> 16);
  return (sum / 65_535 - 2) * Math.sqrt(3);
}

/** A small fast generator (sfc32 by Chris Doty-Humphrey), seeded: the same seed gives the same city, byte for byte. Not for secrets. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  constructor(seed: number, stream = 0, subStream = 0) {
    this.reseed(seed, stream, subStream);
  }

  reseed(seed: number, stream: number, subStream = 0): void {
    this.a = hash(seed, stream, subStream) | 0;
    this.b = mix(this.a + 1) | 0;
    this.c = mix(this.b + 2) | 0;
    this.counter = 1;
    for (let round = 0; round < 8; round++) this.next();
  }

  /** 32 random bits as an integer from 0. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** In [0, 1). */
  uniform(): number {
    return this.next() / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** An integer in [0, count). */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** Draws indices in proportion to weights. */
export class WeightedChoice {
  private readonly cumulative: Float64Array;

  constructor(weights: readonly number[]) {
    this.cumulative = new Float64Array(weights.length);
    let total = 0;
    weights.forEach((weight, index) => (this.cumulative[index] = total += weight));
  }

  draw(random: Random): number {
    const target = random.uniform() * this.cumulative[this.cumulative.length - 1]!;
    let [low, high] = [0, this.cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

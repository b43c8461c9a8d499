import { ZonePlansService } from './zone-plans.service';

/** Gathers the zones of one request into one question. One a request. */
export class CellCountsLoader {
  private asked: string[] = [];
  private answer: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(private readonly zonePlans: ZonePlansService) {}

  async load(zoneId: string): Promise<number | null> {
    this.asked.push(zoneId);
    this.answer ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      const zoneIds = this.asked;
      this.asked = [];
      this.answer = undefined;
      return this.zonePlans.countCells(zoneIds);
    });
    return (await this.answer).get(zoneId) ?? null;
  }
}

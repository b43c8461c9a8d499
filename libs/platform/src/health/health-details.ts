import { Injectable } from '@nestjs/common';

type Detail = () => string | Promise<string>;

/**
 * What a service says of itself beside "well" and "unwell": a word per subject (`stopLists: late`). Details never make a service unwell,
 * as a restart would not mend them, and never hold personal data.
 */
@Injectable()
export class HealthDetails {
  private readonly details = new Map<string, Detail>();

  add(name: string, detail: Detail): void {
    this.details.set(name, detail);
  }

  /** A detail that cannot be found out is `unknown`. */
  async read(): Promise<Readonly<Record<string, string>>> {
    const entries = [...this.details].map(async ([name, detail]): Promise<[string, string]> => {
      const value = await Promise.resolve()
        .then(detail)
        .catch(() => 'unknown');
      return [name, value];
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}

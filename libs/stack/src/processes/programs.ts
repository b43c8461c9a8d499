import type { ServiceName } from '@passant/contracts';

/**
 * The commands that start the parts, seen from the repository. Images and compose use the same ones (a test compares).
 */
export const programs = {
  serve: (service: ServiceName): string[] => [`services/${service}/dist/main.js`],
  migrate: (service: ServiceName): string[] => [`services/${service}/dist/migrate.js`],
  gateway: (): string[] => ['gateway/dist/main.js'],
  /** Anonymisation that also compares noisy with exact counts: for simulated people only, in no image. */
  anonymisationWithAccuracy: (): string[] => ['services/anonymisation/dist/accuracy/main.js'],
};

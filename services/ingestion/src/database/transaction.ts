import type { EntityManager } from 'typeorm';

/** What use cases pass between repositories so that their writes happen together. */
export type Transaction = EntityManager;

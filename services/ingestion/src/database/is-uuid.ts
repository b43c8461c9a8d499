import { z } from 'zod';

/** PostgreSQL fails on what is no UUID; to a caller it is just an id that nothing has. */
export const isUuid = (id: string): boolean => z.uuid().safeParse(id).success;

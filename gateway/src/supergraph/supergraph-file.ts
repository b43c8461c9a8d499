import { resolve } from 'node:path';

/** The committed supergraph; the same place from `src` and from `dist`. */
export const supergraphFile = resolve(__dirname, '../../supergraph.graphql');

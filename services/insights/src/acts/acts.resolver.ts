import { makeActsResolver } from '@passant/platform';

export const ActsResolver = makeActsResolver('staffActs');

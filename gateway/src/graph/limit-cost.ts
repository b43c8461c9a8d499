import type { ApolloServerPlugin } from '@apollo/server';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@passant/contracts';
import type { GraphContext } from './graph-context';
import { budgetSpent, operationTooExpensive } from './graph-errors';
import { LIMITS } from './limits';
import { countPoints, readCosts } from './operation-cost';

const MINUTE_SECONDS = 60;

/** Points that each caller may spend a minute, whatever they ask. */
export class CostBudgets {
  private readonly spent: RateLimiterMemory;

  constructor(pointsPerMinute: number) {
    this.spent = new RateLimiterMemory({ points: pointsPerMinute, duration: MINUTE_SECONDS });
  }

  /** @returns seconds to wait where the budget does not reach */
  async spend(actor: Actor, points: number): Promise<number | undefined> {
    try {
      await this.spent.consume(callerOf(actor), points);
      return undefined;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw refused;
    }
  }
}

const callerOf = (actor: Actor): string => {
  if (actor.kind === 'partner') return `partner ${actor.clientId}`;
  return actor.kind === 'staff' ? `staff ${actor.staffId}` : 'anonymous';
};

/** Refuses, before anything is asked of a subgraph, what costs too much at once or in a minute. */
export function limitCost(supergraphSdl: string, budgets: CostBudgets): ApolloServerPlugin<GraphContext> {
  const costs = readCosts(supergraphSdl);
  return {
    requestDidStart: async ({ contextValue: { actor } }) => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation === undefined) return;
        const points = countPoints(schema, costs, { document, operation, variables: request.variables ?? {} });
        if (points > LIMITS.costPoints) throw operationTooExpensive(points, LIMITS.costPoints);
        const wait = await budgets.spend(actor, Math.max(1, points));
        if (wait !== undefined) throw budgetSpent(wait);
      },
    }),
  };
}

import type { Type } from '@nestjs/common';
import { deadLettersResolver } from '@passant/platform';
import { ActsResolver } from './acts/acts.resolver';
import { ClosesResolver } from './closes/closes.resolver';
import { GatesResolver } from './gates/gates.resolver';
import { PoliciesResolver } from './policy/policies.resolver';
import { LedgerResolver } from './releases/ledger.resolver';
import { ReleasesResolver } from './releases/releases.resolver';

/** Everything that makes up this subgraph's schema. */
export const resolvers: readonly Type[] = [
  ActsResolver,
  ClosesResolver,
  GatesResolver,
  LedgerResolver,
  PoliciesResolver,
  ReleasesResolver,
  deadLettersResolver('anonymisation'),
];

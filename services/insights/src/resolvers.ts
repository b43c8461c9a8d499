import type { Type } from '@nestjs/common';
import { ClientsResolver } from './clients/clients.resolver';
import { ContractStepsResolver } from './contracts/contract-steps.resolver';
import { ContractsResolver } from './contracts/contracts.resolver';
import { ComparingResolver } from './figures/comparing.resolver';
import { DetailsResolver } from './figures/details.resolver';
import { FiguresResolver } from './figures/figures.resolver';
import { CredentialsResolver } from './oauth/credentials.resolver';
import { ReleasesResolver } from './releases/releases.resolver';
import { UsageResolver } from './usage/usage.resolver';
import { ZonesResolver } from './zones/zones.resolver';

/** Everything that makes up this subgraph's schema. */
export const resolvers: readonly Type[] = [
  ClientsResolver,
  ContractsResolver,
  ContractStepsResolver,
  ComparingResolver,
  CredentialsResolver,
  DetailsResolver,
  FiguresResolver,
  ReleasesResolver,
  UsageResolver,
  ZonesResolver,
];

import type { Type } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import type { ServiceName } from '@passant/contracts';
import type { Act } from '../acts/act';
import { ActsService } from '../acts/acts.service';
import { CurrentAct } from '../acts/current-act';
import { AllowStaff } from '../auth/policy';
import { Transactions } from '../database/transactions';
import { type DeadLetter, DeadLetters } from './dead-letters';
import { type QueueDepth, QueueDepths } from './queue-depths';

@ObjectType('DeadLetter', {
  description: 'A job that can never be done as it is, for a person to look at and to replay.',
})
@Directive('@shareable')
export class DeadLetterObject {
  @Field(() => ID, { description: 'Of the row that asked for the job: stays the same when it is replayed.' })
  rowId: string;

  @Field(() => String)
  job: string;

  @Field(() => String, { description: 'Why: the stable code of the error.' })
  code: string;

  @Field(() => GraphQLISODateTime)
  diedAt: Date;
}

@ObjectType('QueueDepth', { description: 'How many jobs of one kind a service has before it. Counts only.' })
@Directive('@shareable')
export class QueueDepthObject {
  @Field(() => String)
  job: string;

  @Field(() => Int, { description: 'To be taken as soon as a worker is free.' })
  waiting: number;

  @Field(() => Int, { description: 'Being done.' })
  active: number;

  @Field(() => Int, { description: 'To be tried again later.' })
  delayed: number;

  @Field(() => Int, { description: 'Failed in the queue; what can never be done becomes a dead letter.' })
  failed: number;
}

const resolvers = new Map<ServiceName, Type>();

/**
 * The entrance to a service's jobs: `<service>Queues`, `<service>DeadLetters` and `replay<Service>DeadLetter`. Names say the service,
 * because a root field of the graph has one home. Always the same class for a service.
 */
export function deadLettersResolver(service: ServiceName): Type {
  const resolver = resolvers.get(service) ?? makeResolver(service);
  resolvers.set(service, resolver);
  return resolver;
}

function makeResolver(service: ServiceName): Type {
  const named = `${service.charAt(0).toUpperCase()}${service.slice(1)}`;

  @Resolver()
  class DeadLettersResolver {
    constructor(
      private readonly letters: DeadLetters,
      private readonly depths: QueueDepths,
      private readonly acts: ActsService,
      private readonly transactions: Transactions,
    ) {}

    @Query(() => [DeadLetterObject], {
      name: `${service}DeadLetters`,
      description: `Jobs that ${service} gave up for good, newest first, at most 500.`,
    })
    @AllowStaff('admin', 'privacy-officer')
    list(): Promise<DeadLetter[]> {
      return this.letters.findAll();
    }

    @Query(() => [QueueDepthObject], {
      name: `${service}Queues`,
      description: `How full the queues of ${service} are; one for each job that comes to it.`,
    })
    @AllowStaff('admin', 'privacy-officer')
    listQueues(): Promise<QueueDepth[]> {
      return this.depths.findAll();
    }

    @Mutation(() => Boolean, {
      name: `replay${named}DeadLetter`,
      description: 'Tries it again, with the same guarantees as any other job. It comes back if it fails again.',
    })
    @AllowStaff('admin')
    replay(@Args('rowId', { type: () => ID }) rowId: string, @CurrentAct() act: Act): Promise<boolean> {
      return this.acts.perform(
        act,
        async () => {
          await this.letters.replay(rowId, act.staffId, this.transactions.current);
          return true;
        },
        () => ({ kind: 'dead-letter', id: rowId }),
      );
    }
  }
  return DeadLettersResolver;
}

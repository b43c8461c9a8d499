import { Body, Controller, type DynamicModule, Get, Injectable, Module, Post, Put, Req } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { type Actor, defineJob, type JobDefinition } from '@passant/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  actEntities,
  ActsModule,
  AllowPartner,
  AllowStaff,
  type CommonEnvironment,
  CurrentActor,
  CurrentRequestId,
  DomainError,
  makeActsResolver,
  Public,
  serviceModules,
} from '../src';
import type { JobsOptions } from '../src/jobs/options';

export class ThingMissing extends DomainError {
  readonly code = 'THING_MISSING';
  readonly category = 'not_found';

  constructor() {
    super('There is no such thing.');
  }
}

@ObjectType('Thing')
@Directive('@key(fields: "id")')
export class ThingObject {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;
}

@Resolver(() => ThingObject)
export class ThingResolver {
  @Query(() => ThingObject, { nullable: true })
  @AllowStaff('admin')
  @AllowPartner()
  thing(@Args('id', { type: () => ID }) id: string): ThingObject {
    if (id === 'missing') throw new ThingMissing();
    if (id === 'broken') throw new Error('duplicate key value (msisdn)=(+4915112345678)');
    return { id, name: `thing ${id}` };
  }

  @Query(() => String)
  @AllowStaff()
  whoAmI(@CurrentActor() actor: Actor, @CurrentRequestId() requestId: string): string {
    return `${actor.kind} ${requestId}`;
  }

  @Query(() => String)
  withoutPolicy(): string {
    return 'never';
  }

  @Mutation(() => Int)
  @AllowStaff('admin')
  grow(@Args('by', { type: () => Int }) by: number): number {
    return by + 1;
  }

  @ResolveField(() => String)
  @AllowStaff('admin')
  secretName(@Parent() thing: ThingObject): string {
    return `secret ${thing.name}`;
  }

  @ResolveField(() => String, { nullable: true })
  fieldWithoutPolicy(): string {
    return 'never';
  }

  @ResolveReference()
  @AllowPartner()
  resolveReference(reference: { id: string }): ThingObject {
    return { id: reference.id, name: `thing ${reference.id}` };
  }
}

@Controller()
export class ThingController {
  @Get('/page')
  @Public()
  page(): string {
    return 'page';
  }

  @Post('/form')
  @Public()
  form(@Body() body: Record<string, string>): object {
    return { ...body };
  }

  @Put('/upload')
  @AllowStaff('network-operator')
  async upload(@Req() request: FastifyRequest): Promise<object> {
    let bytes = 0;
    for await (const chunk of request.body as AsyncIterable<Buffer>) bytes += chunk.length;
    return { bytes };
  }

  @Get('/unguarded')
  unguarded(): string {
    return 'never';
  }

  @Get('/missing')
  @Public()
  missing(): never {
    throw new ThingMissing();
  }

  @Get('/broken')
  @Public()
  broken(): never {
    throw new Error('secret of +4915112345678');
  }
}

/** From consent to itself. */
export const thingMade = defineJob({
  name: 'thing.made',
  from: ['consent'],
  to: ['consent'],
  schema: z.object({ thing: z.string() }),
});

@Injectable()
export class Counter {
  handled = 0;
}

@Module({})
class SampleModule {}

const SampleActsResolver = makeActsResolver('sampleActs');

export interface SampleSettings {
  readonly providers?: NonNullable<DynamicModule['providers']>;
  readonly jobs?: readonly JobDefinition[];
  readonly jobsOptions?: Partial<JobsOptions>;
  readonly graphql?: boolean;
}

/** A small consent service with all kinds of entrances. */
export const sampleModule = (environment: CommonEnvironment, settings: SampleSettings = {}): DynamicModule => ({
  module: SampleModule,
  imports: [
    ...serviceModules({
      service: 'consent',
      environment,
      entities: [...actEntities],
      jobs: settings.jobs ?? [],
      jobsOptions: settings.jobsOptions ?? {},
      ...(settings.graphql === undefined ? {} : { graphql: settings.graphql }),
    }),
    ...(settings.graphql === false ? [] : [ActsModule.for(SampleActsResolver)]),
  ],
  controllers: [ThingController],
  providers: [...(settings.graphql === false ? [] : [ThingResolver]), ...(settings.providers ?? [])],
});

import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Actor, marketIdSchema, productSchema, purposeSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct, CurrentActor, NotAllowed } from '@passant/platform';
import { z } from 'zod';
import { type StopActor, type StopRecord, STOPPING_ROLES, type StoppingRole } from './domain/decide-stop';
import { ProcessingStopObject, toStopObject } from './stop.object';
import { StopProcessingArguments } from './stops.arguments';
import { StopInputInvalid } from './stops.errors';
import { StopsService } from './stops.service';

const StopIdArgument = () => Args('stopId', { type: () => ID });
const reasonSchema = z.string().trim().min(10).max(500);

/** The stop switch. Every call is an act of somebody, also the half that changes nothing yet. */
@Resolver()
export class StopsResolver {
  constructor(
    private readonly stops: StopsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff()
  @Query(() => [ProcessingStopObject], { name: 'processingStops', description: 'All there ever were, newest first.' })
  async list(): Promise<ProcessingStopObject[]> {
    return (await this.stops.list()).map((stop) => toStopObject(stop, stop.state));
  }

  @AllowStaff('privacy-officer', 'admin')
  @Mutation(() => ProcessingStopObject, {
    description:
      'Stops a market, or one purpose or product of it. A privacy officer: at once, for 24 hours unless an admin confirms. An admin: once a privacy officer confirms.',
  })
  stopProcessing(
    @Args() { market, purpose, product, reason }: StopProcessingArguments,
    @CurrentActor() actor: Actor,
    @CurrentAct() act: Act,
  ): Promise<ProcessingStopObject> {
    const scope = {
      market: parse('market', marketIdSchema, market),
      purpose: parse('purpose', purposeSchema.nullish(), purpose) ?? null,
      product: parse('product', productSchema.nullish(), product) ?? null,
    };
    const why = parse('reason (10 to 500 characters, about no person)', reasonSchema, reason);
    return this.perform(act, () => this.stops.begin(scope, toStopActor(actor), why));
  }

  @AllowStaff('privacy-officer', 'admin')
  @Mutation(() => ProcessingStopObject, {
    description: 'The other of the two agrees: it holds until two people end it.',
  })
  confirmStop(@StopIdArgument() stopId: string, @CurrentActor() actor: Actor, @CurrentAct() act: Act) {
    return this.perform(act, () => this.stops.confirm(toStopId(stopId), toStopActor(actor)));
  }

  @AllowStaff('privacy-officer', 'admin')
  @Mutation(() => ProcessingStopObject, {
    description: 'Proposes to end a stop, and says why. It holds until somebody else approves.',
  })
  resumeProcessing(
    @StopIdArgument() stopId: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
    @CurrentAct() act: Act,
  ): Promise<ProcessingStopObject> {
    const why = parse('reason (10 to 500 characters, about no person)', reasonSchema, reason);
    return this.perform(act, () => this.stops.proposeEnd(toStopId(stopId), toStopActor(actor), why));
  }

  @AllowStaff('privacy-officer', 'admin')
  @Mutation(() => ProcessingStopObject, {
    description: 'The second person ends the stop; one of the two is a privacy officer.',
  })
  approveResume(@StopIdArgument() stopId: string, @CurrentActor() actor: Actor, @CurrentAct() act: Act) {
    return this.perform(act, () => this.stops.end(toStopId(stopId), toStopActor(actor)));
  }

  private async perform(act: Act, work: () => Promise<StopRecord>): Promise<ProcessingStopObject> {
    const toObject = async () => {
      const { id } = await work();
      const stop = (await this.stops.list()).find((one) => one.id === id)!;
      return toStopObject(stop, stop.state);
    };
    const changed = await this.acts.perform(act, toObject, ({ id }) => ({ kind: 'stop', id }));
    // Committed: where the hand-over cannot be written now, the next second's look does it.
    await this.stops.publish().catch(() => undefined);
    return changed;
  }
}

function toStopActor(actor: Actor): StopActor {
  if (actor.kind !== 'staff') throw new NotAllowed();
  const roles: StoppingRole[] = STOPPING_ROLES.filter((role) => actor.roles.includes(role));
  return { staffId: actor.staffId, roles };
}

const toStopId = (text: string): string => parse('stopId', z.uuid(), text);

function parse<Schema extends z.ZodType>(what: string, schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new StopInputInvalid(what);
  return parsed.data;
}

import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { daySchema, marketIdSchema, purposeSchema, type Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, NotAllowed } from '@passant/platform';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { GATE_DECISIONS } from './gate';
import { HeldDayArguments } from './gates.arguments';
import { JudgedDayObject, toJudgedDayObject } from './gate.object';
import { GatesService, type JudgedDay } from './gates.service';

@Resolver(() => JudgedDayObject)
export class GatesResolver {
  constructor(private readonly gates: GatesService) {}

  @Query(() => [JudgedDayObject], {
    description: 'What the quality gate said of the days of a market; only held ones.',
  })
  @AllowStaff()
  async judgedDays(
    @Args('market') market: string,
    @Args('waiting', { type: () => Boolean, nullable: true, description: 'Only what waits for a person.' })
    waiting?: boolean | null,
  ): Promise<JudgedDayObject[]> {
    const marketId = parseArgument('market', marketIdSchema, market);
    return this.toObjects(await this.gates.find({ market: marketId, waiting: waiting ?? false }));
  }

  @Mutation(() => JudgedDayObject, {
    description: 'Lets the releases of a held day go on sale (publish), or never (discard). For ever.',
  })
  @AllowStaff('privacy-officer')
  async decideHeldDay(
    @Args() { market, day, purpose, decision, reason }: HeldDayArguments,
    @CurrentActor() actor: Actor,
  ): Promise<JudgedDayObject> {
    if (actor.kind !== 'staff') throw new NotAllowed();
    const gated = {
      market: parseArgument('market', marketIdSchema, market),
      day: parseArgument('day', daySchema, day),
      purpose: parseArgument('purpose', purposeSchema, purpose),
    };
    const kind = parseArgument('decision', z.enum(GATE_DECISIONS), decision);
    const judged = await this.gates.decide(gated, { decision: kind, reason, staffId: actor.staffId });
    return (await this.toObjects([judged]))[0]!;
  }

  private async toObjects(judged: readonly JudgedDay[]): Promise<JudgedDayObject[]> {
    const [first] = judged;
    if (!first) return [];
    const zoneIds = await this.gates.findZoneIds(
      first.market,
      judged.map(({ day }) => day),
    );
    return judged.map((one) => toJudgedDayObject(one, zoneIds.get(one.day) ?? []));
  }
}

import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { daySchema, marketIdSchema, purposeSchema } from '@passant/contracts';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { z } from 'zod';
import { parseArgument } from '../parse-argument';
import { GATE_DECISIONS } from './gate';
import { HeldDayArguments } from './gates.arguments';
import { JudgedDayObject, toJudgedDayObject } from './gate.object';
import { GatesService, type JudgedDay } from './gates.service';

@Resolver(() => JudgedDayObject)
export class GatesResolver {
  constructor(
    private readonly gates: GatesService,
    private readonly acts: ActsService,
  ) {}

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
    @CurrentAct() act: Act,
  ): Promise<JudgedDayObject> {
    const gated = {
      market: parseArgument('market', marketIdSchema, market),
      day: parseArgument('day', daySchema, day),
      purpose: parseArgument('purpose', purposeSchema, purpose),
    };
    const kind = parseArgument('decision', z.enum(GATE_DECISIONS), decision);
    const decide = () => this.gates.decide(gated, { decision: kind, reason, staffId: act.staffId });
    const work = async () => (await this.toObjects([await decide()]))[0]!;
    return this.acts.perform(act, work, () => ({
      kind: 'period',
      id: `${gated.market}/${gated.day}/${gated.purpose}`,
    }));
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

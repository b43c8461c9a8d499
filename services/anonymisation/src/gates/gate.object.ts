import { Field, Int, ObjectType } from '@nestjs/graphql';
import { gateStateOf, type JudgedDay } from './gate';

@ObjectType('GateCheck', {
  description: 'One check of a day: by noisy figures, against the same weekday of four weeks.',
})
export class GateCheckObject {
  @Field({ description: 'zones, totals or asymmetry.' })
  check: string;

  @Field({ description: 'passed, held or not-judged.' })
  state: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why it could not be judged: too-few-weeks, too-few-people, panel-unknown or no-people.',
  })
  reason: string | null;

  @Field(() => [String], {
    description:
      'Zones (for totals hours of the day from 0; for asymmetry also regions, where trips are told between them) that are out of line.',
  })
  outlying: readonly string[];

  @Field(() => [String], { description: 'Those of them that are far out of line.' })
  extreme: readonly string[];
}

@ObjectType('JudgedDay', {
  description: 'Whether the figures of a day and purpose look as usual, and who decided if not.',
})
export class JudgedDayObject {
  @Field()
  market: string;

  @Field()
  day: string;

  @Field()
  purpose: string;

  @Field({ description: 'OPEN, HELD (waits for a person) or DISCARDED. Its budget is spent in any case.' })
  state: string;

  @Field(() => Int, { description: 'Earlier weeks that it was compared with.' })
  weeks: number;

  @Field(() => [GateCheckObject])
  checks: GateCheckObject[];

  @Field()
  judgedAt: Date;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => String, { nullable: true })
  decidedBy: string | null;

  @Field(() => Date, { nullable: true })
  decidedAt: Date | null;
}

/** `zoneIds`: zones of the plan, then its regions. */
export function toJudgedDayObject(judged: JudgedDay, zoneIds: readonly string[]): JudgedDayObject {
  const { market, day, purpose, verdict, judgedAt, decided } = judged;
  const checks = Object.entries(verdict.judgements).map(([check, judgement]) => {
    const name = (index: number) => (check === 'totals' ? String(index) : (zoneIds[index] ?? String(index)));
    const isJudged = judgement.state !== 'not-judged';
    return Object.assign(new GateCheckObject(), {
      check,
      state: judgement.state,
      reason: isJudged ? null : judgement.reason,
      outlying: isJudged ? judgement.outlying.map(name) : [],
      extreme: isJudged ? judgement.extreme.map(name) : [],
    });
  });
  return Object.assign(new JudgedDayObject(), {
    ...{ market, day, purpose, state: gateStateOf(judged), weeks: verdict.weeks, checks, judgedAt },
    ...{
      reason: decided?.reason ?? null,
      decidedBy: decided?.decidedBy ?? null,
      decidedAt: decided?.decidedAt ?? null,
    },
  });
}

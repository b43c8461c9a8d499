import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { MethodApproval } from './domain/market-launch';
import type { Market } from './market';

@ObjectType('MethodApproval', { description: 'Which body allowed the method, in which document, until when.' })
export class MethodApprovalObject {
  @Field(() => ID)
  id: string;

  @Field({ description: 'SHA-256 of the document.' })
  documentSha256: string;

  @Field({ description: 'The authority or body.' })
  body: string;

  @Field({ description: 'Local day of the market.' })
  approvedOn: string;

  @Field({ description: 'The last local day on which it holds.' })
  expiresOn: string;
}

@ObjectType('MarketEvent', { description: 'A step that a market took.' })
export class MarketEventObject {
  @Field(() => Int)
  number: number;

  @Field(() => GraphQLISODateTime)
  at: Date;

  @Field({
    description:
      'begin-pilot, end-pilot, propose-launch, launch, step-back, record-approval, confirm-approval, declare-simulated or confirm-simulated',
  })
  what: string;

  @Field({ description: 'The state afterwards.' })
  state: string;

  @Field()
  staffId: string;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => MethodApprovalObject, { nullable: true, description: 'What was recorded or confirmed.' })
  approval: MethodApprovalObject | null;
}

@ObjectType('MarketLaunch', { description: 'Where a market stands: what of it may be sold.' })
export class MarketLaunchObject {
  @Field(() => ID)
  market: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  country: string | null;

  @Field()
  timeZone: string;

  @Field({ description: 'preparation (nothing is sold), pilot (pilot contracts only) or live' })
  state: string;

  @Field({ description: 'Its people are simulated: everything of it says so, and a sandbox may be opened.' })
  isSimulated: boolean;

  @Field(() => MethodApprovalObject, {
    nullable: true,
    description: 'The newest one that two people recorded, also where it is over.',
  })
  approval: MethodApprovalObject | null;

  @Field({ description: 'Whether that approval holds today: without it no ordinary contract is answered.' })
  isApproved: boolean;

  @Field(() => MethodApprovalObject, { nullable: true, description: 'Recorded, and waits for a second person.' })
  awaitedApproval: MethodApprovalObject | null;

  @Field({ description: 'Somebody proposed to go live, and a second person has not confirmed it.' })
  isLaunchProposed: boolean;

  @Field({ description: 'Somebody declared its people simulated, and a second person has not confirmed it.' })
  isSimulationDeclared: boolean;

  @Field(() => [MarketEventObject], { description: 'Everything that happened, oldest first.' })
  timeline: MarketEventObject[];
}

export const toMarketObject = ({ standing, timeline, ...market }: Market, isApproved: boolean): MarketLaunchObject => ({
  ...market,
  ...{ state: standing.state, isSimulated: standing.isSimulated, isApproved },
  approval: standing.approval && toApprovalObject(standing.approval),
  awaitedApproval: standing.awaited.approval && toApprovalObject(standing.awaited.approval),
  isLaunchProposed: standing.awaited.launchBy !== null,
  isSimulationDeclared: standing.awaited.simulatedBy !== null,
  timeline: timeline.map(({ step, takenAt, approval, ...event }) => ({
    ...event,
    ...{ what: step, at: takenAt, approval: approval && toApprovalObject(approval) },
  })),
});

const toApprovalObject = ({ untilMs: _, ...approval }: MethodApproval): MethodApprovalObject => approval;

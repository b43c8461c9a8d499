import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { contractIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { ContractObject, toContractObject } from './contract.object';
import { ContractsService } from './contracts.service';

const ContractIdArgument = () => Args('contractId', { type: () => ID });
const ReasonArgument = () =>
  Args('reason', { type: () => String, nullable: true, description: 'Needed to suspend, resume and terminate.' });

/** Free text of staff about a contract, never about a person. */
const reasonSchema = z.object({ reason: z.string().trim().min(3).max(500).nullish() });

/** One mutation a step of a contract's life. */
@Resolver()
export class ContractStepsResolver {
  constructor(
    private readonly contracts: ContractsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  offerContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('offer', id, { why, act });
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  signContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('sign', id, { why, act });
  }

  @AllowStaff('admin', 'approver')
  @Mutation(() => ContractObject, { description: 'By somebody other than who drafted it.' })
  activateContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('activate', id, { why, act });
  }

  @AllowStaff('admin', 'privacy-officer')
  @Mutation(() => ContractObject, { description: 'Counts from the next question on, for running tokens too.' })
  suspendContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('suspend', id, { why, act });
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  resumeContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('resume', id, { why, act });
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  terminateContract(@ContractIdArgument() id: string, @ReasonArgument() why: Reason, @CurrentAct() act: Act) {
    return this.take('terminate', id, { why, act });
  }

  private async take(step: ContractMove, given: string, { why, act }: { why: Reason; act: Act }) {
    const id = parseInput(contractIdSchema, given);
    const { reason } = parseInput(reasonSchema, { reason: why });
    const taken = await this.acts.perform(
      act,
      () => this.contracts.takeStep(id, step, { staffId: act.staffId, reason: reason ?? null }),
      () => ({ kind: 'contract', id }),
    );
    return toContractObject(taken);
  }
}

type Reason = string | null | undefined;
type ContractMove = Parameters<ContractsService['takeStep']>[1];

import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { type Actor, contractIdSchema } from '@passant/contracts';
import { AllowStaff, CurrentActor } from '@passant/platform';
import { getStaffId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { ContractObject, toContractObject } from './contract.object';
import { ContractsService } from './contracts.service';

const ContractIdArgument = () => Args('contractId', { type: () => ID });

/** One mutation a step of a contract's life. */
@Resolver()
export class ContractStepsResolver {
  constructor(private readonly contracts: ContractsService) {}

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  offerContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('offer', contractId, actor);
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  signContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('sign', contractId, actor);
  }

  @AllowStaff('admin', 'approver')
  @Mutation(() => ContractObject, { description: 'By somebody other than who drafted it.' })
  activateContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('activate', contractId, actor);
  }

  @AllowStaff('admin', 'privacy-officer')
  @Mutation(() => ContractObject)
  suspendContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('suspend', contractId, actor);
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  resumeContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('resume', contractId, actor);
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  terminateContract(@ContractIdArgument() contractId: string, @CurrentActor() actor: Actor): Promise<ContractObject> {
    return this.take('terminate', contractId, actor);
  }

  private async take(step: ContractMove, contractId: string, actor: Actor): Promise<ContractObject> {
    const id = parseInput(contractIdSchema, contractId);
    return toContractObject(await this.contracts.takeStep(id, step, getStaffId(actor)));
  }
}

type ContractMove = Parameters<ContractsService['takeStep']>[1];

import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, NotAllowed } from '@passant/platform';
import { PoliciesService } from './policies.service';
import { PolicyVersionObject, toRecordObject, toVersionObject } from './policy.object';

@Resolver(() => PolicyVersionObject)
export class PoliciesResolver {
  constructor(private readonly policies: PoliciesService) {}

  @Query(() => PolicyVersionObject, { name: 'policy', description: 'The policy in force, with its budget table.' })
  @AllowStaff()
  async findCurrent(): Promise<PolicyVersionObject> {
    const current = await this.policies.getCurrent();
    const record = (await this.policies.findAll()).find(({ version }) => version === current.version);
    return record ? toRecordObject(record) : toVersionObject(current);
  }

  @Query(() => [PolicyVersionObject], { name: 'policyVersions', description: 'All that were proposed.' })
  @AllowStaff()
  async findVersions(): Promise<PolicyVersionObject[]> {
    return (await this.policies.findAll()).map(toRecordObject);
  }

  @Mutation(() => PolicyVersionObject, {
    description: 'Proposes a policy file (JSON). Refused, with the numbers, over its promise or over the ceiling.',
  })
  @AllowStaff('privacy-officer')
  async proposePolicy(
    @Args('file') file: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<PolicyVersionObject> {
    return toRecordObject(await this.policies.propose(file, { reason, staffId: staffIdOf(actor) }));
  }

  @Mutation(() => PolicyVersionObject, {
    description: 'Puts a proposed policy in force for days closed from now on. Not by whoever proposed it.',
  })
  @AllowStaff('privacy-officer', 'approver', 'admin')
  async approvePolicy(
    @Args('version', { type: () => Int }) version: number,
    @CurrentActor() actor: Actor,
  ): Promise<PolicyVersionObject> {
    return toRecordObject(await this.policies.approve(version, staffIdOf(actor)));
  }
}

function staffIdOf(actor: Actor): string {
  if (actor.kind !== 'staff') throw new NotAllowed();
  return actor.staffId;
}

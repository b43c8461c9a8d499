import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { PoliciesService } from './policies.service';
import { PolicyVersionObject, toRecordObject, toVersionObject } from './policy.object';

@Resolver(() => PolicyVersionObject)
export class PoliciesResolver {
  constructor(
    private readonly policies: PoliciesService,
    private readonly acts: ActsService,
  ) {}

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
    @CurrentAct() act: Act,
  ): Promise<PolicyVersionObject> {
    const propose = () => this.policies.propose(file, { reason, staffId: act.staffId });
    return this.acts.perform(act, async () => toRecordObject(await propose()), aboutVersion);
  }

  @Mutation(() => PolicyVersionObject, {
    description: 'Puts a proposed policy in force for days closed from now on. Not by whoever proposed it.',
  })
  @AllowStaff('privacy-officer', 'approver', 'admin')
  async approvePolicy(
    @Args('version', { type: () => Int }) version: number,
    @CurrentAct() act: Act,
  ): Promise<PolicyVersionObject> {
    const approve = () => this.policies.approve(version, act.staffId);
    return this.acts.perform(act, async () => toRecordObject(await approve()), aboutVersion);
  }
}

const aboutVersion = ({ version }: PolicyVersionObject) => ({ kind: 'policy-version', id: String(version) });

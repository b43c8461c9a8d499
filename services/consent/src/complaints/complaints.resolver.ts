import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Act, ActsService, AllowStaff, CurrentAct } from '@passant/platform';
import { z } from 'zod';
import { Complaint } from './complaint.object';
import { ComplaintUnknown } from './complaints.errors';
import { ComplaintsService } from './complaints.service';

@Resolver(() => Complaint)
export class ComplaintsResolver {
  constructor(
    private readonly complaints: ComplaintsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('privacy-officer')
  @Query(() => [Complaint], { description: 'Oldest first, at most 200.' })
  complaintsToPrivacyOfficer(
    @Args('openOnly', { type: () => Boolean, defaultValue: true }) openOnly: boolean,
  ): Promise<Complaint[]> {
    return this.complaints.list(openOnly);
  }

  @AllowStaff('privacy-officer')
  @Mutation(() => Complaint, { description: 'Notes that a complaint was dealt with; the first time stands.' })
  closeComplaint(@Args('id', { type: () => ID }) id: string, @CurrentAct() act: Act): Promise<Complaint> {
    if (!z.uuid().safeParse(id).success) throw new ComplaintUnknown();
    return this.acts.perform(
      act,
      () => this.complaints.close(id),
      () => ({ kind: 'complaint', id }),
    );
  }
}

import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { parseInput } from '../graphql/parse-input';
import { StaffActObject } from './act.object';
import { ActsService } from './acts.service';

@Resolver()
export class ActsResolver {
  constructor(private readonly acts: ActsService) {}

  @AllowStaff('admin', 'privacy-officer')
  @Query(() => [StaffActObject], {
    description: 'Newest first, at most 500; go on with `before` as the last position. Of one subject, where named.',
  })
  staffActs(
    @Args('subjectId', { type: () => ID, nullable: true }) subjectId?: string | null,
    @Args('before', { type: () => Int, nullable: true }) before?: number | null,
  ): Promise<StaffActObject[]> {
    const subject = parseInput(z.uuid().nullish(), subjectId);
    return this.acts.listActs({ subjectId: subject ?? null, before: before ?? null });
  }
}

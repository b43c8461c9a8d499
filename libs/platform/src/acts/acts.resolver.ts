import type { Type } from '@nestjs/common';
import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { AllowStaff } from '../auth/policy';
import { StaffActObject } from './act.object';
import { ActsPageInvalid } from './acts.errors';
import { ActsService } from './acts.service';

const LONGEST_ID = 200;

/** The question for what staff did in one service. Each service gives it a name of its own: the graph has all of them. */
export function makeActsResolver(query: string): Type {
  @Resolver()
  class ActsResolver {
    constructor(private readonly acts: ActsService) {}

    @AllowStaff('admin', 'privacy-officer')
    @Query(() => [StaffActObject], {
      name: query,
      description: 'Newest first, at most 500; go on with `before` as the last position. Of one subject, where named.',
    })
    async list(
      @Args('subjectId', { type: () => ID, nullable: true }) subjectId?: string | null,
      @Args('before', { type: () => Int, nullable: true }) before?: number | null,
    ): Promise<StaffActObject[]> {
      if (subjectId && subjectId.length > LONGEST_ID) throw new ActsPageInvalid();
      return this.acts.listActs({ subjectId: subjectId ?? null, before: before ?? null });
    }
  }
  return ActsResolver;
}

import { Args, Field, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowStaff, CurrentActor, DomainError, NotAllowed } from '@passant/platform';
import { NoticesService } from './notices.service';

@ObjectType({ description: 'A text that people were shown before they answered, by its SHA-256.' })
export class ShownNotice {
  @Field({ description: 'Hex.' })
  sha256: string;

  @Field(() => String, { nullable: true, description: 'null: shown elsewhere, and known from evidence only.' })
  version: string | null;

  @Field(() => String, { nullable: true })
  language: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when every yes to it is void; null: it stands.' })
  invalidatedAt: Date | null;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

export class NoticeHashUnreadable extends DomainError {
  readonly code = 'NOTICE_HASH_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('A notice is named by its SHA-256 (64 hexadecimal digits), and a reason of 10 to 500 characters is needed.');
  }
}

@Resolver(() => ShownNotice)
export class NoticesResolver {
  constructor(private readonly notices: NoticesService) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [ShownNotice], { description: 'Notices that were shown or declared void, newest first.' })
  shownNotices(): Promise<ShownNotice[]> {
    return this.notices.findAll();
  }

  @AllowStaff('privacy-officer')
  @Mutation(() => ShownNotice, {
    description: 'Declares a notice void: from now on no yes to it permits anything. It cannot be undone.',
  })
  async invalidateNotice(
    @Args('sha256') sha256: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<ShownNotice> {
    if (actor.kind !== 'staff') throw new NotAllowed();
    const hash = sha256.toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(hash) || reason.length < 10 || reason.length > 500) throw new NoticeHashUnreadable();
    return this.notices.invalidate({ sha256: hash, invalidatedBy: actor.staffId, reason });
  }
}

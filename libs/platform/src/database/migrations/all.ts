import { CreateOutboxAndInbox1700000000000 } from './1700000000000-create-outbox-and-inbox';
import { CreateAuditLog1700800000000 } from './1700800000000-create-audit-log';
import { IndexDoneJobs1700971000000 } from './1700971000000-index-done-jobs';

/** Every service lists these before its own. */
export const platformMigrations = [
  CreateOutboxAndInbox1700000000000,
  CreateAuditLog1700800000000,
  IndexDoneJobs1700971000000,
];

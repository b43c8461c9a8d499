import { CreateOutboxAndInbox1700000000000 } from './1700000000000-create-outbox-and-inbox';

/** Every service lists these before its own. */
export const platformMigrations = [CreateOutboxAndInbox1700000000000];

import { createHash, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { staffRoleSchema } from '@passant/contracts';

const accountId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const password = z.string().min(12).max(128);

const staffAccountSchema = z.strictObject({
  id: accountId,
  /** For client credentials: programs that act for this account. */
  secret: z.string().min(16),
  roles: z.array(staffRoleSchema).min(1),
  /** For the log-in page; who has none cannot log in there. */
  password: password.optional(),
  /** The person behind this account, where it is not the person's own: a feed, a second account. */
  owner: accountId.optional(),
});
const analystAccountSchema = z.strictObject({
  id: accountId,
  password,
  /** The OAuth client whose rights this analyst has, and no others. */
  clientId: z.uuid(),
});

export const accountsSchema = z.array(z.union([staffAccountSchema, analystAccountSchema])).min(1);
export type Account = z.infer<typeof accountsSchema>[number];
export type StaffAccount = z.infer<typeof staffAccountSchema>;

/** Seeded accounts and the key that signs their tokens; exists in development only. */
export interface DevelopmentStaff {
  /** Read anew each time, so that an account added to the file may log in at once. */
  readonly accounts: () => readonly Account[];
  readonly signingKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const isStaff = (account: Account): account is StaffAccount => 'roles' in account;

/** The account that this name and password open, if any; a wrong name takes as long as a wrong password. */
export function findByPassword(accounts: readonly Account[], id: string, given: string): Account | undefined {
  const account = accounts.find((one) => one.id === id);
  return equalInConstantTime(given, account?.password ?? randomUUID()) ? account : undefined;
}

function equalInConstantTime(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

import { z } from 'zod';

/** Roles of staff. `agent` records withdrawals only. */
export const STAFF_ROLES = ['admin', 'approver', 'privacy-officer', 'network-operator', 'agent'] as const;
export const staffRoleSchema = z.enum(STAFF_ROLES);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** Who asks, as the gateway established it. Travels in the internal token; subgraphs authorise by it again. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('partner'), clientId: z.uuid() }),
  z.object({ kind: z.literal('staff'), staffId: z.string().min(1).max(64), roles: z.array(staffRoleSchema).min(1) }),
  /** A caller of a page or token endpoint that authenticates by itself (decision page, `/oauth2/token`). */
  z.object({ kind: z.literal('anonymous') }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** Claims of the gateway's token for one request to one service (EdDSA, at most 60 s, `typ: passant-internal+jwt`). */
export const internalClaimsSchema = z.object({
  iss: z.literal('passant-gateway'),
  aud: z.string(),
  actor: actorSchema,
  requestId: z.uuid(),
  /** SHA-256 (hex) of the request body; absent for streamed bodies. */
  bodySha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type InternalClaims = z.infer<typeof internalClaimsSchema>;

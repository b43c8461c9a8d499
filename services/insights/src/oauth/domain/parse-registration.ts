import { z } from 'zod';

const METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** RFC 7591, section 2, as far as it matters here; everything else that a client says of itself is ignored and not kept. */
const metadataSchema = z.object({
  grant_types: z.array(z.literal('client_credentials')).optional(),
  response_types: z.array(z.never()).optional(),
  token_endpoint_auth_method: z.enum(METHODS).default('client_secret_basic'),
  /** Ours: which market's sandbox, where there are several. */
  market: z.string().max(64).optional(),
});

export interface Registration {
  readonly method: (typeof METHODS)[number];
  readonly market: string | null;
}

/** @returns the problem as `error_description`, naming members and never what they held */
export function parseRegistration(
  body: unknown,
):
  | { readonly kind: 'registration'; readonly registration: Registration }
  | { readonly kind: 'refused'; readonly problem: string } {
  const parsed = metadataSchema.safeParse(body ?? {});
  if (!parsed.success) {
    const members = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the document')))];
    const problem = `Not possible here: ${members.join(', ')}. Clients get tokens by client_credentials, with ${METHODS.join(' or ')}.`;
    return { kind: 'refused', problem };
  }
  const { token_endpoint_auth_method: method, market } = parsed.data;
  return { kind: 'registration', registration: { method, market: market ?? null } };
}

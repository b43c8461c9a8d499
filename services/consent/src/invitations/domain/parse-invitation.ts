export const INVITATION_COLUMNS = ['msisdn', 'channel', 'language'] as const;
export type InvitationFields = Readonly<Record<(typeof INVITATION_COLUMNS)[number], string>>;

/** A line to ask, and how. `sign-up`: it was asked with a hand-over apart from the contract; nothing is sent. */
export interface InvitationRow {
  /** E.164 with its plus sign. */
  readonly number: string;
  readonly channel: 'sign-up' | 'text-message' | 'letter';
  readonly language: 'de' | 'en';
}

/** One row of a file of invitations. */
export function parseInvitation(
  fields: InvitationFields,
): { readonly row: InvitationRow } | { readonly problem: 'malformed_number' | 'channel_unknown' | 'language_unknown' } {
  const { msisdn, channel, language } = fields;
  if (!/^\+?[1-9]\d{6,14}$/.test(msisdn)) return { problem: 'malformed_number' };
  if (channel !== 'sign-up' && channel !== 'text-message' && channel !== 'letter')
    return { problem: 'channel_unknown' };
  if (language !== 'de' && language !== 'en') return { problem: 'language_unknown' };
  return { row: { number: `+${msisdn.replace('+', '')}`, channel, language } };
}

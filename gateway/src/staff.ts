import { createLocalJWKSet } from 'jose';
import type { FastifyPluginAsync } from 'fastify';
import { STAFF_ROLES } from '@passant/contracts';
import { ROLES_BY_NAME, type StaffClaims, staffIdsOf } from './authentication/staff-claims';
import { StaffProvider, type StaffProviderSettings } from './authentication/staff-provider';
import type { StaffIssuer } from './authentication/token-verifier';
import type { DevelopmentStaff } from './development-issuer/accounts';
import { createDevelopmentIssuer, ISSUER_PATH } from './development-issuer/development-issuer';
import { developmentIssuerRoutes } from './development-issuer/development-issuer.routes';

/** A provider of staff that is not ours, and how it says what we want to know. */
export interface ExternalStaff {
  readonly provider: Omit<StaffProviderSettings, 'insecure'>;
  readonly claims: Omit<StaffClaims, 'toStaffId' | 'rolesOfPrograms'>;
}

export interface StaffSettings {
  readonly development: boolean;
  readonly publicUrl: string;
  readonly developmentStaff?: DevelopmentStaff;
  readonly externalStaff?: ExternalStaff;
}

/** Where staff log in. */
export interface Staff {
  readonly issuer: StaffIssuer;
  readonly provider: StaffProvider;
  readonly routes?: FastifyPluginAsync;
}

/** The development issuer of staff tokens may exist in development only. */
export class DevelopmentOnly extends Error {
  readonly code = 'DEVELOPMENT_ONLY';

  constructor() {
    super('Development staff (staff.json) is configured, and this is not development. Remove it to start.');
  }
}

/** Staff has one provider, or people could be told apart by their provider alone. */
export class TwoStaffIssuers extends Error {
  readonly code = 'TWO_STAFF_ISSUERS';

  constructor() {
    super('Both STAFF_ISSUER and development staff (staff.json) are configured. Remove one of them to start.');
  }
}

/** The configured provider of staff; none where nobody is staff. @throws DevelopmentOnly, TwoStaffIssuers */
export async function createStaff(settings: StaffSettings): Promise<Staff | undefined> {
  const { development, publicUrl, developmentStaff, externalStaff } = settings;
  if (developmentStaff !== undefined && !development) throw new DevelopmentOnly();
  if (developmentStaff !== undefined && externalStaff !== undefined) throw new TwoStaffIssuers();
  if (developmentStaff !== undefined) return createDevelopment(publicUrl, developmentStaff);
  return externalStaff && createExternal(externalStaff, development);
}

function createExternal({ provider: settings, claims }: ExternalStaff, insecure: boolean): Staff {
  const provider = new StaffProvider({ ...settings, insecure });
  const { issuer } = settings;
  // Programs bring files; whatever needs a decision needs a person who logged in.
  const rolesOfPrograms = ['network-operator'] as const;
  const names = { ...claims, rolesOfPrograms, toStaffId: staffIdsOf(issuer) };
  return { issuer: { issuer, keys: provider.keys, claims: names }, provider };
}

async function createDevelopment(publicUrl: string, seeded: DevelopmentStaff): Promise<Staff> {
  const development = await createDevelopmentIssuer(publicUrl, seeded);
  const issuer = `${publicUrl}${ISSUER_PATH}`;
  const claims: StaffClaims = {
    roles: 'roles',
    valuesOfRole: ROLES_BY_NAME,
    owner: 'owner',
    analystClient: 'passant_client',
    // The launcher acts for all seeded staff.
    rolesOfPrograms: STAFF_ROLES,
    toStaffId: (subject) => subject,
  };
  return {
    issuer: { issuer, keys: createLocalJWKSet(development.jwks), claims },
    provider: new StaffProvider({ issuer, ...development.pagesClient, scope: 'openid', insecure: true }),
    routes: developmentIssuerRoutes(development, seeded),
  };
}

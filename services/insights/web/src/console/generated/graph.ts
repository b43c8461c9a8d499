// Written by `npx nx run web:generate`. Not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Document } from '../../shared/graph/document';
export type AmendContractInput = {
  readonly allZones?: boolean;
  readonly contacts?: ReadonlyArray<ContractContactInput>;
  readonly contractId: string | number;
  /** ISO 4217 */
  readonly currency?: string;
  /** Now, where not given; never in the past. */
  readonly effectiveFrom?: string | null | undefined;
  /** csv, geojson, parquet */
  readonly exportFormats?: ReadonlyArray<string>;
  /** Published figures a local month of the market; null: no quota. */
  readonly figuresPerMonth?: number | null | undefined;
  readonly finestGrain: Grain;
  /** First local day that may be asked about, YYYY-MM-DD. */
  readonly from: string;
  /** Needed where there is more than one market. */
  readonly market?: string | null | undefined;
  /** Per published figure, in minor units of the currency. */
  readonly priceMinorUnitsPerFigure?: number;
  /** presence, visitors, dwell, origin, affinity, flows, frequency, campaign, leaflets, forecast */
  readonly products: ReadonlyArray<string>;
  /** All of them, always. */
  readonly prohibitions?: ReadonlyArray<string>;
  /** place-statistics or public-planning */
  readonly purpose: string;
  /** Null: the gateway's own limits only. */
  readonly questionsPerMinute?: number | null | undefined;
  /** hard: refused beyond the quota; soft: answered all the same, see usageMonths */
  readonly quotaKind?: string;
  /** How long answers may be kept; null: no limit. */
  readonly retentionDays?: number | null | undefined;
  /** Last local day; null: whatever is newest. */
  readonly to?: string | null | undefined;
  /** The zones; not together with allZones. */
  readonly zoneIds?: ReadonlyArray<string | number> | null | undefined;
};

export type AttestContractInput = {
  readonly contractId: string | number;
  /** SHA-256 of the signed document, 64 hexadecimal digits. */
  readonly documentSha256: string;
  /** The version that it is about: each needs its own. */
  readonly number?: number;
  /** All of them: employer-watching-staff, police-and-prosecution, insurer, creditor, political-campaign */
  readonly refusedBuyers: ReadonlyArray<string>;
  /** All of them: watching-staff, police-and-prosecution, insurance, credit, political-targeting, re-identification */
  readonly refusedUses: ReadonlyArray<string>;
  /** The role in which it was declared for the buyer, never a name. */
  readonly statedBy: string;
};

export type BatchState = 'DONE' | 'FAILED' | 'INSPECTED' | 'JOINING' | 'RECEIVED' | 'WAITING_FOR_PANELS';

export type BillingDetailsInput = {
  /** Street and place, as printed. */
  readonly addressLines: ReadonlyArray<string>;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** A shared mailbox: what is issued is kept for ever. */
  readonly email?: string | null | undefined;
  /** A company or authority. */
  readonly name: string;
  /** 1900 is 19 %. */
  readonly vatBasisPoints: number;
  readonly vatId?: string | null | undefined;
  /** Why the rate is as it is; needed where it is 0. */
  readonly vatNote?: string | null | undefined;
};

export type ContractContactInput = {
  /** A shared mailbox, not a person: versions are kept for ever. */
  readonly email: string;
  /** contract, technical, billing, privacy */
  readonly role: string;
};

export type CreateClientInput = {
  readonly kindOfBuyer: string;
  readonly name: string;
};

/** OPEN takes rows; COMPLETED was handed over; CLOSED was measured; EXPIRED died at its deadline. */
export type DayIntakeState = 'CLOSED' | 'COMPLETED' | 'EXPIRED' | 'OPEN';

export type DraftContractInput = {
  readonly allZones?: boolean;
  readonly clientId: string | number;
  readonly contacts?: ReadonlyArray<ContractContactInput>;
  /** ISO 4217 */
  readonly currency?: string;
  /** csv, geojson, parquet */
  readonly exportFormats?: ReadonlyArray<string>;
  /** Published figures a local month of the market; null: no quota. */
  readonly figuresPerMonth?: number | null | undefined;
  readonly finestGrain: Grain;
  /** First local day that may be asked about, YYYY-MM-DD. */
  readonly from: string;
  /** ordinary, pilot, sandbox. It stays what it is. */
  readonly kind?: string;
  /** Needed where there is more than one market. */
  readonly market?: string | null | undefined;
  /** Of a pilot, and only of one: who buys, as the document says. */
  readonly namedBuyer?: string | null | undefined;
  /** Per published figure, in minor units of the currency. */
  readonly priceMinorUnitsPerFigure?: number;
  /** presence, visitors, dwell, origin, affinity, flows, frequency, campaign, leaflets, forecast */
  readonly products: ReadonlyArray<string>;
  /** All of them, always. */
  readonly prohibitions?: ReadonlyArray<string>;
  /** place-statistics or public-planning */
  readonly purpose: string;
  /** Null: the gateway's own limits only. */
  readonly questionsPerMinute?: number | null | undefined;
  /** hard: refused beyond the quota; soft: answered all the same, see usageMonths */
  readonly quotaKind?: string;
  /** How long answers may be kept; null: no limit. */
  readonly retentionDays?: number | null | undefined;
  /** Last local day; null: whatever is newest. */
  readonly to?: string | null | undefined;
  /** From here on it is expired; null: open, which a pilot cannot be. */
  readonly validUntil?: string | null | undefined;
  /** The zones; not together with allZones. */
  readonly zoneIds?: ReadonlyArray<string | number> | null | undefined;
};

/** Hours are UTC hours; days are local days of the market; weeks are ISO weeks; months are calendar months. */
export type Grain = 'DAY' | 'HOUR' | 'MONTH' | 'WEEK';

export type InvoiceIssuerInput = {
  /** Street and place, as printed. */
  readonly addressLines: ReadonlyArray<string>;
  /** Begins its numbers: 2 to 10 capital letters and digits. */
  readonly code: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** A shared mailbox: what is issued is kept for ever. */
  readonly email?: string | null | undefined;
  /** A company or authority. */
  readonly name: string;
  readonly vatId?: string | null | undefined;
};

export type Language = 'de' | 'en';

export type RecordMethodApprovalInput = {
  /** Local day of the market, YYYY-MM-DD; not one that is still to come. */
  readonly approvedOn: string;
  /** The authority or body that approved, never a person. */
  readonly body: string;
  /** SHA-256 of the document, 64 hexadecimal digits. */
  readonly documentSha256: string;
  /** The last local day on which it holds. */
  readonly expiresOn: string;
  readonly market: string;
};

export type RewardBenefitInput = {
  /** By which billing knows it: 2 to 40 small letters, digits and dashes. */
  readonly code: string;
  /** presence, movement, home-area, profile or return-visits. */
  readonly dataKind: string;
  /** As people read it in German: 2 to 80 characters. */
  readonly nameDe: string;
  readonly nameEn: string;
};

export type RewardCreditInput = {
  /** presence, movement, home-area, profile or return-visits. */
  readonly dataKind: string;
  /** 1 to 10,000. */
  readonly minorUnitsPerDay: number;
};

export type WebhookInput = {
  /** For staff: whose it is. A partner's are its own. */
  readonly clientId?: string | number | null | undefined;
  /** Null: all contracts. */
  readonly contractId?: string | number | null | undefined;
  /** release.published, contract.changed, export.finished */
  readonly events: ReadonlyArray<string>;
  /** An HTTPS address on the public internet. */
  readonly url: string;
};

/** REFUSED: the files have problems, there is nothing to approve. */
export type ZonePlanStatus = 'APPROVED' | 'PROPOSED' | 'REFUSED';

export type ClientsQueryVariables = Exact<{ [key: string]: never }>;

export type ClientsQuery = {
  readonly clients: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly kindOfBuyer: string;
    readonly createdAt: string;
  }> | null;
  readonly contracts: ReadonlyArray<{
    readonly id: string;
    readonly state: string;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly client: { readonly id: string; readonly name: string } | null;
    readonly versions: ReadonlyArray<{
      readonly number: number;
      readonly createdBy: string;
      readonly approvedBy: string | null;
      readonly terms: { readonly purpose: string };
    }>;
  }> | null;
};

export type ClientQueryVariables = Exact<{
  id: string | number;
  language: Language;
}>;

export type ClientQuery = {
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly kindOfBuyer: string;
    readonly createdAt: string;
    readonly shownToPeopleAs: string | null;
  } | null;
  readonly contracts: ReadonlyArray<{
    readonly id: string;
    readonly state: string;
    readonly createdAt: string;
    readonly validUntil: string | null;
    readonly versions: ReadonlyArray<{
      readonly number: number;
      readonly approvedBy: string | null;
      readonly terms: { readonly purpose: string; readonly products: ReadonlyArray<string> };
    }>;
  }> | null;
};

export type ApiClientsQueryVariables = Exact<{
  clientId: string | number;
}>;

export type ApiClientsQuery = {
  readonly apiClients: ReadonlyArray<{
    readonly clientId: string;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly method: string;
    readonly previousUntil: string | null;
    readonly revokedAt: string | null;
    readonly revokedBy: string | null;
    readonly rotatedAt: string | null;
  }> | null;
};

export type CreateClientMutationVariables = Exact<{
  input: CreateClientInput;
  idempotencyKey?: string | null | undefined;
}>;

export type CreateClientMutation = { readonly createClient: { readonly id: string } };

export type IssueCredentialsMutationVariables = Exact<{
  clientId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type IssueCredentialsMutation = {
  readonly issueCredentials: { readonly clientId: string; readonly clientSecret: string };
};

export type RotateCredentialsMutationVariables = Exact<{
  clientId: string | number;
  overlapHours: number;
  idempotencyKey?: string | null | undefined;
}>;

export type RotateCredentialsMutation = {
  readonly rotateCredentials: { readonly clientId: string; readonly clientSecret: string };
};

export type RevokeCredentialsMutationVariables = Exact<{
  clientId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type RevokeCredentialsMutation = { readonly revokeCredentials: boolean };

export type ContractQueryVariables = Exact<{
  id: string | number;
}>;

export type ContractQuery = {
  readonly contract: {
    readonly id: string;
    readonly state: string;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly validUntil: string | null;
    readonly kind: string;
    readonly namedBuyer: string | null;
    readonly client: { readonly id: string; readonly name: string; readonly kindOfBuyer: string } | null;
    readonly timeline: ReadonlyArray<{
      readonly at: string;
      readonly what: string;
      readonly state: string | null;
      readonly staffId: string | null;
      readonly reason: string | null;
      readonly version: number | null;
    }>;
    readonly versions: ReadonlyArray<{
      readonly id: string;
      readonly number: number;
      readonly createdBy: string;
      readonly approvedBy: string | null;
      readonly effectiveFrom: string;
      readonly attestation: {
        readonly statedBy: string;
        readonly documentSha256: string;
        readonly recordedBy: string;
        readonly recordedAt: string;
      } | null;
      readonly changes: ReadonlyArray<{
        readonly term: string;
        readonly before: string;
        readonly after: string;
        readonly raises: boolean;
      }>;
      readonly terms: {
        readonly allZones: boolean;
        readonly currency: string;
        readonly exportFormats: ReadonlyArray<string>;
        readonly figuresPerMonth: number | null;
        readonly finestGrain: Grain;
        readonly from: string;
        readonly market: string;
        readonly priceMinorUnitsPerFigure: number;
        readonly products: ReadonlyArray<string>;
        readonly prohibitions: ReadonlyArray<string>;
        readonly purpose: string;
        readonly questionsPerMinute: number | null;
        readonly quotaKind: string | null;
        readonly retentionDays: number | null;
        readonly to: string | null;
        readonly zoneIds: ReadonlyArray<string>;
        readonly contacts: ReadonlyArray<{ readonly email: string; readonly role: string }>;
      };
    }>;
  } | null;
};

export type MarketZonesQueryVariables = Exact<{
  market?: string | null | undefined;
}>;

export type MarketZonesQuery = {
  readonly zones: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly covered: boolean;
    readonly residents: number | null;
  }> | null;
};

export type DraftContractMutationVariables = Exact<{
  input: DraftContractInput;
  idempotencyKey?: string | null | undefined;
}>;

export type DraftContractMutation = { readonly draftContract: { readonly id: string } };

export type AmendContractMutationVariables = Exact<{
  input: AmendContractInput;
  idempotencyKey?: string | null | undefined;
}>;

export type AmendContractMutation = { readonly amendContract: { readonly id: string } };

export type ApproveContractVersionMutationVariables = Exact<{
  contractId: string | number;
  number: number;
  idempotencyKey?: string | null | undefined;
}>;

export type ApproveContractVersionMutation = { readonly approveContractVersion: { readonly id: string } };

export type OfferContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type OfferContractMutation = { readonly taken: { readonly state: string } };

export type SignContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type SignContractMutation = { readonly taken: { readonly state: string } };

export type ActivateContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type ActivateContractMutation = { readonly taken: { readonly state: string } };

export type SuspendContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type SuspendContractMutation = { readonly taken: { readonly state: string } };

export type ResumeContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type ResumeContractMutation = { readonly taken: { readonly state: string } };

export type TerminateContractMutationVariables = Exact<{
  contractId: string | number;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type TerminateContractMutation = { readonly taken: { readonly state: string } };

export type AttestContractMutationVariables = Exact<{
  input: AttestContractInput;
  idempotencyKey?: string | null | undefined;
}>;

export type AttestContractMutation = { readonly attestContract: { readonly id: string } };

export type MarketsQueryVariables = Exact<{ [key: string]: never }>;

export type MarketsQuery = {
  readonly marketLaunches: ReadonlyArray<{ readonly market: string; readonly name: string }> | null;
};

export type MarketLaunchQueryVariables = Exact<{
  market: string;
}>;

export type MarketLaunchQuery = {
  readonly marketLaunch: {
    readonly market: string;
    readonly name: string;
    readonly country: string | null;
    readonly timeZone: string;
    readonly state: string;
    readonly isSimulated: boolean;
    readonly isApproved: boolean;
    readonly isLaunchProposed: boolean;
    readonly isSimulationDeclared: boolean;
    readonly approval: {
      readonly id: string;
      readonly body: string;
      readonly documentSha256: string;
      readonly approvedOn: string;
      readonly expiresOn: string;
    } | null;
    readonly awaitedApproval: {
      readonly id: string;
      readonly body: string;
      readonly documentSha256: string;
      readonly approvedOn: string;
      readonly expiresOn: string;
    } | null;
    readonly timeline: ReadonlyArray<{
      readonly number: number;
      readonly at: string;
      readonly what: string;
      readonly state: string;
      readonly staffId: string;
      readonly reason: string | null;
    }>;
  } | null;
};

export type ApprovalPartsFragment = {
  readonly id: string;
  readonly body: string;
  readonly documentSha256: string;
  readonly approvedOn: string;
  readonly expiresOn: string;
};

export type BeginPilotMutationVariables = Exact<{
  market: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type BeginPilotMutation = { readonly taken: { readonly state: string } };

export type EndPilotMutationVariables = Exact<{
  market: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type EndPilotMutation = { readonly taken: { readonly state: string } };

export type ProposeLaunchMutationVariables = Exact<{
  market: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type ProposeLaunchMutation = { readonly taken: { readonly state: string } };

export type StepBackToPilotMutationVariables = Exact<{
  market: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type StepBackToPilotMutation = { readonly taken: { readonly state: string } };

export type DeclareSimulatedMutationVariables = Exact<{
  market: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type DeclareSimulatedMutation = { readonly taken: { readonly state: string } };

export type ConfirmLaunchMutationVariables = Exact<{
  market: string;
  idempotencyKey?: string | null | undefined;
}>;

export type ConfirmLaunchMutation = { readonly taken: { readonly state: string } };

export type ConfirmSimulatedMutationVariables = Exact<{
  market: string;
  idempotencyKey?: string | null | undefined;
}>;

export type ConfirmSimulatedMutation = { readonly taken: { readonly state: string } };

export type RecordMethodApprovalMutationVariables = Exact<{
  input: RecordMethodApprovalInput;
  idempotencyKey?: string | null | undefined;
}>;

export type RecordMethodApprovalMutation = { readonly recordMethodApproval: { readonly state: string } };

export type ConfirmMethodApprovalMutationVariables = Exact<{
  market: string;
  approvalId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ConfirmMethodApprovalMutation = { readonly confirmMethodApproval: { readonly state: string } };

export type ProcessingStopsQueryVariables = Exact<{ [key: string]: never }>;

export type ProcessingStopsQuery = {
  readonly processingStops: ReadonlyArray<{
    readonly id: string;
    readonly market: string;
    readonly purpose: string | null;
    readonly product: string | null;
    readonly reason: string;
    readonly state: string;
    readonly begunAt: string;
    readonly begunBy: string;
    readonly confirmedBy: string | null;
    readonly since: string | null;
    readonly until: string | null;
    readonly endProposedBy: string | null;
    readonly endReason: string | null;
    readonly endedAt: string | null;
    readonly endedBy: string | null;
  }> | null;
};

export type StopProcessingMutationVariables = Exact<{
  market: string;
  purpose?: string | null | undefined;
  product?: string | null | undefined;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type StopProcessingMutation = { readonly stopProcessing: { readonly id: string } };

export type ConfirmStopMutationVariables = Exact<{
  stopId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ConfirmStopMutation = { readonly confirmStop: { readonly id: string } };

export type ResumeProcessingMutationVariables = Exact<{
  stopId: string | number;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type ResumeProcessingMutation = { readonly resumeProcessing: { readonly id: string } };

export type ApproveResumeMutationVariables = Exact<{
  stopId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ApproveResumeMutation = { readonly approveResume: { readonly id: string } };

export type JudgedDaysQueryVariables = Exact<{
  market: string;
  waiting?: boolean | null | undefined;
}>;

export type JudgedDaysQuery = {
  readonly judgedDays: ReadonlyArray<{
    readonly day: string;
    readonly market: string;
    readonly purpose: string;
    readonly state: string;
    readonly weeks: number;
    readonly judgedAt: string;
    readonly decidedAt: string | null;
    readonly decidedBy: string | null;
    readonly reason: string | null;
    readonly checks: ReadonlyArray<{
      readonly check: string;
      readonly state: string;
      readonly reason: string | null;
      readonly outlying: ReadonlyArray<string>;
      readonly extreme: ReadonlyArray<string>;
    }>;
  }> | null;
};

export type DecideHeldDayMutationVariables = Exact<{
  market: string;
  day: string;
  purpose: string;
  decision: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type DecideHeldDayMutation = { readonly decideHeldDay: { readonly state: string } };

export type ReleasesQueryVariables = Exact<{
  market: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;

export type ReleasesQuery = {
  readonly releases: ReadonlyArray<{
    readonly id: string;
    readonly period: string;
    readonly day: string;
    readonly product: string;
    readonly purpose: string;
    readonly status: string;
    readonly releasedAt: string;
    readonly figures: number;
    readonly published: number;
    readonly suppressed: number;
    readonly noData: number;
    readonly methodVersion: string;
    readonly policyName: string;
    readonly policyVersion: number;
    readonly withdrawalReason: string | null;
    readonly soldFigures: number | null;
    readonly kindsOfBuyer: ReadonlyArray<string> | null;
  }> | null;
};

export type LedgerQueryVariables = Exact<{
  market: string;
  day?: string | null | undefined;
}>;

export type LedgerQuery = {
  readonly ledger: ReadonlyArray<{
    readonly period: string;
    readonly day: string;
    readonly group: string;
    readonly table: string;
    readonly dataKind: string | null;
    readonly rho: string;
    readonly sigmaSquared: number;
    readonly tableSha256: string | null;
  }> | null;
};

export type ClosesQueryVariables = Exact<{
  market: string;
}>;

export type ClosesQuery = {
  readonly closes: ReadonlyArray<{
    readonly period: string;
    readonly state: string;
    readonly reason: string | null;
    readonly attempts: number;
    readonly requestedAt: string;
    readonly endedAt: string | null;
    readonly daysCounted: number | null;
  }> | null;
};

export type WithdrawReleaseMutationVariables = Exact<{
  releaseId: string | number;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type WithdrawReleaseMutation = { readonly withdrawRelease: { readonly id: string } };

export type RetryCloseMutationVariables = Exact<{
  market: string;
  period: string;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type RetryCloseMutation = { readonly retryClose: { readonly state: string } };

export type UsageQueryVariables = Exact<{
  contractId: string | number;
  from: string;
  to: string;
}>;

export type UsageQuery = {
  readonly usageMonths: ReadonlyArray<{
    readonly month: string;
    readonly published: number;
    readonly costMinorUnits: number;
  }> | null;
  readonly usageBreakdown: {
    readonly days: ReadonlyArray<string | null>;
    readonly products: ReadonlyArray<string | null>;
    readonly questions: ReadonlyArray<number>;
    readonly published: ReadonlyArray<number>;
    readonly costMinorUnits: ReadonlyArray<number>;
    readonly currencies: ReadonlyArray<string>;
    readonly hasNextPage: boolean;
  } | null;
};

export type InvoiceDraftQueryVariables = Exact<{
  contractId: string | number;
  month: string;
}>;

export type InvoiceDraftQuery = {
  readonly draftInvoice: {
    readonly month: string;
    readonly currency: string;
    readonly isOver: boolean;
    readonly from: string;
    readonly to: string;
    readonly netMinorUnits: number;
    readonly vatBasisPoints: number | null;
    readonly vatMinorUnits: number | null;
    readonly grossMinorUnits: number | null;
    readonly lines: ReadonlyArray<{
      readonly product: string;
      readonly versionNumber: number;
      readonly questions: number;
      readonly figures: number;
      readonly minorUnitsPerFigure: number;
      readonly netMinorUnits: number;
    }>;
  } | null;
};

export type InvoicesQueryVariables = Exact<{
  contractId?: string | number | null | undefined;
  language: string;
}>;

export type InvoicesQuery = {
  readonly invoices: ReadonlyArray<{
    readonly id: string;
    readonly number: string;
    readonly month: string;
    readonly clientId: string;
    readonly contractId: string;
    readonly issuedAt: string;
    readonly currency: string;
    readonly netMinorUnits: number;
    readonly vatMinorUnits: number;
    readonly grossMinorUnits: number;
    readonly isReproduced: boolean;
    readonly buyer: { readonly name: string };
    readonly printable: { readonly url: string };
    readonly creditNotes: ReadonlyArray<{
      readonly id: string;
      readonly number: string;
      readonly issuedAt: string;
      readonly reason: string;
      readonly netMinorUnits: number;
      readonly grossMinorUnits: number;
      readonly currency: string;
      readonly printable: { readonly url: string };
    }>;
  }> | null;
};

export type BillingQueryVariables = Exact<{
  clientId: string | number;
}>;

export type BillingQuery = {
  readonly billingDetails: {
    readonly name: string;
    readonly addressLines: ReadonlyArray<string>;
    readonly country: string;
    readonly email: string | null;
    readonly vatId: string | null;
    readonly vatBasisPoints: number;
    readonly vatNote: string | null;
  } | null;
  readonly invoiceIssuers: ReadonlyArray<{ readonly code: string; readonly name: string }> | null;
};

export type SetBillingDetailsMutationVariables = Exact<{
  clientId: string | number;
  input: BillingDetailsInput;
  idempotencyKey?: string | null | undefined;
}>;

export type SetBillingDetailsMutation = { readonly setBillingDetails: { readonly clientId: string } };

export type SetInvoiceIssuerMutationVariables = Exact<{
  input: InvoiceIssuerInput;
  idempotencyKey?: string | null | undefined;
}>;

export type SetInvoiceIssuerMutation = { readonly setInvoiceIssuer: { readonly code: string } };

export type IssueInvoiceMutationVariables = Exact<{
  contractId: string | number;
  month: string;
  issuer?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;

export type IssueInvoiceMutation = { readonly issueInvoice: { readonly id: string; readonly number: string } };

export type CreditInvoiceMutationVariables = Exact<{
  invoiceId: string | number;
  netMinorUnits?: number | null | undefined;
  reason: string;
  idempotencyKey?: string | null | undefined;
}>;

export type CreditInvoiceMutation = { readonly creditInvoice: { readonly id: string; readonly number: string } };

export type BatchesQueryVariables = Exact<{
  market?: string | number | null | undefined;
}>;

export type BatchesQuery = {
  readonly batches: ReadonlyArray<{
    readonly id: string;
    readonly market: string;
    readonly name: string;
    readonly state: BatchState;
    readonly stage: string | null;
    readonly bytes: number;
    readonly bytesRead: number;
    readonly rowsRead: number;
    readonly receivedAt: string;
    readonly finishedAt: string | null;
    readonly counters: {
      readonly read: number;
      readonly accepted: number;
      readonly withoutConsent: number;
      readonly duplicate: number;
      readonly rejected: number;
    };
    readonly failure: { readonly code: string; readonly message: string } | null;
  }> | null;
};

export type BatchQueryVariables = Exact<{
  id: string | number;
}>;

export type BatchQuery = {
  readonly batch: {
    readonly id: string;
    readonly market: string;
    readonly name: string;
    readonly sha256: string;
    readonly state: BatchState;
    readonly stage: string | null;
    readonly bytes: number;
    readonly bytesRead: number;
    readonly rowsRead: number;
    readonly receivedAt: string;
    readonly finishedAt: string | null;
    readonly peakMemoryMegabytes: number | null;
    readonly counters: {
      readonly read: number;
      readonly accepted: number;
      readonly withoutConsent: number;
      readonly duplicate: number;
      readonly rejected: number;
    };
    readonly byDay: ReadonlyArray<{
      readonly day: string;
      readonly read: number;
      readonly accepted: number;
      readonly withoutConsent: number;
      readonly duplicate: number;
      readonly rejected: number;
    }>;
    readonly quarantine: ReadonlyArray<{
      readonly reason: string;
      readonly count: number;
      readonly lines: ReadonlyArray<number>;
    }>;
    readonly failure: { readonly code: string; readonly message: string } | null;
  } | null;
};

export type DayIntakesQueryVariables = Exact<{
  market: string | number;
}>;

export type DayIntakesQuery = {
  readonly dayIntakes: ReadonlyArray<{
    readonly day: string;
    readonly state: DayIntakeState;
    readonly hasPanel: boolean;
    readonly completedAt: string | null;
    readonly endedAt: string | null;
    readonly destroyBy: string | null;
    readonly counters: {
      readonly read: number;
      readonly accepted: number;
      readonly withoutConsent: number;
      readonly duplicate: number;
      readonly rejected: number;
    };
  }> | null;
};

export type CompleteDaysMutationVariables = Exact<{
  market: string | number;
  days: ReadonlyArray<string> | string;
  idempotencyKey?: string | null | undefined;
}>;

export type CompleteDaysMutation = { readonly completeDays: ReadonlyArray<{ readonly day: string }> };

export type ZonePlansQueryVariables = Exact<{
  market: string | number;
}>;

export type ZonePlansQuery = {
  readonly zonePlans: ReadonlyArray<{
    readonly id: string;
    readonly version: number;
    readonly status: ZonePlanStatus;
    readonly zoneCount: number;
    readonly proposedAt: string;
    readonly proposedBy: string;
    readonly approvedAt: string | null;
    readonly approvedBy: ReadonlyArray<string>;
    readonly notes: ReadonlyArray<string>;
    readonly locationError: { readonly median: number; readonly p90: number; readonly source: string } | null;
    readonly problems: ReadonlyArray<{ readonly code: string; readonly line: number | null; readonly message: string }>;
  }> | null;
};

export type PlannedZonesQueryVariables = Exact<{
  planId: string | number;
}>;

export type PlannedZonesQuery = {
  readonly zonePlan: {
    readonly zones: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly kind: string;
      readonly residents: number | null;
      readonly covered: boolean;
      readonly shape: string;
    }>;
  } | null;
};

export type ApproveZonePlanMutationVariables = Exact<{
  planId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ApproveZonePlanMutation = { readonly approveZonePlan: { readonly status: ZonePlanStatus } };

export type DeadLettersQueryVariables = Exact<{ [key: string]: never }>;

export type DeadLettersQuery = {
  readonly consentDeadLetters: ReadonlyArray<{
    readonly rowId: string;
    readonly job: string;
    readonly code: string;
    readonly diedAt: string;
  }> | null;
  readonly ingestionDeadLetters: ReadonlyArray<{
    readonly rowId: string;
    readonly job: string;
    readonly code: string;
    readonly diedAt: string;
  }> | null;
  readonly anonymisationDeadLetters: ReadonlyArray<{
    readonly rowId: string;
    readonly job: string;
    readonly code: string;
    readonly diedAt: string;
  }> | null;
  readonly insightsDeadLetters: ReadonlyArray<{
    readonly rowId: string;
    readonly job: string;
    readonly code: string;
    readonly diedAt: string;
  }> | null;
};

export type QueueDepthsQueryVariables = Exact<{ [key: string]: never }>;

export type QueueDepthsQuery = {
  readonly consentQueues: ReadonlyArray<{
    readonly job: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
  }> | null;
  readonly ingestionQueues: ReadonlyArray<{
    readonly job: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
  }> | null;
  readonly anonymisationQueues: ReadonlyArray<{
    readonly job: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
  }> | null;
  readonly insightsQueues: ReadonlyArray<{
    readonly job: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
  }> | null;
};

export type ReplayConsentDeadLetterMutationVariables = Exact<{
  rowId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ReplayConsentDeadLetterMutation = { readonly replayConsentDeadLetter: boolean };

export type ReplayIngestionDeadLetterMutationVariables = Exact<{
  rowId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ReplayIngestionDeadLetterMutation = { readonly replayIngestionDeadLetter: boolean };

export type ReplayAnonymisationDeadLetterMutationVariables = Exact<{
  rowId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ReplayAnonymisationDeadLetterMutation = { readonly replayAnonymisationDeadLetter: boolean };

export type ReplayInsightsDeadLetterMutationVariables = Exact<{
  rowId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ReplayInsightsDeadLetterMutation = { readonly replayInsightsDeadLetter: boolean };

export type ActsQueryVariables = Exact<{
  subjectId?: string | number | null | undefined;
}>;

export type ActsQuery = {
  readonly staffActs: ReadonlyArray<{
    readonly position: number;
    readonly act: string;
    readonly actedAt: string;
    readonly staffId: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly requestId: string | null;
  }> | null;
  readonly consentActs: ReadonlyArray<{
    readonly position: number;
    readonly act: string;
    readonly actedAt: string;
    readonly staffId: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly requestId: string | null;
  }> | null;
  readonly ingestionActs: ReadonlyArray<{
    readonly position: number;
    readonly act: string;
    readonly actedAt: string;
    readonly staffId: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly requestId: string | null;
  }> | null;
  readonly anonymisationActs: ReadonlyArray<{
    readonly position: number;
    readonly act: string;
    readonly actedAt: string;
    readonly staffId: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly requestId: string | null;
  }> | null;
};

export type ComplaintsQueryVariables = Exact<{
  openOnly: boolean;
}>;

export type ComplaintsQuery = {
  readonly complaintsToPrivacyOfficer: ReadonlyArray<{
    readonly id: string;
    readonly reference: string;
    readonly receivedAt: string;
    readonly closedAt: string | null;
    readonly contact: string;
    readonly text: string;
  }> | null;
};

export type CloseComplaintMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type CloseComplaintMutation = { readonly closeComplaint: { readonly id: string } };

export type WebhooksQueryVariables = Exact<{
  clientId: string | number;
}>;

export type WebhooksQuery = {
  readonly webhooks: ReadonlyArray<{
    readonly id: string;
    readonly url: string;
    readonly events: ReadonlyArray<string>;
    readonly state: string;
    readonly createdAt: string;
    readonly previousUntil: string | null;
  }> | null;
};

export type WebhookDeliveriesQueryVariables = Exact<{
  webhookId: string | number;
}>;

export type WebhookDeliveriesQuery = {
  readonly webhookDeliveries: ReadonlyArray<{
    readonly id: string;
    readonly event: string;
    readonly state: string;
    readonly attempts: number;
    readonly createdAt: string;
    readonly deliveredAt: string | null;
    readonly lastStatus: number | null;
    readonly lastProblem: string | null;
  }> | null;
};

export type RegisterWebhookMutationVariables = Exact<{
  input: WebhookInput;
  idempotencyKey?: string | null | undefined;
}>;

export type RegisterWebhookMutation = {
  readonly registerWebhook: { readonly secret: string; readonly webhook: { readonly id: string } };
};

export type RemoveWebhookMutationVariables = Exact<{
  webhookId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type RemoveWebhookMutation = { readonly removeWebhook: { readonly id: string } };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  deliveryId: string | number;
  idempotencyKey?: string | null | undefined;
}>;

export type ReplayWebhookDeliveryMutation = { readonly replayWebhookDelivery: { readonly id: string } };

export type RewardPlansQueryVariables = Exact<{
  market: string;
}>;

export type RewardPlansQuery = {
  readonly rewardPlans: ReadonlyArray<{
    readonly id: string;
    readonly version: number;
    readonly currency: string;
    readonly effectiveFrom: string;
    readonly credits: ReadonlyArray<{ readonly dataKind: string; readonly minorUnitsPerDay: number }>;
    readonly benefits: ReadonlyArray<{ readonly dataKind: string; readonly nameDe: string; readonly nameEn: string }>;
  }> | null;
};

export type PlanRewardsMutationVariables = Exact<{
  market: string;
  effectiveFrom: string;
  currency: string;
  credits: ReadonlyArray<RewardCreditInput> | RewardCreditInput;
  benefits: ReadonlyArray<RewardBenefitInput> | RewardBenefitInput;
  idempotencyKey?: string | null | undefined;
}>;

export type PlanRewardsMutation = { readonly planRewards: { readonly id: string } };

export type EndRewardsMutationVariables = Exact<{
  market: string;
  lastDay: string;
  idempotencyKey?: string | null | undefined;
}>;

export type EndRewardsMutation = { readonly endRewards: { readonly id: string } };

export type ZonesOnMapQueryVariables = Exact<{
  market: string;
}>;

export type ZonesOnMapQuery = {
  readonly zones: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly residents: number | null;
    readonly covered: boolean;
    readonly shape: string | null;
  }> | null;
};

export type DryRunVisitorsQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
}>;

export type DryRunVisitorsQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunPresenceQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
}>;

export type DryRunPresenceQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunDwellQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
}>;

export type DryRunDwellQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunOriginQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
}>;

export type DryRunOriginQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunFlowsQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
  grain: Grain;
}>;

export type DryRunFlowsQuery = {
  readonly answer: {
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type DryRunAffinityQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
}>;

export type DryRunAffinityQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunFrequencyQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
}>;

export type DryRunFrequencyQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type DryRunCampaignQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
}>;

export type DryRunCampaignQuery = {
  readonly answer: {
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type DryRunLeafletsQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
  to: string;
}>;

export type DryRunLeafletsQuery = {
  readonly answer: {
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  } | null;
};

export type DryRunForecastQueryVariables = Exact<{
  contractId: string | number;
  zoneIds: ReadonlyArray<string | number> | string | number;
  from: string;
}>;

export type DryRunForecastQuery = {
  readonly answer: ReadonlyArray<{
    readonly marks: ReadonlyArray<string>;
    readonly cost: {
      readonly currency: string;
      readonly figures: number;
      readonly minorUnits: number;
      readonly quotaLeft: number | null;
    };
  }> | null;
};

export type ZoneNamesQueryVariables = Exact<{
  market: string;
}>;

export type ZoneNamesQuery = { readonly zones: ReadonlyArray<{ readonly id: string; readonly name: string }> | null };

export const clientsDocument: Document<ClientsQuery, ClientsQueryVariables> = {
  name: 'clients',
  text: 'query clients{clients{id name kindOfBuyer createdAt}contracts{id state createdAt createdBy client{id name}versions{number createdBy approvedBy terms{purpose}}}}',
};

export const clientDocument: Document<ClientQuery, ClientQueryVariables> = {
  name: 'client',
  text: 'query client($id:ID!$language:Language!){client(id:$id){id name kindOfBuyer createdAt shownToPeopleAs(language:$language)}contracts(clientId:$id){id state createdAt validUntil versions{number approvedBy terms{purpose products}}}}',
};

export const apiClientsDocument: Document<ApiClientsQuery, ApiClientsQueryVariables> = {
  name: 'apiClients',
  text: 'query apiClients($clientId:ID!){apiClients(clientId:$clientId){clientId createdAt createdBy method previousUntil revokedAt revokedBy rotatedAt}}',
};

export const createClientDocument: Document<CreateClientMutation, CreateClientMutationVariables> = {
  name: 'createClient',
  text: 'mutation createClient($input:CreateClientInput!$idempotencyKey:String){createClient(input:$input idempotencyKey:$idempotencyKey){id}}',
};

export const issueCredentialsDocument: Document<IssueCredentialsMutation, IssueCredentialsMutationVariables> = {
  name: 'issueCredentials',
  text: 'mutation issueCredentials($clientId:ID!$idempotencyKey:String){issueCredentials(clientId:$clientId idempotencyKey:$idempotencyKey){clientId clientSecret}}',
};

export const rotateCredentialsDocument: Document<RotateCredentialsMutation, RotateCredentialsMutationVariables> = {
  name: 'rotateCredentials',
  text: 'mutation rotateCredentials($clientId:ID!$overlapHours:Int!$idempotencyKey:String){rotateCredentials(clientId:$clientId overlapHours:$overlapHours idempotencyKey:$idempotencyKey){clientId clientSecret}}',
};

export const revokeCredentialsDocument: Document<RevokeCredentialsMutation, RevokeCredentialsMutationVariables> = {
  name: 'revokeCredentials',
  text: 'mutation revokeCredentials($clientId:ID!$idempotencyKey:String){revokeCredentials(clientId:$clientId idempotencyKey:$idempotencyKey)}',
};

export const contractDocument: Document<ContractQuery, ContractQueryVariables> = {
  name: 'contract',
  text: 'query contract($id:ID!){contract(id:$id){id state createdAt createdBy validUntil kind namedBuyer client{id name kindOfBuyer}timeline{at what state staffId reason version}versions{id number createdBy approvedBy effectiveFrom attestation{statedBy documentSha256 recordedBy recordedAt}changes{term before after raises}terms{allZones contacts{email role}currency exportFormats figuresPerMonth finestGrain from market priceMinorUnitsPerFigure products prohibitions purpose questionsPerMinute quotaKind retentionDays to zoneIds}}}}',
};

export const marketZonesDocument: Document<MarketZonesQuery, MarketZonesQueryVariables> = {
  name: 'marketZones',
  text: 'query marketZones($market:String){zones(market:$market){id name kind covered residents}}',
};

export const draftContractDocument: Document<DraftContractMutation, DraftContractMutationVariables> = {
  name: 'draftContract',
  text: 'mutation draftContract($input:DraftContractInput!$idempotencyKey:String){draftContract(input:$input idempotencyKey:$idempotencyKey){id}}',
};

export const amendContractDocument: Document<AmendContractMutation, AmendContractMutationVariables> = {
  name: 'amendContract',
  text: 'mutation amendContract($input:AmendContractInput!$idempotencyKey:String){amendContract(input:$input idempotencyKey:$idempotencyKey){id}}',
};

export const approveContractVersionDocument: Document<
  ApproveContractVersionMutation,
  ApproveContractVersionMutationVariables
> = {
  name: 'approveContractVersion',
  text: 'mutation approveContractVersion($contractId:ID!$number:Int!$idempotencyKey:String){approveContractVersion(contractId:$contractId number:$number idempotencyKey:$idempotencyKey){id}}',
};

export const offerContractDocument: Document<OfferContractMutation, OfferContractMutationVariables> = {
  name: 'offerContract',
  text: 'mutation offerContract($contractId:ID!$reason:String$idempotencyKey:String){taken:offerContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const signContractDocument: Document<SignContractMutation, SignContractMutationVariables> = {
  name: 'signContract',
  text: 'mutation signContract($contractId:ID!$reason:String$idempotencyKey:String){taken:signContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const activateContractDocument: Document<ActivateContractMutation, ActivateContractMutationVariables> = {
  name: 'activateContract',
  text: 'mutation activateContract($contractId:ID!$reason:String$idempotencyKey:String){taken:activateContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const suspendContractDocument: Document<SuspendContractMutation, SuspendContractMutationVariables> = {
  name: 'suspendContract',
  text: 'mutation suspendContract($contractId:ID!$reason:String$idempotencyKey:String){taken:suspendContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const resumeContractDocument: Document<ResumeContractMutation, ResumeContractMutationVariables> = {
  name: 'resumeContract',
  text: 'mutation resumeContract($contractId:ID!$reason:String$idempotencyKey:String){taken:resumeContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const terminateContractDocument: Document<TerminateContractMutation, TerminateContractMutationVariables> = {
  name: 'terminateContract',
  text: 'mutation terminateContract($contractId:ID!$reason:String$idempotencyKey:String){taken:terminateContract(contractId:$contractId reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const attestContractDocument: Document<AttestContractMutation, AttestContractMutationVariables> = {
  name: 'attestContract',
  text: 'mutation attestContract($input:AttestContractInput!$idempotencyKey:String){attestContract(input:$input idempotencyKey:$idempotencyKey){id}}',
};

export const marketsDocument: Document<MarketsQuery, MarketsQueryVariables> = {
  name: 'markets',
  text: 'query markets{marketLaunches{market name}}',
};

export const marketLaunchDocument: Document<MarketLaunchQuery, MarketLaunchQueryVariables> = {
  name: 'marketLaunch',
  text: 'query marketLaunch($market:String!){marketLaunch(market:$market){market name country timeZone state isSimulated isApproved isLaunchProposed isSimulationDeclared approval{...approvalParts}awaitedApproval{...approvalParts}timeline{number at what state staffId reason}}}fragment approvalParts on MethodApproval{id body documentSha256 approvedOn expiresOn}',
};

export const beginPilotDocument: Document<BeginPilotMutation, BeginPilotMutationVariables> = {
  name: 'beginPilot',
  text: 'mutation beginPilot($market:String!$reason:String!$idempotencyKey:String){taken:beginPilot(market:$market reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const endPilotDocument: Document<EndPilotMutation, EndPilotMutationVariables> = {
  name: 'endPilot',
  text: 'mutation endPilot($market:String!$reason:String!$idempotencyKey:String){taken:endPilot(market:$market reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const proposeLaunchDocument: Document<ProposeLaunchMutation, ProposeLaunchMutationVariables> = {
  name: 'proposeLaunch',
  text: 'mutation proposeLaunch($market:String!$reason:String!$idempotencyKey:String){taken:proposeLaunch(market:$market reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const stepBackToPilotDocument: Document<StepBackToPilotMutation, StepBackToPilotMutationVariables> = {
  name: 'stepBackToPilot',
  text: 'mutation stepBackToPilot($market:String!$reason:String!$idempotencyKey:String){taken:stepBackToPilot(market:$market reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const declareSimulatedDocument: Document<DeclareSimulatedMutation, DeclareSimulatedMutationVariables> = {
  name: 'declareSimulated',
  text: 'mutation declareSimulated($market:String!$reason:String!$idempotencyKey:String){taken:declareSimulated(market:$market reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const confirmLaunchDocument: Document<ConfirmLaunchMutation, ConfirmLaunchMutationVariables> = {
  name: 'confirmLaunch',
  text: 'mutation confirmLaunch($market:String!$idempotencyKey:String){taken:confirmLaunch(market:$market idempotencyKey:$idempotencyKey){state}}',
};

export const confirmSimulatedDocument: Document<ConfirmSimulatedMutation, ConfirmSimulatedMutationVariables> = {
  name: 'confirmSimulated',
  text: 'mutation confirmSimulated($market:String!$idempotencyKey:String){taken:confirmSimulated(market:$market idempotencyKey:$idempotencyKey){state}}',
};

export const recordMethodApprovalDocument: Document<
  RecordMethodApprovalMutation,
  RecordMethodApprovalMutationVariables
> = {
  name: 'recordMethodApproval',
  text: 'mutation recordMethodApproval($input:RecordMethodApprovalInput!$idempotencyKey:String){recordMethodApproval(input:$input idempotencyKey:$idempotencyKey){state}}',
};

export const confirmMethodApprovalDocument: Document<
  ConfirmMethodApprovalMutation,
  ConfirmMethodApprovalMutationVariables
> = {
  name: 'confirmMethodApproval',
  text: 'mutation confirmMethodApproval($market:String!$approvalId:ID!$idempotencyKey:String){confirmMethodApproval(market:$market approvalId:$approvalId idempotencyKey:$idempotencyKey){state}}',
};

export const processingStopsDocument: Document<ProcessingStopsQuery, ProcessingStopsQueryVariables> = {
  name: 'processingStops',
  text: 'query processingStops{processingStops{id market purpose product reason state begunAt begunBy confirmedBy since until endProposedBy endReason endedAt endedBy}}',
};

export const stopProcessingDocument: Document<StopProcessingMutation, StopProcessingMutationVariables> = {
  name: 'stopProcessing',
  text: 'mutation stopProcessing($market:String!$purpose:String$product:String$reason:String!$idempotencyKey:String){stopProcessing(market:$market purpose:$purpose product:$product reason:$reason idempotencyKey:$idempotencyKey){id}}',
};

export const confirmStopDocument: Document<ConfirmStopMutation, ConfirmStopMutationVariables> = {
  name: 'confirmStop',
  text: 'mutation confirmStop($stopId:ID!$idempotencyKey:String){confirmStop(stopId:$stopId idempotencyKey:$idempotencyKey){id}}',
};

export const resumeProcessingDocument: Document<ResumeProcessingMutation, ResumeProcessingMutationVariables> = {
  name: 'resumeProcessing',
  text: 'mutation resumeProcessing($stopId:ID!$reason:String!$idempotencyKey:String){resumeProcessing(stopId:$stopId reason:$reason idempotencyKey:$idempotencyKey){id}}',
};

export const approveResumeDocument: Document<ApproveResumeMutation, ApproveResumeMutationVariables> = {
  name: 'approveResume',
  text: 'mutation approveResume($stopId:ID!$idempotencyKey:String){approveResume(stopId:$stopId idempotencyKey:$idempotencyKey){id}}',
};

export const judgedDaysDocument: Document<JudgedDaysQuery, JudgedDaysQueryVariables> = {
  name: 'judgedDays',
  text: 'query judgedDays($market:String!$waiting:Boolean){judgedDays(market:$market waiting:$waiting){day market purpose state weeks judgedAt decidedAt decidedBy reason checks{check state reason outlying extreme}}}',
};

export const decideHeldDayDocument: Document<DecideHeldDayMutation, DecideHeldDayMutationVariables> = {
  name: 'decideHeldDay',
  text: 'mutation decideHeldDay($market:String!$day:String!$purpose:String!$decision:String!$reason:String!$idempotencyKey:String){decideHeldDay(market:$market day:$day purpose:$purpose decision:$decision reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const releasesDocument: Document<ReleasesQuery, ReleasesQueryVariables> = {
  name: 'releases',
  text: 'query releases($market:String!$from:String$to:String){releases(market:$market from:$from to:$to){id period day product purpose status releasedAt figures published suppressed noData methodVersion policyName policyVersion withdrawalReason soldFigures kindsOfBuyer}}',
};

export const ledgerDocument: Document<LedgerQuery, LedgerQueryVariables> = {
  name: 'ledger',
  text: 'query ledger($market:String!$day:String){ledger(market:$market day:$day){period day group table dataKind rho sigmaSquared tableSha256}}',
};

export const closesDocument: Document<ClosesQuery, ClosesQueryVariables> = {
  name: 'closes',
  text: 'query closes($market:String!){closes(market:$market){period state reason attempts requestedAt endedAt daysCounted}}',
};

export const withdrawReleaseDocument: Document<WithdrawReleaseMutation, WithdrawReleaseMutationVariables> = {
  name: 'withdrawRelease',
  text: 'mutation withdrawRelease($releaseId:ID!$reason:String!$idempotencyKey:String){withdrawRelease(releaseId:$releaseId reason:$reason idempotencyKey:$idempotencyKey){id}}',
};

export const retryCloseDocument: Document<RetryCloseMutation, RetryCloseMutationVariables> = {
  name: 'retryClose',
  text: 'mutation retryClose($market:String!$period:String!$reason:String!$idempotencyKey:String){retryClose(market:$market period:$period reason:$reason idempotencyKey:$idempotencyKey){state}}',
};

export const usageDocument: Document<UsageQuery, UsageQueryVariables> = {
  name: 'usage',
  text: 'query usage($contractId:ID!$from:String!$to:String!){usageMonths(contractId:$contractId){month published costMinorUnits}usageBreakdown(contractId:$contractId from:$from to:$to by:[DAY PRODUCT]first:1000){days products questions published costMinorUnits currencies hasNextPage}}',
};

export const invoiceDraftDocument: Document<InvoiceDraftQuery, InvoiceDraftQueryVariables> = {
  name: 'invoiceDraft',
  text: 'query invoiceDraft($contractId:ID!$month:String!){draftInvoice(contractId:$contractId month:$month){month currency isOver from to netMinorUnits vatBasisPoints vatMinorUnits grossMinorUnits lines{product versionNumber questions figures minorUnitsPerFigure netMinorUnits}}}',
};

export const invoicesDocument: Document<InvoicesQuery, InvoicesQueryVariables> = {
  name: 'invoices',
  text: 'query invoices($contractId:ID$language:String!){invoices(contractId:$contractId){id number month clientId contractId issuedAt currency netMinorUnits vatMinorUnits grossMinorUnits isReproduced buyer{name}printable(language:$language){url}creditNotes{id number issuedAt reason netMinorUnits grossMinorUnits currency printable(language:$language){url}}}}',
};

export const billingDocument: Document<BillingQuery, BillingQueryVariables> = {
  name: 'billing',
  text: 'query billing($clientId:ID!){billingDetails(clientId:$clientId){name addressLines country email vatId vatBasisPoints vatNote}invoiceIssuers{code name}}',
};

export const setBillingDetailsDocument: Document<SetBillingDetailsMutation, SetBillingDetailsMutationVariables> = {
  name: 'setBillingDetails',
  text: 'mutation setBillingDetails($clientId:ID!$input:BillingDetailsInput!$idempotencyKey:String){setBillingDetails(clientId:$clientId input:$input idempotencyKey:$idempotencyKey){clientId}}',
};

export const setInvoiceIssuerDocument: Document<SetInvoiceIssuerMutation, SetInvoiceIssuerMutationVariables> = {
  name: 'setInvoiceIssuer',
  text: 'mutation setInvoiceIssuer($input:InvoiceIssuerInput!$idempotencyKey:String){setInvoiceIssuer(input:$input idempotencyKey:$idempotencyKey){code}}',
};

export const issueInvoiceDocument: Document<IssueInvoiceMutation, IssueInvoiceMutationVariables> = {
  name: 'issueInvoice',
  text: 'mutation issueInvoice($contractId:ID!$month:String!$issuer:String$idempotencyKey:String){issueInvoice(contractId:$contractId month:$month issuer:$issuer idempotencyKey:$idempotencyKey){id number}}',
};

export const creditInvoiceDocument: Document<CreditInvoiceMutation, CreditInvoiceMutationVariables> = {
  name: 'creditInvoice',
  text: 'mutation creditInvoice($invoiceId:ID!$netMinorUnits:Float$reason:String!$idempotencyKey:String){creditInvoice(invoiceId:$invoiceId netMinorUnits:$netMinorUnits reason:$reason idempotencyKey:$idempotencyKey){id number}}',
};

export const batchesDocument: Document<BatchesQuery, BatchesQueryVariables> = {
  name: 'batches',
  text: 'query batches($market:ID){batches(market:$market){id market name state stage bytes bytesRead rowsRead receivedAt finishedAt counters{read accepted withoutConsent duplicate rejected}failure{code message}}}',
};

export const batchDocument: Document<BatchQuery, BatchQueryVariables> = {
  name: 'batch',
  text: 'query batch($id:ID!){batch(id:$id){id market name sha256 state stage bytes bytesRead rowsRead receivedAt finishedAt peakMemoryMegabytes counters{read accepted withoutConsent duplicate rejected}byDay{day read accepted withoutConsent duplicate rejected}quarantine{reason count lines}failure{code message}}}',
};

export const dayIntakesDocument: Document<DayIntakesQuery, DayIntakesQueryVariables> = {
  name: 'dayIntakes',
  text: 'query dayIntakes($market:ID!){dayIntakes(market:$market){day state hasPanel completedAt endedAt destroyBy counters{read accepted withoutConsent duplicate rejected}}}',
};

export const completeDaysDocument: Document<CompleteDaysMutation, CompleteDaysMutationVariables> = {
  name: 'completeDays',
  text: 'mutation completeDays($market:ID!$days:[String!]!$idempotencyKey:String){completeDays(market:$market days:$days idempotencyKey:$idempotencyKey){day}}',
};

export const zonePlansDocument: Document<ZonePlansQuery, ZonePlansQueryVariables> = {
  name: 'zonePlans',
  text: 'query zonePlans($market:ID!){zonePlans(market:$market){id version status zoneCount proposedAt proposedBy approvedAt approvedBy notes locationError{median p90 source}problems{code line message}}}',
};

export const plannedZonesDocument: Document<PlannedZonesQuery, PlannedZonesQueryVariables> = {
  name: 'plannedZones',
  text: 'query plannedZones($planId:ID!){zonePlan(id:$planId){zones{id name kind residents covered shape}}}',
};

export const approveZonePlanDocument: Document<ApproveZonePlanMutation, ApproveZonePlanMutationVariables> = {
  name: 'approveZonePlan',
  text: 'mutation approveZonePlan($planId:ID!$idempotencyKey:String){approveZonePlan(planId:$planId idempotencyKey:$idempotencyKey){status}}',
};

export const deadLettersDocument: Document<DeadLettersQuery, DeadLettersQueryVariables> = {
  name: 'deadLetters',
  text: 'query deadLetters{consentDeadLetters{rowId job code diedAt}ingestionDeadLetters{rowId job code diedAt}anonymisationDeadLetters{rowId job code diedAt}insightsDeadLetters{rowId job code diedAt}}',
};

export const queueDepthsDocument: Document<QueueDepthsQuery, QueueDepthsQueryVariables> = {
  name: 'queueDepths',
  text: 'query queueDepths{consentQueues{job waiting active delayed failed}ingestionQueues{job waiting active delayed failed}anonymisationQueues{job waiting active delayed failed}insightsQueues{job waiting active delayed failed}}',
};

export const replayConsentDeadLetterDocument: Document<
  ReplayConsentDeadLetterMutation,
  ReplayConsentDeadLetterMutationVariables
> = {
  name: 'replayConsentDeadLetter',
  text: 'mutation replayConsentDeadLetter($rowId:ID!$idempotencyKey:String){replayConsentDeadLetter(rowId:$rowId idempotencyKey:$idempotencyKey)}',
};

export const replayIngestionDeadLetterDocument: Document<
  ReplayIngestionDeadLetterMutation,
  ReplayIngestionDeadLetterMutationVariables
> = {
  name: 'replayIngestionDeadLetter',
  text: 'mutation replayIngestionDeadLetter($rowId:ID!$idempotencyKey:String){replayIngestionDeadLetter(rowId:$rowId idempotencyKey:$idempotencyKey)}',
};

export const replayAnonymisationDeadLetterDocument: Document<
  ReplayAnonymisationDeadLetterMutation,
  ReplayAnonymisationDeadLetterMutationVariables
> = {
  name: 'replayAnonymisationDeadLetter',
  text: 'mutation replayAnonymisationDeadLetter($rowId:ID!$idempotencyKey:String){replayAnonymisationDeadLetter(rowId:$rowId idempotencyKey:$idempotencyKey)}',
};

export const replayInsightsDeadLetterDocument: Document<
  ReplayInsightsDeadLetterMutation,
  ReplayInsightsDeadLetterMutationVariables
> = {
  name: 'replayInsightsDeadLetter',
  text: 'mutation replayInsightsDeadLetter($rowId:ID!$idempotencyKey:String){replayInsightsDeadLetter(rowId:$rowId idempotencyKey:$idempotencyKey)}',
};

export const actsDocument: Document<ActsQuery, ActsQueryVariables> = {
  name: 'acts',
  text: 'query acts($subjectId:ID){staffActs(subjectId:$subjectId){position act actedAt staffId subjectKind subjectId requestId}consentActs(subjectId:$subjectId){position act actedAt staffId subjectKind subjectId requestId}ingestionActs(subjectId:$subjectId){position act actedAt staffId subjectKind subjectId requestId}anonymisationActs(subjectId:$subjectId){position act actedAt staffId subjectKind subjectId requestId}}',
};

export const complaintsDocument: Document<ComplaintsQuery, ComplaintsQueryVariables> = {
  name: 'complaints',
  text: 'query complaints($openOnly:Boolean!){complaintsToPrivacyOfficer(openOnly:$openOnly){id reference receivedAt closedAt contact text}}',
};

export const closeComplaintDocument: Document<CloseComplaintMutation, CloseComplaintMutationVariables> = {
  name: 'closeComplaint',
  text: 'mutation closeComplaint($id:ID!$idempotencyKey:String){closeComplaint(id:$id idempotencyKey:$idempotencyKey){id}}',
};

export const webhooksDocument: Document<WebhooksQuery, WebhooksQueryVariables> = {
  name: 'webhooks',
  text: 'query webhooks($clientId:ID!){webhooks(clientId:$clientId){id url events state createdAt previousUntil}}',
};

export const webhookDeliveriesDocument: Document<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables> = {
  name: 'webhookDeliveries',
  text: 'query webhookDeliveries($webhookId:ID!){webhookDeliveries(webhookId:$webhookId){id event state attempts createdAt deliveredAt lastStatus lastProblem}}',
};

export const registerWebhookDocument: Document<RegisterWebhookMutation, RegisterWebhookMutationVariables> = {
  name: 'registerWebhook',
  text: 'mutation registerWebhook($input:WebhookInput!$idempotencyKey:String){registerWebhook(input:$input idempotencyKey:$idempotencyKey){secret webhook{id}}}',
};

export const removeWebhookDocument: Document<RemoveWebhookMutation, RemoveWebhookMutationVariables> = {
  name: 'removeWebhook',
  text: 'mutation removeWebhook($webhookId:ID!$idempotencyKey:String){removeWebhook(webhookId:$webhookId idempotencyKey:$idempotencyKey){id}}',
};

export const replayWebhookDeliveryDocument: Document<
  ReplayWebhookDeliveryMutation,
  ReplayWebhookDeliveryMutationVariables
> = {
  name: 'replayWebhookDelivery',
  text: 'mutation replayWebhookDelivery($deliveryId:ID!$idempotencyKey:String){replayWebhookDelivery(deliveryId:$deliveryId idempotencyKey:$idempotencyKey){id}}',
};

export const rewardPlansDocument: Document<RewardPlansQuery, RewardPlansQueryVariables> = {
  name: 'rewardPlans',
  text: 'query rewardPlans($market:String!){rewardPlans(market:$market){id version currency effectiveFrom credits{dataKind minorUnitsPerDay}benefits{dataKind nameDe nameEn}}}',
};

export const planRewardsDocument: Document<PlanRewardsMutation, PlanRewardsMutationVariables> = {
  name: 'planRewards',
  text: 'mutation planRewards($market:String!$effectiveFrom:String!$currency:String!$credits:[RewardCreditInput!]!$benefits:[RewardBenefitInput!]!$idempotencyKey:String){planRewards(market:$market effectiveFrom:$effectiveFrom currency:$currency credits:$credits benefits:$benefits idempotencyKey:$idempotencyKey){id}}',
};

export const endRewardsDocument: Document<EndRewardsMutation, EndRewardsMutationVariables> = {
  name: 'endRewards',
  text: 'mutation endRewards($market:String!$lastDay:String!$idempotencyKey:String){endRewards(market:$market lastDay:$lastDay idempotencyKey:$idempotencyKey){id}}',
};

export const zonesOnMapDocument: Document<ZonesOnMapQuery, ZonesOnMapQueryVariables> = {
  name: 'zonesOnMap',
  text: 'query zonesOnMap($market:String!){zones(market:$market){id name kind residents covered shape}}',
};

export const dryRunVisitorsDocument: Document<DryRunVisitorsQuery, DryRunVisitorsQueryVariables> = {
  name: 'dryRunVisitors',
  text: 'query dryRunVisitors($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!){answer:visitors(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to grain:$grain){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunPresenceDocument: Document<DryRunPresenceQuery, DryRunPresenceQueryVariables> = {
  name: 'dryRunPresence',
  text: 'query dryRunPresence($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!){answer:presence(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to grain:$grain){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunDwellDocument: Document<DryRunDwellQuery, DryRunDwellQueryVariables> = {
  name: 'dryRunDwell',
  text: 'query dryRunDwell($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!){answer:dwell(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to grain:$grain){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunOriginDocument: Document<DryRunOriginQuery, DryRunOriginQueryVariables> = {
  name: 'dryRunOrigin',
  text: 'query dryRunOrigin($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!){answer:origin(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to grain:$grain){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunFlowsDocument: Document<DryRunFlowsQuery, DryRunFlowsQueryVariables> = {
  name: 'dryRunFlows',
  text: 'query dryRunFlows($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!$grain:Grain!){answer:flows(contractId:$contractId estimate:true from:$from to:$to grain:$grain fromZoneIds:$zoneIds){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunAffinityDocument: Document<DryRunAffinityQuery, DryRunAffinityQueryVariables> = {
  name: 'dryRunAffinity',
  text: 'query dryRunAffinity($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!){answer:affinity(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunFrequencyDocument: Document<DryRunFrequencyQuery, DryRunFrequencyQueryVariables> = {
  name: 'dryRunFrequency',
  text: 'query dryRunFrequency($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!){answer:frequency(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunCampaignDocument: Document<DryRunCampaignQuery, DryRunCampaignQueryVariables> = {
  name: 'dryRunCampaign',
  text: 'query dryRunCampaign($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!){answer:campaign(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunLeafletsDocument: Document<DryRunLeafletsQuery, DryRunLeafletsQueryVariables> = {
  name: 'dryRunLeaflets',
  text: 'query dryRunLeaflets($contractId:ID!$zoneIds:[ID!]!$from:String!$to:String!){answer:leaflets(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from to:$to leaflets:20000){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const dryRunForecastDocument: Document<DryRunForecastQuery, DryRunForecastQueryVariables> = {
  name: 'dryRunForecast',
  text: 'query dryRunForecast($contractId:ID!$zoneIds:[ID!]!$from:String!){answer:forecast(contractId:$contractId estimate:true zoneIds:$zoneIds from:$from){cost{currency figures minorUnits quotaLeft}marks}}',
};

export const zoneNamesDocument: Document<ZoneNamesQuery, ZoneNamesQueryVariables> = {
  name: 'zoneNames',
  text: 'query zoneNames($market:String!){zones(market:$market){id name}}',
};

import {
  DATA_KINDS,
  type DataKind,
  type KindOfBuyer,
  KINDS_OF_BUYER,
  type Purpose,
  PURPOSES,
} from '@passant/contracts';

/** Who answers for what. Names with an address, as people are told. */
export interface Parties {
  readonly controller: string;
  readonly seller: string;
  readonly processor: string;
  /** How the privacy officer is reached. */
  readonly privacyContact: string;
}

/** What a record is made from: the facts of the audit log and what holds for everybody. Times are ISO 8601. */
export interface RecordSource {
  readonly entryId: string;
  readonly createdAt: string;
  readonly facts: RecordFacts;
  readonly parties: Parties;
  readonly publicUrl: string;
}

export interface RecordFacts {
  readonly reference: string;
  readonly line: string;
  readonly origin: string;
  readonly notice: { readonly version: string; readonly language: string; readonly sha256: string } | null;
  readonly evidence: Readonly<Record<string, string>> | null;
  readonly decisions: readonly {
    readonly purpose: string;
    readonly dataKind: string;
    readonly state: string;
    readonly decidedAt: string;
    readonly effectiveFrom: string;
    readonly expiresAt: string | null;
  }[];
  /** Of a pause, which decides nothing else. */
  readonly pause?: { readonly from: string; readonly until: string };
}

/** Terms of the W3C Data Privacy Vocabulary 2 (https://w3id.org/dpv). */
const PURPOSE_TERMS = {
  'place-statistics': ['dpv:SellInsightsFromData', 'dpv:CommercialResearch'],
  'public-planning': ['dpv:ImproveTransportMobility', 'dpv:PublicPolicyMaking'],
} as const satisfies Record<Purpose, readonly string[]>;

const DATA_TERMS = {
  presence: ['pd:Location'],
  movement: ['pd:Location'],
  'return-visits': ['pd:Location'],
  'home-area': ['pd:PostalCode'],
  profile: ['pd:AgeRange', 'pd:Gender'],
} as const satisfies Record<DataKind, readonly string[]>;

const STATUS_TERMS: Readonly<Record<string, string>> = {
  unknown: 'dpv:ConsentUnknown',
  requested: 'dpv:ConsentRequested',
  deferred: 'dpv:ConsentRequestDeferred',
  given: 'dpv:ConsentGiven',
  renewed: 'dpv:RenewedConsentGiven',
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
  expired: 'dpv:ConsentExpired',
  // Ended by somebody else than the person, e.g. with the contract.
  terminated: 'dpv:ConsentRevoked',
  invalidated: 'dpv:ConsentInvalidated',
};

const CONTEXT = {
  dcterms: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  passant: 'urn:passant:terms:',
};

const BUYERS_OF: Readonly<Record<Purpose, readonly KindOfBuyer[]>> = {
  'place-statistics': KINDS_OF_BUYER.filter((kind) => kind !== 'public-planning'),
  'public-planning': ['public-planning', 'research'],
};

const party = (role: string, name: string) => ({ '@type': role, 'schema:name': name });

/**
 * A receipt with its record, structured after ISO/IEC TS 27560 in DPV terms; which fields are filled, and which not and why, stands in the README.
 * It says nothing that the facts do not say, but what holds for everybody.
 */
export function toRecord({ entryId, createdAt, facts, parties, publicUrl }: RecordSource) {
  const decided = facts.decisions;
  return {
    '@context': CONTEXT,
    '@id': `urn:uuid:${entryId}`,
    '@type': 'dpv:ConsentReceipt',
    'dcterms:identifier': facts.reference,
    'dcterms:created': createdAt,
    'dcterms:publisher': party('dpv:DataController', parties.controller),
    'passant:decisions': decided,
    ...(facts.pause ? { 'passant:pause': facts.pause } : {}),
    'dpv:hasRecordOfActivity': {
      '@type': 'dpv:ConsentRecord',
      'dcterms:identifier': facts.reference,
      'dpv:hasDataSubject': { '@id': `urn:uuid:${facts.line}`, '@type': 'dpv:Consumer' },
      'dpv:hasDataController': {
        ...party('dpv:DataController', parties.controller),
        'dpv:hasContact': parties.privacyContact,
      },
      'dpv:hasDataProcessor': party('dpv:DataProcessor', parties.processor),
      'dpv:hasApplicableLaw': 'eu-gdpr:GDPR',
      'dpv:hasNotice': facts.notice && {
        '@type': 'dpv:ConsentNotice',
        'dcterms:identifier': facts.notice.version,
        'dcterms:language': facts.notice.language,
        'passant:sha256': facts.notice.sha256,
      },
      'passant:origin': facts.origin,
      'passant:evidence': facts.evidence,
      'dpv:hasRight': { '@id': 'eu-gdpr:A7-3', 'passant:exercisedAt': `${publicUrl}/decide` },
      'dpv:hasProcess': PURPOSES.filter((purpose) => decided.some((one) => one.purpose === purpose)).map((purpose) =>
        toProcess(purpose, decided, parties),
      ),
    },
  };
}

function toProcess(purpose: Purpose, decided: RecordFacts['decisions'], { seller }: Parties) {
  const own = decided.filter((one) => one.purpose === purpose);
  const kinds = DATA_KINDS.filter((kind) => own.some(({ dataKind }) => dataKind === kind));
  return {
    '@type': 'dpv:Process',
    'passant:purpose': purpose,
    'dpv:hasPurpose': PURPOSE_TERMS[purpose],
    'dpv:hasLegalBasis': 'eu-gdpr:A6-1-a',
    'dpv:hasPersonalData': [...new Set(kinds.flatMap((kind): readonly string[] => DATA_TERMS[kind]))],
    'dpv:hasProcessing': ['dpv:Collect', 'dpv:Pseudonymise', 'dpv:Anonymise'],
    'dpv:hasRecipient': [
      party('dpv:Recipient', seller),
      ...BUYERS_OF[purpose].map((kind) => ({
        '@type': 'dpv:Recipient',
        'passant:kindOfBuyer': kind,
        'passant:receives': 'statistics',
      })),
    ],
    'dpv:hasStorageCondition': kinds.map((kind) => ({
      '@type': 'dpv:StorageDuration',
      'passant:dataKind': kind,
      'dpv:hasDuration': kind === 'return-visits' ? 'P33D' : 'P2D',
    })),
    'dpv:hasConsentStatus': own.map(({ dataKind, state, decidedAt, effectiveFrom, expiresAt }) => ({
      '@id': STATUS_TERMS[state] ?? 'dpv:ConsentUnknown',
      'passant:dataKind': dataKind,
      'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime', '@value': decidedAt },
      'passant:effectiveFrom': { '@type': 'xsd:dateTime', '@value': effectiveFrom },
      'passant:expiresAt': expiresAt && { '@type': 'xsd:dateTime', '@value': expiresAt },
    })),
  };
}

import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import { CONSENT_STATES } from '../decisions/domain/consent-state';

const text = { type: 'string', minLength: 1 } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const uuidUrn = { type: 'string', pattern: '^urn:uuid:[0-9a-f-]{36}$' } as const;
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const base64 = { type: 'string', contentEncoding: 'base64', minLength: 1 } as const;
const typedInstant = closed({ '@type': { const: 'xsd:dateTime' }, '@value': instant });

/** An object with exactly these members, all of them required. */
function closed<Properties extends Record<string, unknown>>(properties: Properties) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false } as const;
}

const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: object, minItems = 1) => ({ type: 'array', items, minItems });
const party = (role: string) => closed({ '@type': { const: role }, 'schema:name': text });

const decided = closed({
  purpose: { enum: PURPOSES },
  dataKind: { enum: DATA_KINDS },
  state: { enum: CONSENT_STATES },
  decidedAt: instant,
  effectiveFrom: instant,
  expiresAt: nullable(instant),
});
const pause = closed({ from: instant, until: instant });

/** Of a pause, which decides nothing; of everything else, at least one decision. */
const decisionsOrPause = (shape: ReturnType<typeof closed>, names: { decisions: string; pause: string }) => ({
  ...shape,
  properties: { ...shape.properties, [names.pause]: pause },
  if: { required: [names.pause] },
  then: { properties: { [names.decisions]: { maxItems: 0 } } },
  else: { properties: { [names.decisions]: { minItems: 1 } } },
});

const notice = closed({ version: text, language: text, sha256 });

const process = closed({
  '@type': { const: 'dpv:Process' },
  'passant:purpose': { enum: PURPOSES },
  'dpv:hasPurpose': list({ type: 'string', pattern: '^dpv:' }),
  'dpv:hasLegalBasis': { const: 'eu-gdpr:A6-1-a' },
  'dpv:hasPersonalData': list({ type: 'string', pattern: '^pd:' }),
  'dpv:hasProcessing': list({ type: 'string', pattern: '^dpv:' }),
  'dpv:hasRecipient': list({
    type: 'object',
    properties: { '@type': { const: 'dpv:Recipient' } },
    required: ['@type'],
  }),
  'dpv:hasStorageCondition': list(
    closed({
      '@type': { const: 'dpv:StorageDuration' },
      'passant:dataKind': { enum: DATA_KINDS },
      'dpv:hasDuration': { type: 'string', format: 'duration' },
    }),
  ),
  'dpv:hasConsentStatus': list(
    closed({
      '@id': { type: 'string', pattern: '^dpv:(Consent[A-Za-z]+|RenewedConsentGiven)$' },
      'passant:dataKind': { enum: DATA_KINDS },
      'dpv:isIndicatedAtTime': typedInstant,
      'passant:effectiveFrom': typedInstant,
      'passant:expiresAt': nullable(typedInstant),
    }),
  ),
});

const record = decisionsOrPause(
  closed({
    '@context': { type: 'object', additionalProperties: { type: 'string', format: 'uri' } },
    '@id': uuidUrn,
    '@type': { const: 'dpv:ConsentReceipt' },
    'dcterms:identifier': text,
    'dcterms:created': instant,
    'dcterms:publisher': party('dpv:DataController'),
    'passant:decisions': list(decided, 0),
    'dpv:hasRecordOfActivity': closed({
      '@type': { const: 'dpv:ConsentRecord' },
      'dcterms:identifier': text,
      'dpv:hasDataSubject': closed({ '@id': uuidUrn, '@type': { const: 'dpv:Consumer' } }),
      'dpv:hasDataController': closed({ ...party('dpv:DataController').properties, 'dpv:hasContact': text }),
      'dpv:hasDataProcessor': party('dpv:DataProcessor'),
      'dpv:hasApplicableLaw': { const: 'eu-gdpr:GDPR' },
      'dpv:hasNotice': nullable(
        closed({
          '@type': { const: 'dpv:ConsentNotice' },
          'dcterms:identifier': text,
          'dcterms:language': text,
          'passant:sha256': sha256,
        }),
      ),
      'passant:origin': text,
      'passant:evidence': nullable({ type: 'object', additionalProperties: { type: 'string' } }),
      'dpv:hasRight': closed({
        '@id': { const: 'eu-gdpr:A7-3' },
        'passant:exercisedAt': { type: 'string', format: 'uri' },
      }),
      'dpv:hasProcess': list(process, 0),
    }),
  }),
  { decisions: 'passant:decisions', pause: 'passant:pause' },
);

/** JSON Schema (2020-12) of a receipt; of our own, structured after ISO/IEC TS 27560. Published at `/transparency/receipt.schema.json`. */
export const RECEIPT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:passant:receipt:1',
  title: 'Receipt of a decision',
  ...closed({
    format: { const: 'passant-receipt/1' },
    record,
    audit: closed({
      entry: closed({
        service: { const: 'consent' },
        id: { type: 'string', format: 'uuid' },
        kind: { const: 'decision' },
        at: instant,
        commitment: sha256,
      }),
      opening: closed({
        salt: base64,
        facts: decisionsOrPause(
          closed({
            reference: text,
            line: { type: 'string', format: 'uuid' },
            origin: text,
            notice: nullable(notice),
            evidence: nullable({ type: 'object', additionalProperties: { type: 'string' } }),
            decisions: list(decided, 0),
          }),
          { decisions: 'decisions', pause: 'pause' },
        ),
      }),
    }),
    signature: { type: 'string', pattern: '^[\\w-]+\\.\\.[\\w-]+$' },
    inclusion: nullable(
      closed({
        index: { type: 'integer', minimum: 0 },
        size: { type: 'integer', minimum: 1 },
        path: list(base64, 0),
        checkpoint: text,
      }),
    ),
  }),
} as const;

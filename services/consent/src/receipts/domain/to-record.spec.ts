import { CONSENT_STATES } from '../../decisions/domain/consent-state';
import { type RecordFacts, toRecord } from './to-record';

const facts: RecordFacts = {
  reference: 'P-2345-6789',
  line: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a11',
  origin: 'page',
  notice: { version: '3', language: 'de', sha256: 'ab'.repeat(32) },
  evidence: null,
  decisions: (['presence', 'profile', 'return-visits'] as const).map((dataKind) => ({
    purpose: 'place-statistics',
    dataKind,
    state: 'given',
    decidedAt: '2026-06-10T10:00:00.000Z',
    effectiveFrom: '2026-06-10T10:00:00.000Z',
    expiresAt: null,
  })),
};
const toRecordOf = (changed: Partial<RecordFacts>) =>
  toRecord({
    entryId: '0b0f6a5e-43a8-4c52-8f3f-0f7d8a2f2a12',
    createdAt: '2026-06-10T10:00:00.000Z',
    facts: { ...facts, ...changed },
    parties: { controller: 'C', seller: 'S', processor: 'P', privacyContact: 'dpo@example.org' },
    publicUrl: 'https://passant.example',
  })['dpv:hasRecordOfActivity'];

describe('a record of a decision', () => {
  it('names purpose, personal data and legal basis in the terms of the Data Privacy Vocabulary', () => {
    const [process] = toRecordOf({})['dpv:hasProcess'];
    expect(process).toMatchObject({
      'dpv:hasPurpose': ['dpv:SellInsightsFromData', 'dpv:CommercialResearch'],
      'dpv:hasPersonalData': ['pd:Location', 'pd:AgeRange', 'pd:Gender'],
      'dpv:hasLegalBasis': 'eu-gdpr:A6-1-a',
    });
    expect(toRecordOf({})['dpv:hasRight']).toEqual({
      '@id': 'eu-gdpr:A7-3',
      'passant:exercisedAt': 'https://passant.example/decide',
    });
    const planning = facts.decisions.map((one) => ({ ...one, purpose: 'public-planning', dataKind: 'home-area' }));
    expect(toRecordOf({ decisions: planning })['dpv:hasProcess']).toMatchObject([
      {
        'dpv:hasPurpose': ['dpv:ImproveTransportMobility', 'dpv:PublicPolicyMaking'],
        'dpv:hasPersonalData': ['pd:PostalCode'],
      },
    ]);
  });

  it('has a term for every state, and a process a purpose', () => {
    const terms = CONSENT_STATES.map((state) => {
      const decisions = facts.decisions.map((one) => ({ ...one, state }));
      return toRecordOf({ decisions })['dpv:hasProcess'][0]!['dpv:hasConsentStatus'][0]!['@id'];
    });
    expect(new Set(terms).size).toBe(CONSENT_STATES.length);
    const both = [...facts.decisions, { ...facts.decisions[0]!, purpose: 'public-planning' }];
    expect(toRecordOf({ decisions: both })['dpv:hasProcess']).toHaveLength(2);
  });
});

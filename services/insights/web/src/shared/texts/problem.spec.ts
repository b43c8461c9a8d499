import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemTexts } from './problem.texts';

const ROOT = join(__dirname, '..', '..', '..', '..', '..', '..');
const INSIGHTS = 'services/insights/src';
/** Refusals of what an analyst asks, and of what is on the way of a question. */
const SOURCES = [
  ...['figures', 'usage', 'exports', 'zones', 'contracts', 'oauth'].map((one) => `${INSIGHTS}/${one}/${one}.errors.ts`),
  ...['acts/acts.errors.ts', 'stops/stops.errors.ts', 'errors/domain-error.ts'].map(
    (one) => `libs/platform/src/${one}`,
  ),
  ...['errors.ts', 'graph/graph-errors.ts', 'graph/mask-errors.ts'].map((one) => `gateway/src/${one}`),
];
/** Of steps that staff take, of files between services, and of addresses that no page asks for. */
const NOT_AT_THE_EXPLORER = [
  ...['CONTRACT_STEP_NOT_POSSIBLE', 'CREATOR_MAY_NOT_APPROVE', 'REASON_MISSING', 'CONTRACT_VERSIONS_OVERLAP'],
  ...['CONTRACT_CHANGED', 'CONTRACT_NOT_ATTESTED', 'ATTESTATION_INCOMPLETE', 'ATTESTATION_NOT_POSSIBLE'],
  ...['CONTRACT_TERMS_INVALID', 'PUBLIC_KEY_INVALID', 'ARTEFACT_INVALID', 'NOT_FOUND'],
  ...['DEVELOPMENT_ONLY', 'TWO_STAFF_ISSUERS'],
];
/** Verbs of what to do: a sentence that has none of them only complains. */
const DOES = {
  en: /\b(try|ask|choose|look|check|load|wait|give|press|leave|read|mend|send|log in|export it|tell us)\b/i,
  de: /\b(noch einmal|wählen|fragen|fragen Sie|prüfen|neu|warten|angeben|drücken|lassen|weglassen|ausbessern|senden|bitten|steht|nennen)\b/i,
};

const codes = [...new Set(SOURCES.flatMap((file) => codesIn(readFileSync(join(ROOT, file), 'utf8'))))].filter(
  (code) => !NOT_AT_THE_EXPLORER.includes(code),
);

function codesIn(source: string): string[] {
  return [...source.matchAll(/(?:code = |failure\(\s*|code: |Set\(\[[^\]]*?|^ {2})'([A-Z][A-Z_]{6,})'/gm)].map(
    ([, code]) => code!,
  );
}

test('the codes are read from where they are thrown', () => {
  expect(codes).toEqual(
    expect.arrayContaining([
      ...['QUESTION_TOO_LARGE', 'QUOTA_EXCEEDED', 'ZONE_UNKNOWN', 'SERVICE_UNAVAILABLE', 'COST_BUDGET_SPENT'],
      ...['OPERATION_TIMED_OUT', 'GRAPHQL_PARSE_FAILED', 'PROCESSING_STOPPED', 'INPUT_INVALID', 'INTERNAL'],
    ]),
  );
});

test.each(codes.flatMap((code) => (['en', 'de'] as const).map((language) => [code, language] as const)))(
  '%s says in %s what is wrong and what to do',
  (code, language) => {
    const sentence = problemTexts[language][code] ?? '';
    expect(sentence).toMatch(DOES[language]);
    expect(sentence).toMatch(/\.$/);
    expect(sentence).not.toContain(code);
  },
);

test('both languages know the same', () => {
  expect(Object.keys(problemTexts.de)).toEqual(Object.keys(problemTexts.en));
});

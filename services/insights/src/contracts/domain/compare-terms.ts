import { GRAINS, type Terms } from './terms';

/** One term that differs between two versions, as text. */
export interface TermChange {
  readonly term: string;
  readonly before: string;
  readonly after: string;
  /** It entitles to more than before. */
  readonly raises: boolean;
}

/** What a term is called, how it reads, and whether the second entitles to something that the first does not. */
interface Comparison {
  readonly term: string;
  readonly read: (terms: Terms) => readonly string[];
  readonly raises: (before: Terms, after: Terms) => boolean;
}

const LISTED = 50;
/** Of long lists the first ones. */
const toText = (words: readonly string[]): string =>
  words.slice(0, LISTED).join(', ') + (words.length > LISTED ? ` and ${words.length - LISTED} more` : '');
const adds = <Word>(before: readonly Word[], after: readonly Word[]): boolean =>
  after.some((word) => !before.includes(word));
/** Null is no limit at all. */
const exceeds = (before: number | null, after: number | null): boolean =>
  before !== null && (after === null || after > before);

const COMPARISONS: readonly Comparison[] = [
  { term: 'market', read: ({ market }) => [market], raises: () => true },
  { term: 'purpose', read: ({ purpose }) => [purpose], raises: () => true },
  {
    term: 'products',
    read: ({ products }) => products,
    raises: (before, after) => adds(before.products, after.products),
  },
  {
    term: 'zones',
    read: ({ zones }) => (zones === 'all' ? ['all'] : zones),
    raises: (before, after) => addsZones(before.zones, after.zones),
  },
  {
    term: 'finestGrain',
    read: ({ finestGrain }) => [finestGrain],
    raises: (before, after) => GRAINS.indexOf(after.finestGrain) < GRAINS.indexOf(before.finestGrain),
  },
  {
    term: 'history',
    read: ({ history: { from, to } }) => [`${from} to ${to ?? 'the newest day'}`],
    raises: ({ history: before }, { history: after }) =>
      after.from < before.from || (before.to !== null && (after.to === null || after.to > before.to)),
  },
  {
    term: 'price',
    read: ({ price }) => [`${price.minorUnitsPerFigure} ${price.currency} in minor units`],
    raises: () => false,
  },
  {
    term: 'quota',
    read: ({ quota }) => [quota ? `${quota.figuresPerMonth} figures a month (${quota.kind})` : 'none'],
    raises: ({ quota: before }, { quota: after }) =>
      exceeds(before?.figuresPerMonth ?? null, after?.figuresPerMonth ?? null) ||
      (before?.kind === 'hard' && after?.kind === 'soft'),
  },
  {
    term: 'questionsPerMinute',
    read: ({ questionsPerMinute }) => [String(questionsPerMinute ?? 'no limit')],
    raises: (before, after) => exceeds(before.questionsPerMinute, after.questionsPerMinute),
  },
  {
    term: 'exportFormats',
    read: ({ exportFormats }) => exportFormats,
    raises: (before, after) => adds(before.exportFormats, after.exportFormats),
  },
  {
    term: 'prohibitions',
    read: ({ prohibitions }) => prohibitions,
    raises: (before, after) => adds(after.prohibitions, before.prohibitions),
  },
  {
    term: 'retentionDays',
    read: ({ retentionDays }) => [String(retentionDays ?? 'no limit')],
    raises: (before, after) => exceeds(before.retentionDays, after.retentionDays),
  },
  {
    term: 'contacts',
    read: ({ contacts }) => contacts.map(({ role, email }) => `${role} ${email}`),
    raises: () => false,
  },
];

/** Every term that is not the same, in a fixed order; lists in another order are the same. */
export const compareTerms = (before: Terms, after: Terms): TermChange[] =>
  COMPARISONS.flatMap(({ term, read, raises }) => {
    const [was, is] = [[...read(before)].sort(), [...read(after)].sort()];
    if (was.join('\n') === is.join('\n')) return [];
    return [{ term, before: toText(was), after: toText(is), raises: raises(before, after) }];
  });

function addsZones(before: Terms['zones'], after: Terms['zones']): boolean {
  if (before === 'all') return false;
  if (after === 'all') return true;
  const had = new Set(before);
  return after.some((zone) => !had.has(zone));
}

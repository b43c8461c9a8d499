/**
 * An operation over lines, for reading. Documents of the page are stripped of what means nothing, and have no strings that
 * hold braces.
 */
export function spreadOut(text: string): string {
  let depth = 0;
  let isInside = 0;
  let written = '';
  for (const [token] of text.matchAll(/[{}()]|[^{}()]+/g)) {
    const indent = () => `\n${'  '.repeat(depth)}`;
    if (token === '(' || token === ')') isInside += token === '(' ? 1 : -1;
    if (token === '{' && isInside === 0) {
      depth += 1;
      written += ` {${indent()}`;
    } else if (token === '}' && isInside === 0) {
      depth -= 1;
      written = `${written.trimEnd()}${indent()}}${indent()}`;
    } else if (isInside > 0 || token === ')') written += token;
    else
      written += token
        .trim()
        .replace(/(?<!:)\s+(?=[\w$.])/g, (_, at: number) => (depth === 0 || at === 0 ? ' ' : indent()));
  }
  return written.trim();
}

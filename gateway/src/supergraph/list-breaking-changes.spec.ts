import { readFileSync } from 'node:fs';
import { listBreakingChanges } from './list-breaking-changes';
import { supergraphFile } from './supergraph-file';

const supergraph = readFileSync(supergraphFile, 'utf8');

/** The type with its body changed. */
function change(type: string, from: RegExp, to: string): string {
  const body = new RegExp(`(^|\\n)(type|enum|input) ${type}\\b[^{]*\\{[^}]*\\}`).exec(supergraph)![0];
  const changed = body.replace(from, to);
  expect(changed).not.toBe(body);
  return supergraph.replace(body, () => changed);
}

describe('what breaks programs of partners', () => {
  test('is nothing where the graph stays, or grows', () => {
    expect(listBreakingChanges(supergraph, supergraph)).toEqual([]);
    const grown = change('Zone', /\n\s*id: ID!/, '$&\n  nickname: String @join__field(graph: INSIGHTS)');
    expect(listBreakingChanges(supergraph, grown)).toEqual([]);
  });

  test('is a field that goes, with its name', () => {
    const gone = change('Zone', /\n\s*"{3}Whether[^"]*"{3}\n\s*covered: .*/, '');
    expect(listBreakingChanges(supergraph, gone)).toEqual(['Zone.covered was removed.']);
  });

  test('is a field that may be null from now on', () => {
    expect(listBreakingChanges(supergraph, change('Zone', /(\n\s*name: String)!/, '$1'))).toEqual([
      'Zone.name changed type from String! to String.',
    ]);
  });

  test('is not what staff alone see', () => {
    expect(listBreakingChanges(supergraph, change('Batch', /\n\s*bytesRead: .*/, ''))).toEqual([]);
  });
});

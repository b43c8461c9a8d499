import { EngineFailed } from './engine-failed';
import { fileExpression } from './expressions';

const expression = (path: string, format = 'Native'): string =>
  fileExpression('/scratch/it\'s "here"', { path, format, structure: "time DateTime('UTC')" });

describe('fileExpression', () => {
  it('quotes folder and structure', () => {
    expect(expression('a.native.lz4')).toBe(
      "file('/scratch/it\\'s \"here\"/a.native.lz4', 'Native', 'time DateTime(\\'UTC\\')')",
    );
  });

  it.each(['segments/{_partition_id}.native', 'panel-*.native', 'panel-{0,1}.native'])('takes the glob %s', (path) => {
    expect(expression(path)).toContain(path);
  });

  it.each(['../other', '/etc/passwd', "a' OR 1", 'a/../../b', '', '.', 'a\nb', 'a b', '.hidden'])(
    'refuses the path %j',
    (path) => expect(() => expression(path)).toThrow(EngineFailed),
  );

  it('refuses a format that is no word', () => {
    expect(() => expression('a', "CSV', 'x")).toThrow(EngineFailed);
  });
});

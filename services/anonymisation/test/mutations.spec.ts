import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from '../mutations/mutations.mjs';

const root = join(__dirname, '..', '..', '..');

test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  'the mutation "%s" applies, and its test is there',
  (_, { file, find, replace, test: { project, file: testFile } }) => {
    expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
    expect(existsSync(join(root, project, testFile))).toBe(true);
  },
);

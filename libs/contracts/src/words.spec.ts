import { actorSchema } from './actor';
import { claimCheckSchema, HAND_OVERS } from './claim-check';
import { kitSchema } from './market';
import { GROUP_CODES, groupOf, GROUPS, groupsServing, PURPOSES, SERVICES } from './words';

describe('groups', () => {
  test('are disjoint: a set of purposes falls into exactly one', () => {
    expect(groupOf(new Set())).toBeUndefined();
    expect(groupOf(new Set(['place-statistics']))).toBe('place-statistics');
    expect(groupOf(new Set(['public-planning']))).toBe('public-planning');
    expect(groupOf(new Set(PURPOSES))).toBe('both');
  });

  test('serve a purpose only where everybody in them permits it', () => {
    for (const purpose of PURPOSES) {
      const other = PURPOSES.find((candidate) => candidate !== purpose)!;
      expect(groupsServing(purpose)).toEqual([purpose, 'both']);
      expect(groupsServing(purpose)).not.toContain(other);
    }
  });

  test('have codes of their own', () => {
    expect(new Set(GROUPS.map((group) => GROUP_CODES[group])).size).toBe(GROUPS.length);
  });
});

describe('hand-overs', () => {
  test('stand between known services, and identities and places never go to the same taker in the clear', () => {
    for (const { from, to } of Object.values(HAND_OVERS)) {
      expect(SERVICES).toContain(from);
      for (const taker of to) expect(SERVICES).toContain(taker);
    }
    expect(HAND_OVERS.panels.to).toEqual(['ingestion']);
    expect(HAND_OVERS.segments.to).toEqual(['anonymisation']);
    expect(HAND_OVERS.footprints.to).toEqual(['anonymisation']);
  });

  test.each(['../secrets', '/etc/passwd', 'a/../b', 'A', ''])('refuse the object key "%s"', (objectKey) => {
    const check = { handOver: 'panels', objectKey, sha256: 'a'.repeat(64) };

    expect(claimCheckSchema.safeParse(check).success).toBe(false);
    expect(claimCheckSchema.safeParse({ ...check, objectKey: 'leipzig/2026-06-08/1.sealed' }).success).toBe(true);
  });
});

describe('a kit', () => {
  const kit = { name: 'Leipzig', country: 'DE', timeZone: 'Europe/Berlin', firstDay: '2026-06-08', cells: 'cells.csv' };

  test('needs its cells and nothing else', () => {
    expect(kitSchema.parse(kit)).toEqual(kit);
    expect(kitSchema.safeParse({ ...kit, cells: undefined }).success).toBe(false);
  });

  test.each(['../cells.csv', 'folder/cells.csv', 'folder\\cells.csv', ''])(
    'keeps its files in its folder: "%s"',
    (cells) => {
      expect(kitSchema.safeParse({ ...kit, cells }).success).toBe(false);
    },
  );
});

describe('an actor', () => {
  test('is staff only with a role, and a partner only with a client', () => {
    expect(actorSchema.safeParse({ kind: 'staff', staffId: 'nora', roles: [] }).success).toBe(false);
    expect(actorSchema.safeParse({ kind: 'partner' }).success).toBe(false);
    expect(actorSchema.safeParse({ kind: 'anonymous' }).success).toBe(true);
  });
});

import fc from 'fast-check';
import { openAnswer, sealAnswer } from './seal-answer';

const KEY = 'a-key-of-the-caller';

describe('a kept answer', () => {
  it('is read again with its key, dates included', () => {
    const answer = {
      id: 'x',
      at: new Date('2025-03-30T01:00:00Z'),
      end: null,
      list: [1, { on: new Date(0) }],
      done: true,
    };
    expect(openAnswer(sealAnswer(answer, KEY, 'ada'), KEY, 'ada')).toEqual(answer);
  });

  it('shows nothing of a secret', () => {
    expect(sealAnswer({ clientSecret: 'once-and-no-more' }, KEY, 'ada').toString('latin1')).not.toContain('once');
  });

  it('is closed to any other key and scope, and to whoever changes a byte', () => {
    const sealed = sealAnswer('answer', KEY, 'ada');
    expect(() => openAnswer(sealed, `${KEY}x`, 'ada')).toThrow();
    expect(() => openAnswer(sealed, KEY, 'anton')).toThrow();
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(sealed);
        changed[at] = changed[at]! ^ change;
        expect(() => openAnswer(changed, KEY, 'ada')).toThrow();
      }),
    );
  });
});

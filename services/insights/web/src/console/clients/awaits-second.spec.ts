import { findAwaited, type Pending } from './awaits-second';

const contract = (given: Partial<Pending>): Pending => ({
  ...{ state: 'active', createdBy: 'ada', versions: [{ number: 1, createdBy: 'ada', approvedBy: 'anton' }], ...given },
});
const proposed = { number: 2, createdBy: 'boris', approvedBy: null };

describe('what waits for a second person', () => {
  it('is a signed contract, named with who wrote it', () => {
    const versions = [{ number: 1, createdBy: 'ada', approvedBy: null }];
    expect(findAwaited(contract({ state: 'signed', versions }))).toEqual([{ kind: 'activation', writtenBy: 'ada' }]);
  });

  it.each(['draft', 'offered'])('is nothing of a contract that is %s: its own author goes on', (state) => {
    const versions = [{ number: 1, createdBy: 'ada', approvedBy: null }];
    expect(findAwaited(contract({ state, versions }))).toEqual([]);
  });

  it.each(['active', 'suspended'])('is each version of an %s contract that nobody approved', (state) => {
    expect(findAwaited(contract({ state, versions: [...contract({}).versions, proposed] }))).toEqual([
      { kind: 'version', number: 2, writtenBy: 'boris' },
    ]);
  });

  it.each(['terminated', 'expired'])('is nothing of one that is %s', (state) => {
    expect(findAwaited(contract({ state, versions: [proposed] }))).toEqual([]);
  });
});

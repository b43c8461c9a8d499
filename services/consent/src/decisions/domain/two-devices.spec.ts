import fc from 'fast-check';
import { isNo, isValid, type ConsentState } from './consent-state';
import { CONSENT_LASTS_MS, decideChange, NOTICE_VALID_MS, type Wish } from './decide-change';
import type { Decision } from './decision';
import { toDecisionTime } from './order-decision';
import { ONCE_ALL_COUNTS, resolveState } from './resolve-state';

const MINUTE = 60_000;
const SIM_CHANGE_MS = 72 * 60 * MINUTE;
const DEVICES = ['phone', 'tablet'] as const;
type Device = (typeof DEVICES)[number];

/** What stands on a device, however long ago it was opened: which notice, since when, and whether it showed a yes. */
interface OpenPage {
  readonly edition: number;
  readonly servedAt: number;
  readonly showsYes: boolean;
}

/** What anybody would say of one purpose and data kind, without any of the code's words. */
interface Model {
  now: number;
  /** Of the notice that people are shown. */
  edition: number;
  isJournalWell: boolean;
  newSimAt: number;
  answer: 'none' | 'later' | 'yes' | 'no';
  /** Of a yes: until when, and to which notice. */
  until: number;
  to: number;
  /** Editions up to this one are void. */
  voidUpTo: number;
  readonly pages: Map<Device, OpenPage>;
}
const permits = ({ answer, until, to, voidUpTo, now }: Model): boolean =>
  answer === 'yes' && now < until && to > voidUpTo;

/** How often somebody answered from a page that the world had moved on from, because of the other device, an officer or time. */
const MET = {
  'shows a yes that is no more': 0,
  'shows no yes, and there is one': 0,
  'of an older notice': 0,
  'too old': 0,
};

function meet(model: Model, page: OpenPage | undefined): void {
  if (!page) return;
  if (page.showsYes && !permits(model)) MET['shows a yes that is no more'] += 1;
  if (!page.showsYes && permits(model)) MET['shows no yes, and there is one'] += 1;
  if (page.edition !== model.edition) MET['of an older notice'] += 1;
  if (model.now - page.servedAt > NOTICE_VALID_MS) MET['too old'] += 1;
}

/** What is recorded, in the order of arrival, and decided by the code. */
class Recorded {
  readonly decisions: (Decision & { readonly edition: number | undefined })[] = [];

  stateAt(now: number, decisions: readonly Decision[] = this.decisions): ConsentState {
    return resolveState(decisions, ONCE_ALL_COUNTS, now);
  }
}

abstract class Step implements fc.Command<Model, Recorded> {
  check(): boolean {
    return true;
  }

  abstract take(model: Model, recorded: Recorded): void;

  run(model: Model, recorded: Recorded): void {
    this.take(model, recorded);
    const state = recorded.stateAt(model.now);
    expect(isValid(state)).toBe(permits(model));
    if (model.answer === 'no') expect(isNo(state)).toBe(true);
    // The order of arrival makes no difference.
    expect(recorded.stateAt(model.now, [...recorded.decisions].reverse())).toBe(state);
  }
}

class Wait extends Step {
  constructor(private readonly minutes: number) {
    super();
  }
  take(model: Model): void {
    model.now += this.minutes * MINUTE;
  }
  override toString = (): string => `${this.minutes} minutes pass`;
}

class World extends Step {
  constructor(private readonly event: 'new notice' | 'notice void' | 'journal fails' | 'journal mends' | 'new SIM') {
    super();
  }
  take(model: Model, { decisions }: Recorded): void {
    if (this.event === 'journal fails') model.isJournalWell = false;
    if (this.event === 'journal mends') model.isJournalWell = true;
    if (this.event === 'new SIM') model.newSimAt = model.now;
    if (this.event === 'notice void') {
      model.voidUpTo = model.edition;
      for (const [index, decision] of decisions.entries())
        if (decision.edition !== undefined)
          decisions[index] = { ...decision, invalidatedAt: decision.invalidatedAt ?? model.now };
    }
    if (this.event.includes('notice')) model.edition += 1;
  }
  override toString = (): string => this.event;
}

class Open extends Step {
  constructor(private readonly device: Device) {
    super();
  }
  take(model: Model): void {
    const page = { edition: model.edition, servedAt: model.now, showsYes: permits(model) };
    model.pages.set(this.device, page);
  }
  override toString = (): string => `${this.device} opens the page`;
}

/** Whoever holds a device confirms what stands on it, once or again; the page may be older than what the other device did. */
class Confirm extends Step {
  constructor(
    private readonly device: Device,
    private readonly choice: 'yes' | 'no' | 'not now',
    /** How far the clock of the server that records it is ahead. */
    private readonly aheadMs: number,
  ) {
    super();
  }

  take(model: Model, recorded: Recorded): void {
    const page = model.pages.get(this.device);
    meet(model, page);
    const wish = this.toWish(page);
    const { now } = model;
    const change = decideChange({
      current: recorded.stateAt(now),
      wish,
      noticeServedAt: page?.servedAt,
      isNoticeCurrent: page?.edition === model.edition,
      journalWritable: model.isJournalWell,
      blockedBy: now < model.newSimAt + SIM_CHANGE_MS ? 'SIM_CHANGED' : undefined,
      now,
    });
    expect([change.kind, wish].join(' ')).not.toMatch(/^refused (refuse|defer)$/);
    if (change.kind === 'record') {
      const last = Math.max(...recorded.decisions.map(({ decidedAt }) => decidedAt));
      const isYes = isValid(change.state);
      recorded.decisions.push({
        ...{ purpose: 'place-statistics', dataKind: 'presence', state: change.state, effectiveFrom: now },
        decidedAt: toDecisionTime(now + this.aheadMs, recorded.decisions.length > 0 ? last : undefined),
        expiresAt: isYes ? now + CONSENT_LASTS_MS : null,
        edition: isYes ? page?.edition : undefined,
      });
    }
    this.answer(model, page);
  }

  /** A page that shows a yes offers to renew it, one that does not offers to give it. */
  private toWish(page: OpenPage | undefined): Wish {
    if (this.choice === 'no') return 'refuse';
    if (this.choice === 'not now') return 'defer';
    return page?.showsYes ? 'renew' : 'allow';
  }

  /** A no always counts; "not now" where nobody answered, or the yes is over by itself; a yes to a notice of today that this very device was shown within half an hour. */
  private answer(model: Model, page: OpenPage | undefined): void {
    const isInForce = permits(model);
    if (this.choice === 'no') model.answer = 'no';
    else if (this.choice === 'not now') {
      const isOver = model.answer === 'yes' && model.to > model.voidUpTo && !isInForce;
      if (model.answer === 'none' || isOver) model.answer = 'later';
    } else {
      const isOfToday = page !== undefined && page.edition === model.edition;
      const isShown = isOfToday && model.now - page.servedAt <= NOTICE_VALID_MS;
      const isBlocked = model.now < model.newSimAt + SIM_CHANGE_MS || !model.isJournalWell;
      if (!isShown || isBlocked || (isInForce && !page.showsYes)) return;
      Object.assign(model, { answer: 'yes', until: model.now + CONSENT_LASTS_MS, to: page.edition });
    }
  }
  override toString = (): string => `${this.device} says ${this.choice}, ${this.aheadMs} ms ahead`;
}

const device = fc.constantFrom(...DEVICES);
const choice = fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'not now' as const);
const steps = fc.commands(
  [
    device.map((of) => new Open(of)),
    device.map((of) => new Open(of)),
    fc.tuple(device, choice, fc.nat(5_000)).map(([of, said, ahead]) => new Confirm(of, said, ahead)),
    fc.tuple(device, choice, fc.nat(5_000)).map(([of, said, ahead]) => new Confirm(of, said, ahead)),
    fc.oneof(fc.nat(40), fc.integer({ min: 0, max: 800 * 24 * 60 })).map((minutes) => new Wait(minutes)),
    fc
      .constantFrom('new notice', 'notice void', 'journal fails', 'journal mends', 'journal mends', 'new SIM')
      .map((event) => new World(event as ConstructorParameters<typeof World>[0])),
  ],
  { maxCommands: 40 },
);

const newModel = (): Model => ({
  ...{ now: 0, edition: 1, isJournalWell: true, newSimAt: -SIM_CHANGE_MS, answer: 'none', until: 0, to: 0 },
  ...{ voidUpTo: 0, pages: new Map() },
});

describe('5.2 two devices, each with the page that it was shown', () => {
  it('leave exactly what the model says, however what they do is interleaved with each other, a clock, a privacy officer and faults', () => {
    fc.assert(
      fc.property(steps, (commands) => {
        fc.modelRun(() => {
          const model = newModel();
          return { model, real: new Recorded() };
        }, commands);
      }),
      { numRuns: 2000 },
    );
    // Otherwise the steps would not have been interleaved.
    expect(Object.entries(MET).filter(([, times]) => times === 0)).toEqual([]);
  });
});

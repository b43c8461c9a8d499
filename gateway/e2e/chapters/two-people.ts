import { type Market, marketIdSchema } from '@passant/contracts';
import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { attest } from '../../../libs/stack/src/story/activate';
import { type Ask, openAccountsOfAda } from '../support/accounts-of-ada';
import { eventually, Operator } from '../support/operator';
import type { RunningStack } from '../support/running-stack';
import type { NetworkFiles } from '../support/squares';

const [admin, approver, officer, operator] = [
  { staff: 'ada-admin' },
  { staff: 'anton-approver' },
  { staff: 'petra-privacy' },
  { staff: 'nora-network' },
] as const;
const STORY_MS = 60_000;

export interface NewMarket {
  readonly stack: RunningStack;
  readonly gateway: GatewayClient;
  /** Another market takes its files and its first day. */
  readonly like: Market;
  readonly files: NetworkFiles;
}

/** Whatever takes two people, tried by one of them with three accounts: her own, a program of hers, and a second log-in. */
export function tellTwoPeople(open: () => NewMarket): void {
  describe('nobody is two people by having two accounts', () => {
    let market: Market;
    let accounts: Readonly<Record<string, Ask>>;

    /** What each other account of `ada-admin` is told when it takes the second half. */
    const tryAlone = async (mutation: string, variables: Record<string, unknown>) => {
      const told: unknown[] = [];
      for (const ask of Object.values(accounts))
        told.push((await ask(mutation, variables)).errors?.[0]?.extensions?.code);
      return told;
    };
    const bothTold = (code: string) => [code, code];
    const inMarket = (mutation: string, rest = '') =>
      `mutation ($market: String!) { done: ${mutation}(market: $market${rest}) { state } }`;

    test(
      'a zone plan, proposed by another: the second approval is not hers again',
      async () => {
        const { stack, gateway, like, files } = open();
        market = { ...like, id: marketIdSchema.parse('zweistadt'), name: 'Zweistadt' };
        accounts = await openAccountsOfAda(stack);
        for (const kind of ['cells', 'zones', 'population'] as const) {
          const contentType = kind === 'zones' ? 'application/geo+json' : 'text/csv';
          const path = `/uploads/network/${market.id}/${kind}`;
          expect((await gateway.upload(operator, { path, contentType }, files[kind])).status).toBeLessThan(300);
        }
        const { id } = await new Operator(gateway, market, stack.folder).proposePlan();
        const approve = 'mutation ($id: ID!) { done: approveZonePlan(planId: $id) { status } }';
        expect(await gateway.ask(admin, approve, { id })).toEqual({ done: { status: 'PROPOSED' } });
        expect(await tryAlone(approve, { id })).toEqual(bothTold('APPROVAL_REFUSED'));
        expect(await gateway.ask(approver, approve, { id })).toEqual({ done: { status: 'APPROVED' } });
      },
      STORY_MS,
    );

    test(
      'going live: neither the approval of the method nor the launch is confirmed by her',
      async () => {
        const { gateway } = open();
        const [variables, why] = [{ market: market.id }, ', reason: "All is ready for it."'];
        await eventually('the seller knows the market', async () => {
          const { errors } = await gateway.askRaw(admin, inMarket('beginPilot', why), variables);
          return errors ? undefined : true;
        });
        const record = `mutation ($input: RecordMethodApprovalInput!) {
          done: recordMethodApproval(input: $input) { awaitedApproval { id } } }`;
        const { done } = await gateway.ask<{ done: { awaitedApproval: { id: string } } }>(admin, record, {
          input: {
            ...{ market: market.id, documentSha256: 'a'.repeat(64), body: 'nobody: a test' },
            ...{ approvedOn: market.firstDay, expiresOn: `${new Date().getUTCFullYear() + 1}-12-31` },
          },
        });
        const confirm = `mutation ($market: String!, $id: ID!) {
          done: confirmMethodApproval(market: $market, approvalId: $id) { isApproved } }`;
        const approval = { ...variables, id: done.awaitedApproval.id };
        expect(await tryAlone(confirm, approval)).toEqual(bothTold('SECOND_PERSON_NEEDED'));
        expect(await gateway.ask(officer, confirm, approval)).toEqual({ done: { isApproved: true } });

        await gateway.ask(admin, inMarket('proposeLaunch', why), variables);
        expect(await tryAlone(inMarket('confirmLaunch'), variables)).toEqual(bothTold('SECOND_PERSON_NEEDED'));
        expect(await gateway.ask(approver, inMarket('confirmLaunch'), variables)).toEqual({ done: { state: 'live' } });
      },
      STORY_MS,
    );

    test('a contract: neither its activation nor a higher quota, by whichever account it was written', async () => {
      const { gateway } = open();
      const create =
        'mutation { client: createClient(input: { name: "Haus am Platz", kindOfBuyer: "retail" }) { id } }';
      const { client } = await gateway.ask<{ client: { id: string } }>(admin, create);
      const terms = {
        ...{ market: market.id, purpose: 'place-statistics', products: ['presence'], allZones: true },
        ...{ finestGrain: 'HOUR', from: market.firstDay },
      };
      const draft = 'mutation ($input: DraftContractInput!) { contract: draftContract(input: $input) { id } }';
      const input = { ...terms, clientId: client.id, figuresPerMonth: 100 };
      const { contract } = await gateway.ask<{ contract: { id: string } }>(admin, draft, { input });
      const step = (name: string) => `mutation ($id: ID!) { done: ${name}Contract(contractId: $id) { state } }`;
      const id = contract.id;
      await attest(gateway, id);
      for (const name of ['offer', 'sign']) await gateway.ask(admin, step(name), { id });
      expect(await tryAlone(step('activate'), { id })).toEqual(bothTold('CREATOR_MAY_NOT_APPROVE'));
      expect(await gateway.ask(approver, step('activate'), { id })).toEqual({ done: { state: 'active' } });

      const amend = 'mutation ($input: AmendContractInput!) { done: amendContract(input: $input) { id } }';
      const raise = { input: { ...terms, contractId: id, figuresPerMonth: 1_000 } };
      const [robot] = Object.values(accounts);
      expect((await robot!(amend, raise)).errors).toBeUndefined();
      await attest(gateway, id, 2);
      const approve = 'mutation ($id: ID!) { done: approveContractVersion(contractId: $id, number: 2) { state } }';
      expect(await tryAlone(approve, { id })).toEqual(bothTold('CREATOR_MAY_NOT_APPROVE'));
      const own = await gateway.askRaw(admin, approve, { id });
      expect(own.errors?.[0]?.extensions?.code).toBe('CREATOR_MAY_NOT_APPROVE');
      expect(await gateway.ask(approver, approve, { id })).toEqual({ done: { state: 'active' } });
    });

    test('a stop: she alone neither makes one stand nor ends it', async () => {
      const { gateway } = open();
      const begin = `mutation ($market: String!) {
        stop: stopProcessing(market: $market, reason: "Somebody complained of it.") { id } }`;
      const { stop } = await gateway.ask<{ stop: { id: string } }>(admin, begin, { market: market.id });
      const half = (name: string) => `mutation ($id: ID!) { done: ${name}(stopId: $id) { state } }`;
      expect(await tryAlone(half('confirmStop'), stop)).toEqual(bothTold('NEEDS_ANOTHER'));
      await gateway.ask(officer, half('confirmStop'), stop);
      const propose =
        'mutation ($id: ID!) { done: resumeProcessing(stopId: $id, reason: "All is mended now.") { state } }';
      await gateway.ask(admin, propose, stop);
      expect(await tryAlone(half('approveResume'), stop)).toEqual(bothTold('NEEDS_ANOTHER'));
      const { done } = await gateway.ask<{ done: { state: string } }>(officer, half('approveResume'), stop);
      expect(done.state.toLowerCase()).toBe('ended');
    });

    test('and every act of each account stands in the log as hers', async () => {
      const { gateway } = open();
      const query = `query ($market: ID) { staffActs(subjectId: $market) { act staffId } }`;
      const { staffActs } = await gateway.ask<{ staffActs: { act: string; staffId: string }[] }>(officer, query, {
        market: market.id,
      });
      expect(staffActs.map(({ act, staffId }) => `${act} ${staffId}`).reverse()).toEqual([
        'beginPilot ada-admin',
        'recordMethodApproval ada-admin',
        'confirmMethodApproval petra-privacy',
        'proposeLaunch ada-admin',
        'confirmLaunch anton-approver',
      ]);
    });
  });
}

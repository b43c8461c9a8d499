import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphqlAnswer } from '../../../libs/stack/src/gateway/gateway-client';
import { FormBrowser } from '../../test/support/form-browser';
import type { RunningStack } from './running-stack';

const ROLES = ['admin', 'approver', 'privacy-officer'] as const;
const ROBOT = 'ada-robot';
const SECOND = 'ada-at-home';
const JSON_BODY = { 'content-type': 'application/json' };

/** Asks the graph as one account of somebody does. */
export type Ask = (
  query: string,
  variables: Record<string, unknown>,
) => Promise<GraphqlAnswer<Record<string, unknown>>>;

/**
 * Two more accounts of `ada-admin`, of other names and with every role that a second person needs: a program by client
 * credentials, and an account that logs in on the page of the staff provider.
 */
export async function openAccountsOfAda(stack: RunningStack): Promise<Readonly<Record<string, Ask>>> {
  const file = join(stack.home.secretsOf('gateway'), 'staff.json');
  const [secret, password] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const shared = { owner: 'ada-admin', roles: ROLES };
  const more = [
    { id: ROBOT, secret, ...shared },
    { id: SECOND, secret: randomBytes(16).toString('hex'), password, ...shared },
  ];
  writeFileSync(file, JSON.stringify([...(JSON.parse(readFileSync(file, 'utf8')) as unknown[]), ...more]));
  return { [ROBOT]: await askAsProgram(stack.url, secret), [SECOND]: await askAfterLogIn(stack.url, password) };
}

async function askAsProgram(url: string, secret: string): Promise<Ask> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: ROBOT, client_secret: secret });
  const answer = await fetch(`${url}/oidc/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return async (query, variables) => {
    const headers = { ...JSON_BODY, authorization: `Bearer ${token}` };
    const asked = await fetch(`${url}/graphql`, {
      ...{ method: 'POST', headers, body: JSON.stringify({ query, variables }) },
    });
    return (await asked.json()) as GraphqlAnswer<Record<string, unknown>>;
  };
}

async function askAfterLogIn(url: string, password: string): Promise<Ask> {
  const browser = new FormBrowser();
  const page = await browser.open(`${url}/session/login?to=/console`);
  await browser.submit(page, { name: SECOND, password });
  return async (query, variables) => {
    const headers = { ...JSON_BODY, 'x-passant-csrf': '1' };
    const body = JSON.stringify({ query, variables });
    const asked = await browser.fetch(`${url}/graphql`, { method: 'POST', headers, body });
    return (await asked.json()) as GraphqlAnswer<Record<string, unknown>>;
  };
}

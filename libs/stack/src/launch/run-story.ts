import type { Market } from '@passant/contracts';
import type { CitySummary } from '@passant/simulator';
import type { GatewayClient } from '../gateway/gateway-client';
import { askAsPartner } from '../story/ask';
import { sumCounters, sumQuarantine } from '../story/batches';
import { importRegistry } from '../story/import-registry';
import { declareSimulated } from '../story/launch-market';
import { measureAccuracy } from '../story/measure-accuracy';
import { printReport } from '../story/print-answer';
import { publishZones } from '../story/publish-zones';
import { findLedger, findMeasuredPanels, findReleases, untilReleased } from '../story/release';
import type { Report } from '../story/report';
import { sell } from '../story/sell';
import { completeDays, findBatches, takeIn } from '../story/take-in';
import type { LaunchContext } from './context';
import { count } from './narrator';
import { openCity } from './open-city';

/** From an empty folder to a number that a partner bought; a second time, to the same numbers read again. */
export async function runStory(context: LaunchContext): Promise<Report> {
  const { narrator } = context;
  const started = performance.now();
  narrator.say(`Passant in ${context.home.directory}`);
  const { city, market, gateway, addresses } = await openCity(context);
  const isSimulated = city.truthFile !== null;
  const { days } = city;
  const plan = await publishZones(context, gateway, { market, city });
  const isDeclared = await declareSimulated(gateway, { id: market.id, firstDay: days[0]!, isSimulated });
  if (isSimulated && !isDeclared) {
    narrator.say(
      'This city was released before cities could be declared simulated: its answers carry no mark, and there is no sandbox. A new home has both.',
    );
  }
  await importRegistry(context, gateway, { market: market.id, city });
  const ingested = await takeIn(context, gateway, { market: market.id, city });
  const { releases, isNew } = await release(context, gateway, { market, days });
  if (!ingested && !isNew) narrator.say('Everything was here already: nothing was taken in, nothing released anew.');
  const credentials = await sell(context, gateway, { market: market.id, firstDay: days[0]!, isSimulated: isDeclared });
  const { zones, answer } = await askAsPartner(context, gateway, { credentials, days });
  const accuracy = isSimulated
    ? await measureAccuracy(context, gateway, {
        market,
        city,
        planId: plan.id,
        credentials,
        truthFile: city.truthFile!,
      })
    : undefined;

  const batches = await findBatches(gateway, market.id);
  const byDay = await findMeasuredPanels(gateway, { market: market.id, days });
  narrator.seconds['total'] = Math.round(performance.now() - started) / 1000;
  const report: Report = {
    city: {
      market: market.id,
      name: market.name,
      timeZone: market.timeZone,
      days: [...days],
      zones: zones.length,
      simulatedPeople: isSimulated ? city.subscribers : null,
    },
    ingested,
    events: sumCounters(batches),
    quarantine: sumQuarantine(batches),
    panel: {
      subscribers: city.subscribers,
      measured: byDay.filter(({ day }) => day === days[0]).reduce((sum, { size }) => sum + size, 0),
      byDay,
    },
    releases,
    ledger: await findLedger(gateway, market.id),
    answer,
    ...(accuracy ? { accuracy } : {}),
    seconds: narrator.seconds,
    peakMemoryMb: context.memory.megabytes(),
    addresses: tellAddresses(context, addresses.publicUrl),
  };
  printReport(narrator, report);
  narrator.say(`\nDone in ${narrator.seconds['total'].toFixed(1)} s.`);
  return report;
}

async function release(
  context: LaunchContext,
  gateway: GatewayClient,
  { market, days }: { market: Market; days: CitySummary['days'] },
) {
  const released = await findReleases(gateway, market.id);
  const known = new Set(released.map(({ day }) => day));
  const missing = days.filter((day) => !known.has(day));
  if (missing.length === 0) {
    context.narrator.say(`${count(released.length)} releases are there.`);
    return { releases: released, isNew: false };
  }
  await completeDays(context, gateway, { market: market.id, days: missing });
  return { releases: await untilReleased(context, gateway, { market: market.id, days }), isNew: true };
}

const tellAddresses = ({ home }: LaunchContext, publicUrl: string): Record<string, string> => ({
  graph: `${publicUrl}/graphql`,
  decisionPage: `${publicUrl}/decide`,
  explorer: `${publicUrl}/explore`,
  console: `${publicUrl}/console`,
  inbox: `${publicUrl}/dev/inbox`,
  partnerToken: `${publicUrl}/oauth2/token`,
  sandbox: `${publicUrl}/oauth2/register`,
  staffToken: `${publicUrl}/oidc/token`,
  staffSecrets: `${home.secretsOf('gateway')}/staff.json`,
  partnerSecret: `${home.secretsOf('launcher')}/partner.json`,
  logs: home.file('logs'),
});

import type { FigureStatus, TimeZone } from '@passant/contracts';
import { count, type Narrator } from '../launch/narrator';
import { tellShares } from './location-error';
import type { LedgerLine, PartnerAnswer, Report, ReportedRelease, Series } from './report';

const MOST_ROWS = 12;
const MOST_COLUMNS = 3;

/** The answer and all that stands behind it, for a person to read. */
export function printReport(narrator: Narrator, report: Report): void {
  const say = (line = '') => narrator.say(line);
  say();
  printEvents(say, report);
  printReleases(say, report.releases);
  printLedger(say, report.ledger);
  if (report.answer.data) printAnswer(say, report.answer.data, report.city.timeZone as TimeZone);
  printSuppressed(say, report);
  printAccuracy(say, report);
  say('Peak memory');
  say(
    `  ${Object.entries(report.peakMemoryMb)
      .map(([role, megabytes]) => `${role} ${count(megabytes)} MB`)
      .join(' · ')}`,
  );
  say('Addresses');
  for (const [name, address] of Object.entries(report.addresses)) say(`  ${name.padEnd(14)} ${address}`);
}

type Say = (line?: string) => void;

function printEvents(say: Say, { events, quarantine, panel }: Report): void {
  say('Events');
  say(
    `  read ${count(events.read)} = accepted ${count(events.accepted)} + without consent ${count(events.withoutConsent)}` +
      ` + duplicate ${count(events.duplicate)} + rejected ${count(events.rejected)}`,
  );
  for (const { reason, count: rows, line } of quarantine) {
    say(`    rejected ${count(rows)}: ${reason}${line === null ? '' : ` (first in line ${count(line)})`}`);
  }
  say(
    `Panel: ${count(panel.subscribers)} subscribers known; ${count(panel.measured)} people measured on it on the first day (noisy)`,
  );
  say();
}

function printReleases(say: Say, releases: readonly ReportedRelease[]): void {
  say('Releases (standard deviation of the noise and threshold in people of the panel)');
  const rows = releases
    .slice(0, MOST_ROWS)
    .map((release) => [
      release.day,
      release.product,
      release.purpose,
      [...new Set(release.measurements.map(({ group }) => group))].join(' + '),
      (Math.sqrt(release.sigmaSquared) / release.unitsPerPerson).toFixed(2),
      (release.tau / release.unitsPerPerson).toFixed(1),
      count(release.figures),
      count(release.published),
      count(release.suppressed),
    ]);
  table(say, ['day', 'product', 'purpose', 'groups', 'noise', 'threshold', 'figures', 'published', 'suppressed'], rows);
  if (releases.length > MOST_ROWS) say(`  ... and ${count(releases.length - MOST_ROWS)} more releases`);
  say();
}

/** What was spent of the privacy budget. */
function printLedger(say: Say, ledger: readonly LedgerLine[]): void {
  say('Ledger (zCDP spent on whoever is in the group that day or month)');
  const rows = ledger
    .slice(0, MOST_ROWS)
    .map(({ period, group, table, rho, sigmaSquared }) => [period, group, table, rho, count(sigmaSquared)]);
  table(say, ['day or month', 'group', 'table', 'rho', 'sigma²'], rows);
  if (ledger.length > MOST_ROWS) say(`  ... and ${count(ledger.length - MOST_ROWS)} more lines`);
  say();
}

function printAnswer(say: Say, answer: PartnerAnswer, timeZone: TimeZone): void {
  const { visitors, presence } = answer;
  const day = (start: string) => new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(start));
  const hour = (start: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
      new Date(start),
    );
  printSeries(
    say,
    `What the partner bought: visitors (${visitors[0]?.unit ?? 'people a day'}; 95 % interval)`,
    visitors,
    {
      label: day,
      columns: [...(visitors[0]?.starts.keys() ?? [])].slice(0, MOST_COLUMNS),
    },
  );
  const starts = presence[0]?.starts ?? [];
  const hours = [3, 9, 15].filter((index) => index < starts.length);
  const beside = presence[0]?.locationError
    ? `; beside it location error ${tellShares(presence[0].locationError)}`
    : '';
  printSeries(
    say,
    `and presence (${presence[0]?.unit ?? 'people'}; mean of an hour; 95 % interval${beside})`,
    presence,
    {
      label: hour,
      columns: hours,
    },
  );
  printProfiles(say, answer);
  printOrigin(say, answer);
  printFlows(say, answer);
}

function printProfiles(say: Say, { visitorsByAge, visitorsByGender }: PartnerAnswer): void {
  const profiles = [...visitorsByAge, ...visitorsByGender];
  const zones = visitorsByAge[0]?.series ?? [];
  if (zones.length === 0) return;
  say('Who they are: visitors of the first day by age band and gender (95 % interval)');
  const rows = zones.map(({ zone }, row) => [zone.name, ...profiles.map(({ series }) => figure(series[row]!, 0))]);
  table(say, ['zone', ...profiles.map(({ of }) => of)], rows);
  say();
}

function printOrigin(say: Say, { origin: [catchment] }: PartnerAnswer): void {
  if (!catchment) return;
  say(`Where the visitors of ${catchment.zone.name} live (first day; 95 % interval)`);
  const rows = catchment.homeZoneNames.map((name, index) => [
    name,
    figure(catchment, index),
    catchment.distancesKm[index] === null ? '' : `${catchment.distancesKm[index]!.toFixed(1)} km`,
  ]);
  table(say, ['home area', catchment.unit, 'distance'], rows);
  if (catchment.suppressed > 0) say(`  ${count(catchment.suppressed)} home areas are too uncertain to be told`);
  say();
}

function printFlows(say: Say, { flows }: PartnerAnswer): void {
  if (!flows || flows.values.length === 0) return;
  say(`Where most people go (${flows.unit} of the first day; 95 % interval)`);
  const rows = flows.values.map((value, index) => [
    `${flows.fromZoneNames[index]} → ${flows.toZoneNames[index]}`,
    `${count(value)} (${count(flows.lows[index]!)} to ${count(flows.highs[index]!)})`,
  ]);
  table(say, ['way', 'trips'], rows);
  say();
}

function printSeries(
  say: Say,
  title: string,
  series: readonly Series[],
  { label, columns }: { label: (start: string) => string; columns: readonly number[] },
): void {
  say(title);
  const largest = (one: Series) => Math.max(-1, ...one.values.map((value) => value ?? -1));
  const shown = [...series].sort((one, other) => largest(other) - largest(one)).slice(0, MOST_ROWS);
  const rows = shown.map((one) => [one.zone.name, ...columns.map((column) => figure(one, column))]);
  table(say, ['zone', ...columns.map((column) => label(series[0]!.starts[column]!))], rows);
  if (series.length > shown.length) say(`  ... and ${series.length - shown.length} more zones`);
  say();
}

function figure(series: Pick<Series, 'values' | 'lows' | 'highs' | 'statuses'>, column: number): string {
  const status: FigureStatus = series.statuses[column] ?? 'NO_DATA';
  if (status !== 'PUBLISHED') return status === 'SUPPRESSED' ? 'suppressed' : 'no data';
  const [value, low, high] = [series.values, series.lows, series.highs].map((values) => count(values[column] ?? 0));
  return `${value} (${low} to ${high})`;
}

function printSuppressed(say: Say, { answer, releases }: Report): void {
  const all = [...(answer.data?.presence ?? []), ...(answer.data?.visitors ?? [])].flatMap(({ statuses }) => statuses);
  const suppressed = all.filter((status) => status === 'SUPPRESSED').length;
  const missing = all.filter((status) => status === 'NO_DATA').length;
  const smallest = Math.min(...releases.map(({ tau }) => tau));
  say('Suppressed');
  say(
    `  ${count(suppressed)} of the ${count(all.length)} figures asked for: with its noise, each might stand for fewer than 20 people`,
  );
  if (Number.isFinite(smallest))
    say(`  of the panel (noisy figure below the threshold of its release). Suppressed is not zero.`);
  if (missing > 0) say(`  ${count(missing)} figures: no data (zone not covered, or a day without release).`);
  say();
}

function printAccuracy(say: Say, { accuracy, city }: Report): void {
  if (!accuracy) return;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  say('Accuracy (simulated people only)');
  if (accuracy.mechanism) {
    say(
      `  noise: ${percent(accuracy.mechanism.coverage95)} of ${count(accuracy.mechanism.figures)} intervals hold the exact count`,
    );
  }
  if (accuracy.people) {
    const { coverage95, medianRelativeError, figures } = accuracy.people;
    say(
      `  people: ${percent(coverage95)} of ${count(figures)} published intervals hold the truth of ${count(city.simulatedPeople ?? 0)} simulated people;` +
        ` median error ${percent(medianRelativeError)}`,
    );
    say('  (where the network misplaces people stands beside an interval, as its location error, and not in it)');
  }
  say();
}

function table(say: Say, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('   ')}`.trimEnd();
  say(line(header));
  for (const row of rows) say(line(row));
}

import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button, SelectField, TextField } from '../../shared/kit/controls';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { type Grain, zoneNamesDocument } from '../generated/graph';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { wordTexts } from '../kit/words.texts';
import type { Contract } from './contract';
import { contractTexts } from './contracts.texts';
import { addUpParts, DRY_RUNS } from './dry-runs';
import { GRAINS, PRODUCTS } from './terms-draft';

type Terms = Contract['versions'][number]['terms'];
const WEEK_MS = 6 * 86_400_000;
const weekFrom = (day: string): string => new Date(Date.parse(day) + WEEK_MS).toISOString().slice(0, 10);

/** A question as the client would ask it now: what it would be given and billed, or why it is refused. No figure is told. */
export function DryRun({ contractId, terms }: { readonly contractId: string; readonly terms: Terms }) {
  const t = useTexts(contractTexts);
  const words = useTexts(wordTexts);
  const [product, setProduct] = useState(terms.products[0] ?? PRODUCTS[0]);
  const [zone, setZone] = useState('');
  const [grain, setGrain] = useState<Grain>(terms.finestGrain === 'HOUR' ? 'DAY' : terms.finestGrain);
  const [from, setFrom] = useState(terms.from);
  const [to, setTo] = useState(weekFrom(terms.from));
  const [asked, setAsked] = useState<{ product: string; variables: Record<string, unknown> } | null>(null);
  const [turn, setTurn] = useState(0);
  const { answer, error, again } = useAnswer(zoneNamesDocument, { market: terms.market });
  const zones = answer?.data.zones ?? [];
  const granted = terms.allZones ? zones.map(({ id }) => id) : terms.zoneIds;
  const { takes } = DRY_RUNS[product]!;
  const ask = () => {
    const given: Record<string, unknown> = { from, to, grain };
    const variables = Object.fromEntries(takes.map((name) => [name, given[name]]));
    setAsked({ product, variables: { contractId, zoneIds: zone === '' ? granted : [zone], ...variables } });
    setTurn(turn + 1);
  };
  if (error) return <Told error={error} again={again} />;
  if (!answer) return <Progress />;
  return (
    <section data-dry-run>
      <h2>{t.dryRun}</h2>
      <p>{t.dryRunSays}</p>
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <SelectField
          label={t.dryRunProduct}
          value={product}
          options={PRODUCTS.map((value) => ({ value, label: words.products[value] ?? value }))}
          onChange={setProduct}
        />
        <SelectField
          label={t.dryRunZones}
          value={zone}
          options={[
            { value: '', label: t.dryRunAll(String(granted.length)) },
            ...zones.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setZone}
        />
        <TextField label={t.dryRunFrom} type="date" value={from} onChange={setFrom} />
        {takes.includes('to') && <TextField label={t.dryRunTo} type="date" value={to} onChange={setTo} />}
        {takes.includes('grain') && (
          <SelectField
            label={t.dryRunGrain}
            value={grain}
            options={GRAINS.map((value) => ({ value, label: words.grains[value] ?? value }))}
            onChange={setGrain}
          />
        )}
        <p className="buttons">
          <Button submits kind="main">
            {t.dryRunAsk}
          </Button>
        </p>
      </form>
      {asked && <Outcome key={turn} {...asked} />}
    </section>
  );
}

function Outcome({ product, variables }: { readonly product: string; readonly variables: Record<string, unknown> }) {
  const t = useTexts(contractTexts);
  const format = useStaffFormat();
  const { answer, error } = useAnswer(DRY_RUNS[product]!.document, variables);
  if (error) {
    return (
      <div role="alert" data-would="refused">
        <p>
          <strong>{t.dryRunRefused}</strong>
        </p>
        <Told error={error} />
      </div>
    );
  }
  if (!answer) return <Progress />;
  const would = addUpParts(answer.data);
  if (would === null) return <p>{t.dryRunNothing}</p>;
  const { figures, minorUnits, currency, quotaLeft, marks } = would;
  return (
    <div role="status" data-would="answered">
      <p>
        <strong>{t.dryRunAnswered(format.integer(figures), format.money(minorUnits, currency))}</strong>
      </p>
      {quotaLeft !== null && <p>{t.dryRunQuota(format.integer(quotaLeft))}</p>}
      {marks.length > 0 && <p>{t.dryRunMarks(marks.join(', '))}</p>}
    </div>
  );
}

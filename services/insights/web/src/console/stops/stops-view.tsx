import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { SelectField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { processingStopsDocument, stopProcessingDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { MarketField, useMarket } from '../kit/market';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import type { Stop } from './stop';
import { StopSteps } from './stop-steps';
import { stopTexts } from './stops.texts';

const NOTHING = {};
const OVER: ReadonlySet<string> = new Set(['lapsed', 'ended']);
const RELEASED = ['presence', 'visitors', 'dwell', 'origin', 'flows', 'frequency'] as const;
const PURPOSES = ['place-statistics', 'public-planning'] as const;

/** What is stopped, by whom and why; and the way to stop and to end it. */
export function StopsView() {
  const t = useTexts(stopTexts);
  const { answer, error, again } = useAnswer(processingStopsDocument, NOTHING);
  const stops = answer?.data.processingStops ?? [];
  const [over, standing] = [
    stops.filter(({ state }) => OVER.has(state)),
    stops.filter(({ state }) => !OVER.has(state)),
  ];
  return (
    <section>
      <Heading>{t.title}</Heading>
      <p>{t.says}</p>
      <p>
        <a href="/transparency" target="_blank" rel="noopener">
          {t.publicPage}
        </a>
      </p>
      <Begin again={again} />
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && stops.length === 0 && (
        <Empty title={t.none}>
          <p>{t.noneText}</p>
        </Empty>
      )}
      {standing.length > 0 && <h2>{t.standing}</h2>}
      {standing.map((stop) => (
        <OneStop key={stop.id} stop={stop} again={again} />
      ))}
      {over.length > 0 && <h2>{t.over}</h2>}
      {over.map((stop) => (
        <OneStop key={stop.id} stop={stop} again={again} />
      ))}
    </section>
  );
}

function OneStop({ stop, again }: { readonly stop: Stop; readonly again: () => void }) {
  const t = useTexts(stopTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const at = (instant: string | null) => (instant === null ? null : format.time(instant));
  const purpose = stop.purpose === null ? t.everyPurpose : (words.purposes[stop.purpose] ?? stop.purpose);
  const product = stop.product === null ? t.everyProduct : (words.products[stop.product] ?? stop.product);
  return (
    <div className="card">
      <h3>{t.what(stop.market, purpose, product)}</h3>
      <Facts
        of={[
          [t.state, <strong key="state">{t.states[stop.state] ?? stop.state}</strong>],
          [t.why, stop.reason],
          [t.begunBy, `${at(stop.begunAt)}, ${stop.begunBy}`],
          [t.confirmedBy, stop.confirmedBy],
          [t.until, OVER.has(stop.state) ? null : at(stop.until)],
          [t.endWhy, stop.endProposedBy && `${stop.endProposedBy}: ${stop.endReason ?? ''}`],
          [t.endedBy, stop.endedBy && `${at(stop.endedAt)}, ${stop.endedBy}`],
        ]}
      />
      {!OVER.has(stop.state) && <StopSteps stop={stop} again={again} />}
    </div>
  );
}

function Begin({ again }: { readonly again: () => void }) {
  const t = useTexts(stopTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const { may } = useStaff();
  const [market, setMarket] = useState(useMarket().market);
  const [purpose, setPurpose] = useState('');
  const [product, setProduct] = useState('');
  const step = useStep(stopProcessingDocument);
  const stop = async (reason: string) => {
    if (market === '') return null;
    const asked = { market, purpose: purpose || null, product: product || null, reason };
    if ((await step.take(asked)) === null) return null;
    again();
    return t.begun;
  };
  const label = (known: Readonly<Record<string, string>>, value: string, every: string) =>
    value === '' ? every : (known[value] ?? value);
  const purposeLabel = label(words.purposes, purpose, t.everyPurpose);
  const productLabel = label(words.products, product, t.everyProduct);
  return (
    <StepPanel
      name={t.begin}
      kind="danger"
      refusal={may('privacy-officer', 'admin') ? null : kit.needsRole('privacy-officer, admin')}
      says={
        <>
          <p>{t.follows(t.what(market || '…', purposeLabel, productLabel))}</p>
          <p>{may('privacy-officer') ? t.officer : t.admin}</p>
        </>
      }
      fields={
        <div className="pair">
          <MarketField label={t.market} value={market} onChange={setMarket} />
          <SelectField
            label={t.purpose}
            value={purpose}
            onChange={setPurpose}
            options={['', ...PURPOSES].map((value) => ({ value, label: label(words.purposes, value, t.everyPurpose) }))}
          />
          <SelectField
            label={t.product}
            value={product}
            onChange={setProduct}
            options={['', ...RELEASED].map((value) => ({ value, label: label(words.products, value, t.everyProduct) }))}
          />
        </div>
      }
      asksReason
      step={step}
      onTake={stop}
    />
  );
}

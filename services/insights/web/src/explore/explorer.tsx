import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import './explore.css';
import { useAnswer } from '../shared/graph/use-answer';
import { Button, SelectField } from '../shared/kit/controls';
import { Empty, Problem } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { useView } from '../shared/page/use-view';
import { useTexts } from '../shared/texts/language';
import { useFormat } from '../shared/texts/use-format';
import { toAnswerLines, VIEWS } from './products';
import { AnswerView } from './answer-view';
import { exploreTexts } from './explore.texts';
import { Exporting } from './exporting';
import { MapOf } from './map-of';
import { entitlementsDocument, type EntitlementsQuery, zonesDocument } from './generated/graph';
import {
  type Asked,
  DEAR_FIGURES,
  findProblems,
  guessFigures,
  madeOf,
  readAsked,
  type Span,
  toVariables,
} from './question';
import { keepDraft, QueryEditor } from './query-editor';
import { spreadOut } from './spread-out';
import { QuestionForm } from './question-form';
import { SavedViews } from './saved-views';
import { readShapes } from '../shared/map/zone-shapes';

const NOTHING = {};
type Contract = NonNullable<EntitlementsQuery['entitlements']>[number];

export function Explorer() {
  const t = useTexts(exploreTexts);
  const { view, change } = useView();
  const entitled = useAnswer(entitlementsDocument, NOTHING);
  const contracts = entitled.answer?.data.entitlements ?? [];
  // One that is suspended while somebody looks stays: nothing on the page is lost, and the next question says why it is refused.
  const last = useRef<Contract | null>(null);
  const wanted = view.get('contract') ?? last.current?.contractId;
  const kept = last.current?.contractId === wanted ? last.current : null;
  const contract = contracts.find(({ contractId }) => contractId === wanted) ?? kept ?? contracts[0];
  last.current = contract ?? null;
  if (entitled.error && !entitled.answer) return <Problem error={entitled.error} again={entitled.again} />;
  if (!entitled.answer) return <Progress />;
  if (view.get('view') === 'query') return <QueryEditor />;
  if (!contract) {
    return (
      <Empty title={t.noContract}>
        <p>{t.noContractText}</p>
      </Empty>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      {contracts.length > 1 && (
        <SelectField
          label={t.contract}
          value={contract.contractId}
          options={contracts.map(({ contractId, market, purpose }) => ({
            value: contractId,
            label: `${market}: ${t.purposes[purpose] ?? purpose}`,
          }))}
          onChange={(contractId) => change({ contract: contractId })}
        />
      )}
      <SavedViews />
      {entitled.error && <Problem error={entitled.error} again={entitled.again} />}
      <Asking key={contract.contractId} contract={contract} refresh={entitled.again} />
    </>
  );
}

/** A question that was sent, as it was then: the form may have gone on. */
interface Sent {
  readonly asked: Asked;
  readonly variables: Record<string, unknown>;
}

function Asking({ contract, refresh }: { readonly contract: Contract; readonly refresh: () => void }) {
  const t = useTexts(exploreTexts);
  const format = useFormat(contract.timeZone);
  const { view, change } = useView();
  const { contractId } = contract;
  const listed = useAnswer(zonesDocument, { contractId });
  const zones = useMemo(() => listed.answer?.data.zones ?? [], [listed.answer]);
  const shapes = useMemo(() => readShapes(zones), [zones]);
  const product = readAsked(view, spanOf(contract)).product;
  const asked = readAsked(view, spanOf(contract, madeOf(product)));
  const [sent, setSent] = useState<Sent | null>(null);
  const [priced, setPriced] = useState<Sent | null>(null);
  const [isDearAsked, setIsDearAsked] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const [copying, setCopying] = useState<'copied' | 'notCopied' | null>(null);
  const problems = findProblems(asked);
  const figures = useAnswer(VIEWS[sent?.asked.product ?? product].document, sent?.variables ?? null);
  const price = useAnswer(VIEWS[priced?.asked.product ?? product].document, priced?.variables ?? null);
  const given = figures.answer;
  // What an answer cost is gone from the quota.
  useEffect(() => {
    if (given) refresh();
  }, [given, refresh]);

  /** A dear question tells its price first, and is asked by a second press. */
  const send = (estimateOnly: boolean) => {
    setHasTried(true);
    if (problems.length > 0) return;
    const isDear = guessFigures(asked, zones.length) >= DEAR_FIGURES;
    const isPriced = JSON.stringify(priced?.asked) === JSON.stringify(asked);
    const estimate = estimateOnly || (isDear && !isPriced);
    setIsDearAsked(estimate && !estimateOnly);
    const idempotencyKey = estimate ? null : crypto.randomUUID();
    const next = { asked, variables: toVariables(asked, { contractId, estimate, idempotencyKey }) };
    if (estimate) setPriced(next);
    else setSent(next);
  };
  const copy = async () => {
    const variables = toVariables(asked, { contractId, estimate: false, idempotencyKey: null });
    const text = JSON.stringify({ query: VIEWS[asked.product].document.text, variables }, null, 2);
    await navigator.clipboard.writeText(text).then(
      () => setCopying('copied'),
      () => setCopying('notCopied'),
    );
  };
  const open = () => {
    const variables = toVariables(asked, { contractId, estimate: false, idempotencyKey: null });
    keepDraft({
      text: spreadOut(VIEWS[asked.product].document.text),
      variables: JSON.stringify(variables, null, 2),
    });
    change({ view: 'query' });
  };
  const zonesWord = asked.zoneIds.join(',');
  const chosen = useMemo(() => (zonesWord === '' ? [] : zonesWord.split(',')), [zonesWord]);
  const choose = useCallback(
    (id: string) =>
      change({ zones: (chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join(',') }),
    [chosen, change],
  );
  const costs = price.answer && toAnswerLines(priced!.asked.product, price.answer.data.answer, '').provenance;
  // A year of a large city is 100,000 lines: made once an answer, not with every move.
  const answer = useMemo(
    () => figures.answer && sent && toAnswerLines(sent.asked.product, figures.answer.data.answer, t.everybody),
    [figures.answer, sent, t.everybody],
  );
  return (
    <div className="explorer">
      <form
        className="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(false);
        }}
      >
        <QuestionForm
          {...{
            asked,
            zones,
            sold: contract.products,
            currency: contract.currency,
            problems: hasTried ? problems : [],
          }}
          change={(words) => change(words, { replace: true })}
        />
        <div className="actions">
          <Button kind="main" submits isOff={figures.isAsking}>
            {t.show}
          </Button>
          <Button onPress={() => send(true)}>{t.cost}</Button>
          <Button onPress={() => void copy()}>{t.copy}</Button>
          <Button onPress={open}>{t.inEditor}</Button>
        </div>
        <p role="status">
          {copying && t[copying]}{' '}
          {costs &&
            costs.length > 0 &&
            !price.isAsking &&
            t.costs(
              format.integer(costs.reduce((sum, { cost }) => sum + cost.figures, 0)),
              format.money(
                costs.reduce((sum, { cost }) => sum + cost.minorUnits, 0),
                contract.currency,
              ),
            )}{' '}
          {isDearAsked && !price.isAsking && price.answer && t.dear}
        </p>
        {price.isAsking && <Progress />}
        {price.error && <Problem error={price.error} again={price.again} />}
        <Quota contract={contract} refresh={refresh} />
      </form>
      <div>
        {listed.error && <Problem error={listed.error} again={listed.again} />}
        {figures.error && <Problem error={figures.error} again={figures.again} />}
        {figures.isAsking && <Progress />}
        {answer && sent ? (
          <>
            <AnswerView
              {...{ asked: sent.asked, chosen, days: asked.days, answer, shapes, onChoose: choose }}
              {...{ timeZone: contract.timeZone, currency: contract.currency }}
            />
            <Exporting
              key={JSON.stringify(sent.asked)}
              asked={sent.asked}
              contractId={contractId}
              formats={contract.exportFormats}
            />
          </>
        ) : (
          <>
            <Empty title={t.first}>
              <p>{t.firstText}</p>
            </Empty>
            {shapes.length > 0 && (
              <MapOf product={product} chosen={chosen} lines={NO_LINES} shapes={shapes} onChoose={choose} />
            )}
          </>
        )}
      </div>
    </div>
  );
}

const NO_LINES: [] = [];

function Quota({ contract, refresh }: { readonly contract: Contract; readonly refresh: () => void }) {
  const t = useTexts(exploreTexts);
  const format = useFormat();
  const { figuresPerMonth, quotaLeft } = contract;
  if (figuresPerMonth === null || quotaLeft === null) return <p className="hint">{t.noQuota}</p>;
  const text = t.quota(format.integer(quotaLeft), format.integer(figuresPerMonth));
  return (
    <p className="hint">
      <meter min={0} max={figuresPerMonth} low={figuresPerMonth / 10} value={quotaLeft} aria-label={text} />{' '}
      <button type="button" className="button plain" onClick={refresh}>
        {text}
      </button>
    </p>
  );
}

/** The days of a product that are released and inside the contract; of months, their days. */
function spanOf({ released, from, to }: Contract, product?: string): Span {
  const known = released.find((one) => one.product === product);
  if (known === undefined) return { first: from, last: from };
  const first = known.first.length === 7 ? `${known.first}-01` : known.first;
  const last = known.last.length === 7 ? `${known.last}-28` : known.last;
  return { first: first < from ? from : first, last: to !== null && to < last ? to : last };
}

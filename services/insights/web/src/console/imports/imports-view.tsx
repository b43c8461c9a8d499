import { type FormEvent, useEffect, useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button, Field } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useView } from '../../shared/page/use-view';
import { useSession } from '../../shared/session/session';
import { useTexts } from '../../shared/texts/language';
import { batchesDocument, batchDocument, type BatchesQuery } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading, Link } from '../kit/go';
import { OfMarket } from '../kit/market';
import { useStaff, useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { importTexts } from './imports.texts';
import { sendFile } from './send-file';
import { ZonePlans } from './zone-plans';
import { ZonesInForce } from './zones-in-force';

type Batch = NonNullable<BatchesQuery['batches']>[number];
const LOOK_AGAIN_MS = 2_000;
const OVER: ReadonlySet<string> = new Set(['DONE', 'FAILED']);

/** Files of the network on their way in, and the zones that they are counted over. */
export function ImportsView() {
  const t = useTexts(importTexts);
  const { may } = useStaff();
  const { view } = useView();
  const batch = view.get('batch');
  if (batch !== null) return <BatchView key={batch} id={batch} />;
  return (
    <section>
      <Heading>{t.title}</Heading>
      <OfMarket>
        {(market) => (
          <>
            {may('network-operator', 'admin') && <Batches key={market} market={market} />}
            <ZonePlans key={`plans ${market}`} market={market} />
            <ZonesInForce key={`zones ${market}`} market={market} />
          </>
        )}
      </OfMarket>
    </section>
  );
}

function Batches({ market }: { readonly market: string }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const { answer, error, again } = useAnswer(batchesDocument, { market });
  const batches = answer?.data.batches ?? [];
  useLookAgain(
    batches.some(({ state }) => !OVER.has(state)),
    again,
  );
  return (
    <>
      {may('network-operator') && <Upload market={market} onSent={again} />}
      <h2>{t.batches}</h2>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && (
        <DataTable
          caption={t.batches}
          rows={batches}
          keyOf={({ id }) => id}
          columns={[
            { title: t.name, cell: ({ id, name }) => <Link to={{ view: 'imports', batch: id }}>{name}</Link> },
            { title: t.state, cell: (batch) => <State of={batch} /> },
            { title: t.received, cell: ({ receivedAt }) => format.time(receivedAt) },
            { title: t.read, isNumber: true, cell: ({ rowsRead }) => format.integer(rowsRead) },
            { title: t.accepted, isNumber: true, cell: ({ counters }) => format.integer(counters.accepted) },
            { title: t.rejected, isNumber: true, cell: ({ counters }) => format.integer(counters.rejected) },
          ]}
          empty={
            <Empty title={t.none}>
              <p>{t.noneText}</p>
            </Empty>
          }
        />
      )}
    </>
  );
}

/** While something is under way, the graph is asked again. */
function useLookAgain(isUnderWay: boolean, again: () => void): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const looking = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(looking);
  }, [isUnderWay, again]);
}

function State({ of }: { readonly of: Pick<Batch, 'state' | 'stage' | 'bytes' | 'bytesRead'> }) {
  const t = useTexts(importTexts);
  const name = [t.states[of.state] ?? of.state, of.stage].filter(Boolean).join(', ');
  if (OVER.has(of.state)) return <strong>{name}</strong>;
  return (
    <>
      {name} <progress aria-label={t.progress} value={of.bytesRead} max={Math.max(1, of.bytes)} />
    </>
  );
}

function Upload({ market, onSent }: { readonly market: string; readonly onSent: () => void }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const { end } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return setTold(t.noFile);
    setTold('');
    setShare(0);
    const sent = await sendFile(market, file, setShare);
    setShare(null);
    if (sent === 'logged-out') return end();
    setTold(t[sent]);
    onSent();
  };
  return (
    <form className="card" onSubmit={(event) => void send(event)}>
      <h2>{t.upload}</h2>
      <p>{t.uploadSays}</p>
      <Field
        label={t.file}
        control={(ids) => <input {...ids} type="file" onChange={({ target }) => setFile(target.files?.[0] ?? null)} />}
      />
      {share !== null && <Progress label={t.sending(format.share(share))} share={share} />}
      <p role="status">{told}</p>
      <Button submits kind="main" isOff={share !== null}>
        {t.send}
      </Button>
    </form>
  );
}

/** One file: what became of its rows, and why some were rejected. Never what stood in them. */
function BatchView({ id }: { readonly id: string }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(batchDocument, { id });
  const batch = answer?.data.batch;
  useLookAgain(batch !== undefined && batch !== null && !OVER.has(batch.state), again);
  const outcomes = (of: Batch['counters']) => [
    [t.read, format.integer(of.read)] as const,
    [t.accepted, format.integer(of.accepted)] as const,
    [t.withoutConsent, format.integer(of.withoutConsent)] as const,
    [t.duplicate, format.integer(of.duplicate)] as const,
    [t.rejected, format.integer(of.rejected)] as const,
  ];
  return (
    <section>
      <p>
        <Link to={{ view: 'imports' }}>{t.back}</Link>
      </p>
      <Heading>{batch ? t.details(batch.name) : t.batches}</Heading>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {batch && (
        <>
          <Facts
            of={[
              [t.state, <State key="state" of={batch} />],
              [t.received, format.time(batch.receivedAt)],
              ['SHA-256', <code key="sha">{batch.sha256}</code>],
              [t.failure, batch.failure && `${batch.failure.message} (${batch.failure.code})`],
              ...(batch.state === 'DONE' ? outcomes(batch.counters) : []),
            ]}
          />
          <h2>{t.quarantine}</h2>
          <DataTable
            caption={t.quarantine}
            rows={batch.quarantine}
            keyOf={({ reason }) => reason}
            columns={[
              { title: t.reason, cell: ({ reason }) => t.reasons[reason] ?? reason },
              { title: t.count, isNumber: true, cell: ({ count }) => format.integer(count) },
              { title: t.lines, cell: ({ lines }) => lines.slice(0, 20).join(', ') },
            ]}
            empty={<p>{t.noQuarantine}</p>}
          />
          <h2>{t.byDay}</h2>
          <DataTable
            caption={t.byDay}
            rows={batch.byDay}
            keyOf={({ day }) => day}
            columns={[
              { title: t.day, cell: ({ day }) => (day === 'unknown' ? t.unknownDay : format.day(day)) },
              ...(['read', 'accepted', 'withoutConsent', 'duplicate', 'rejected'] as const).map((outcome) => ({
                title: t[outcome],
                isNumber: true,
                cell: (of: Batch['counters']) => format.integer(of[outcome]),
              })),
            ]}
            empty={<p>–</p>}
          />
        </>
      )}
    </section>
  );
}

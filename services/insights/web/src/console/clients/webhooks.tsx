import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button, CheckField, TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import * as graph from '../generated/graph';
import { Facts } from '../kit/facts';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { webhookTexts } from './webhooks.texts';

const EVENTS = ['release.published', 'contract.changed', 'export.finished'] as const;
type Webhook = NonNullable<graph.WebhooksQuery['webhooks']>[number];

/** Where a buyer is told of things. What signs the messages is shown once, here. */
export function Webhooks({ clientId }: { readonly clientId: string }) {
  const t = useTexts(webhookTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const { answer, error, again } = useAnswer(graph.webhooksDocument, { clientId });
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly string[]>(EVENTS);
  const [isAsked, setAsked] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const step = useStep(graph.registerWebhookDocument);
  const webhooks = answer?.data.webhooks ?? [];
  const isUrl = /^https:\/\/\S+$/.test(url.trim());
  const register = async () => {
    setAsked(true);
    if (!isUrl || events.length === 0) return null;
    const done = await step.take({ input: { clientId, contractId: null, events, url: url.trim() } });
    if (!done?.registerWebhook) return null;
    setSecret(done.registerWebhook.secret);
    setUrl('');
    again();
    return t.registered;
  };
  return (
    <section>
      <h2>{t.title}</h2>
      <p>{t.says}</p>
      <Told error={error} again={again} />
      {secret !== null && (
        <section className="card secret" aria-label={t.secretTitle}>
          <h3>{t.secretTitle}</h3>
          <p>{t.secretText}</p>
          <code>{secret}</code>
          <p>
            <Button onPress={() => setSecret(null)}>{t.forget}</Button>
          </p>
        </section>
      )}
      {answer && webhooks.length === 0 && (
        <Empty title={t.none}>
          <p>{t.noneText}</p>
        </Empty>
      )}
      {webhooks.map((one) => (
        <OneWebhook key={one.id} of={one} again={again} />
      ))}
      <StepPanel
        name={t.register}
        says={<p>{t.registerSays}</p>}
        fields={
          <>
            <TextField label={t.url} value={url} onChange={setUrl} problem={isAsked && !isUrl ? t.urlWrong : null} />
            <fieldset className="choice">
              <legend>{t.events}</legend>
              {isAsked && events.length === 0 && <p className="problem">{t.eventsMissing}</p>}
              {EVENTS.map((event) => (
                <CheckField
                  key={event}
                  label={t.eventNames[event]}
                  isOn={events.includes(event)}
                  onChange={(isOn) => setEvents(isOn ? [...events, event] : events.filter((one) => one !== event))}
                />
              ))}
            </fieldset>
          </>
        }
        refusal={may('admin') ? null : kit.needsRole('admin')}
        step={step}
        onTake={register}
      />
    </section>
  );
}

function OneWebhook({ of, again }: { readonly of: Webhook; readonly again: () => void }) {
  const t = useTexts(webhookTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const [isOpen, setIsOpen] = useState(false);
  const removing = useStep(graph.removeWebhookDocument);
  const remove = async () => {
    if (!(await removing.take({ webhookId: of.id }))) return null;
    again();
    return t.removed;
  };
  return (
    <div className="card">
      <Facts
        of={[
          [t.url, <bdi key="url">{of.url}</bdi>],
          [t.events, of.events.map((event) => t.eventNames[event as (typeof EVENTS)[number]] ?? event).join(', ')],
          [t.state, t.states[of.state] ?? of.state],
          [t.since, format.time(of.createdAt)],
        ]}
      />
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{t.deliveries}</summary>
        {isOpen && <Deliveries webhookId={of.id} />}
      </details>
      {may('admin') && of.state === 'active' && (
        <StepPanel name={t.remove} kind="danger" says={<p>{t.removeSays}</p>} step={removing} onTake={remove} />
      )}
    </div>
  );
}

function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const t = useTexts(webhookTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(graph.webhookDeliveriesDocument, { webhookId });
  return (
    <>
      <Told error={error} again={again} />
      {answer && (
        <DataTable
          caption={t.deliveries}
          rows={answer.data.webhookDeliveries ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: t.event, cell: ({ event }) => event },
            { title: t.state, cell: ({ state }) => t.deliveryStates[state] ?? state },
            { title: t.attempts, isNumber: true, cell: ({ attempts }) => format.integer(attempts) },
            { title: t.since, cell: ({ createdAt }) => format.time(createdAt) },
            { title: t.problem, cell: ({ lastStatus, lastProblem }) => lastProblem ?? lastStatus ?? '' },
            {
              title: t.replay,
              cell: ({ id, state }) => (state === 'dead' ? <Replay deliveryId={id} again={again} /> : ''),
            },
          ]}
          empty={
            <Empty title={t.noDeliveries}>
              <p>{t.noDeliveriesText}</p>
            </Empty>
          }
        />
      )}
    </>
  );
}

function Replay({ deliveryId, again }: { readonly deliveryId: string; readonly again: () => void }) {
  const t = useTexts(webhookTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const step = useStep(graph.replayWebhookDeliveryDocument);
  const replay = async () => {
    if (!(await step.take({ deliveryId }))) return null;
    again();
    return t.replayed;
  };
  const refusal = may('admin') ? null : kit.needsRole('admin');
  return <StepPanel name={t.replay} says={<p>{t.replaySays}</p>} refusal={refusal} step={step} onTake={replay} />;
}

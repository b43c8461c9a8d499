import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button, TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import {
  type ApiClientsQuery,
  apiClientsDocument,
  issueCredentialsDocument,
  revokeCredentialsDocument,
  rotateCredentialsDocument,
} from '../generated/graph';
import { Facts } from '../kit/facts';
import { kitTexts } from '../kit/kit.texts';
import { useTell } from '../kit/notice';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { clientTexts } from './clients.texts';

interface Secret {
  readonly clientId: string;
  readonly clientSecret: string;
}
type ApiClient = NonNullable<ApiClientsQuery['apiClients']>[number];

/** OAuth credentials of a buyer. A secret lives in this component alone, and goes with it. */
export function Credentials({ clientId }: { readonly clientId: string }) {
  const t = useTexts(clientTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const [secret, setSecret] = useState<Secret | null>(null);
  const { answer, error, again } = useAnswer(apiClientsDocument, { clientId });
  const issuing = useStep(issueCredentialsDocument);
  const issue = async () => {
    const done = await issuing.take({ clientId });
    if (!done?.issueCredentials) return null;
    setSecret(done.issueCredentials);
    again();
    return t.issueDone;
  };
  const apiClients = answer?.data.apiClients ?? [];
  return (
    <section>
      <h2>{t.credentials}</h2>
      <p>{t.credentialsText}</p>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {secret && <ShownOnce secret={secret} forget={() => setSecret(null)} />}
      {answer && apiClients.length === 0 && (
        <Empty title={t.noCredentials}>
          <p>{t.noCredentialsText}</p>
        </Empty>
      )}
      {apiClients.map((one) => (
        <OneClient
          key={one.clientId}
          of={one}
          onChange={(next) => {
            setSecret(next);
            again();
          }}
        />
      ))}
      <StepPanel
        name={t.issue}
        refusal={may('admin') ? null : kit.needsRole('admin')}
        says={<p>{t.issueSays}</p>}
        step={issuing}
        onTake={issue}
      />
    </section>
  );
}

function OneClient({ of, onChange }: { readonly of: ApiClient; readonly onChange: (next: Secret | null) => void }) {
  const t = useTexts(clientTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const [overlap, setOverlap] = useState('24');
  const rotating = useStep(rotateCredentialsDocument);
  const revoking = useStep(revokeCredentialsDocument);
  const hours = /^\d{1,3}$/.test(overlap) ? Number(overlap) : NaN;
  const isWrong = !(hours <= MOST_OVERLAP_HOURS);
  const rotate = async () => {
    if (isWrong) return null;
    const done = await rotating.take({ clientId: of.clientId, overlapHours: hours });
    if (!done?.rotateCredentials) return null;
    onChange(done.rotateCredentials);
    return t.rotateDone;
  };
  const revoke = async () => {
    if (!(await revoking.take({ clientId: of.clientId }))) return null;
    onChange(null);
    return t.revokeDone;
  };
  const standing = () => {
    if (of.revokedAt) return t.revoked(format.time(of.revokedAt), of.revokedBy ?? '');
    const isOverlapping = of.previousUntil !== null && Date.parse(of.previousUntil) > Date.now();
    return isOverlapping ? t.overlaps(format.time(of.previousUntil!)) : t.good;
  };
  return (
    <div className="card">
      <Facts
        of={[
          [t.oauthId, <code key="id">{of.clientId}</code>],
          [t.standing, standing()],
          [t.method, t.methods[of.method] ?? of.method],
          [t.issued, `${format.time(of.rotatedAt ?? of.createdAt)}, ${of.createdBy}`],
        ]}
      />
      {!of.revokedAt && may('admin') && (
        <div className="buttons">
          {of.method === 'secret' && (
            <StepPanel
              name={t.rotate}
              says={<p>{t.rotateSays}</p>}
              fields={
                <TextField
                  label={t.overlap}
                  value={overlap}
                  onChange={setOverlap}
                  problem={isWrong ? t.overlapWrong : null}
                />
              }
              step={rotating}
              onTake={rotate}
            />
          )}
          <StepPanel name={t.revoke} kind="danger" says={<p>{t.revokeSays}</p>} step={revoking} onTake={revoke} />
        </div>
      )}
    </div>
  );
}

/** As the service has it. */
const MOST_OVERLAP_HOURS = 720;

function ShownOnce({ secret, forget }: { readonly secret: Secret; readonly forget: () => void }) {
  const t = useTexts(clientTexts);
  const kit = useTexts(kitTexts);
  const tell = useTell();
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => tell(kit.copied),
      () => tell(t.notCopied),
    );
  return (
    <section className="card secret" aria-label={t.secretTitle}>
      <h3>{t.secretTitle}</h3>
      <p>{t.secretText}</p>
      <Facts
        of={[
          [t.oauthId, <code key="id">{secret.clientId}</code>],
          [t.secret, <code key="secret">{secret.clientSecret}</code>],
        ]}
      />
      <p className="buttons">
        <Button kind="main" onPress={() => void copy(secret.clientSecret)}>
          {t.copySecret}
        </Button>
        <Button onPress={() => void copy(secret.clientId)}>{t.copyId}</Button>
        <Button onPress={forget}>{t.forget}</Button>
      </p>
    </section>
  );
}

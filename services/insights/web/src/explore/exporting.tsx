import { useEffect, useState } from 'react';
import { AskError } from '../shared/graph/ask';
import { useAct, useAnswer } from '../shared/graph/use-answer';
import { Button } from '../shared/kit/controls';
import { Problem } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { useTexts } from '../shared/texts/language';
import { exploreTexts } from './explore.texts';
import { toExportInput } from './export-input';
import { exportDocument, requestExportDocument } from './generated/graph';
import type { Asked } from './question';

const LOOK_AGAIN_MS = 1_500;

/** The same question as a file, with its method sheet beside it. */
export function Exporting({
  asked,
  contractId,
  formats,
}: {
  readonly asked: Asked;
  readonly contractId: string;
  readonly formats: readonly string[];
}) {
  const t = useTexts(exploreTexts);
  const { act, error, isActing } = useAct(requestExportDocument);
  const [id, setId] = useState<string | null>(null);
  const found = useAnswer(exportDocument, id === null ? null : { id });
  const { again } = found;
  const state = found.answer?.data.export;
  const isUnderWay = id !== null && !found.error && !['FINISHED', 'FAILED', 'EXPIRED'].includes(state?.state ?? '');
  useEffect(() => {
    if (!isUnderWay) return;
    const looking = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(looking);
  }, [isUnderWay, again]);
  const start = async (format: string) => {
    const input = toExportInput(asked, { contractId, format });
    const answer = await act({ input, idempotencyKey: crypto.randomUUID() });
    if (answer?.requestExport) setId(answer.requestExport.id);
  };
  return (
    <div>
      <div className="actions">
        {formats.map((format) => (
          <Button key={format} isOff={isActing || isUnderWay} onPress={() => void start(format)}>
            {t.download} {format}
          </Button>
        ))}
      </div>
      {error && <Problem error={error} />}
      {found.error && <Problem error={found.error} again={again} />}
      {isUnderWay && <Progress label={t.exporting} share={(state?.progress ?? 0) / 100} />}
      {state?.failure && <Problem error={new AskError(state.failure.code, state.failure.message)} />}
      <ul>
        {state?.files.map(({ name, url, bytes }) => (
          <li key={name}>
            <a href={new URL(url).pathname + new URL(url).search} download={name}>
              {name}
            </a>{' '}
            ({Math.ceil(bytes / 1024)} KB)
          </li>
        ))}
      </ul>
    </div>
  );
}

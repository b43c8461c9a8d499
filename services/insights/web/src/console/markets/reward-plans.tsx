import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useLanguage, useTexts } from '../../shared/texts/language';
import { rewardPlansDocument } from '../generated/graph';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { marketTexts } from './markets.texts';
import { RewardSteps } from './reward-steps';

/** What people earn for which data kinds, version by version. Whatever is planned counts from its first day on. */
export function RewardPlans({ market }: { readonly market: string }) {
  const t = useTexts(marketTexts);
  const { language } = useLanguage();
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(rewardPlansDocument, { market });
  const kindOf = (kind: string): string => (t.dataKinds as Readonly<Record<string, string>>)[kind] ?? kind;
  return (
    <section data-rewards>
      <h2>{t.rewards}</h2>
      <p>{t.rewardsSays}</p>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && (
        <DataTable
          caption={t.rewards}
          rows={answer.data.rewardPlans ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: t.version, cell: ({ version }) => String(version) },
            { title: t.effectiveFrom, cell: ({ effectiveFrom }) => format.day(effectiveFrom) },
            {
              title: t.credits,
              cell: ({ credits, currency }) =>
                credits
                  .map((one) => `${kindOf(one.dataKind)}: ${format.money(one.minorUnitsPerDay, currency)}`)
                  .join('; ') || '–',
            },
            {
              title: t.benefits,
              cell: ({ benefits }) =>
                benefits
                  .map((one) => `${kindOf(one.dataKind)}: ${language === 'de' ? one.nameDe : one.nameEn}`)
                  .join('; ') || '–',
            },
          ]}
          empty={
            <Empty title={t.noRewards}>
              <p>{t.noRewardsText}</p>
            </Empty>
          }
        />
      )}
      <RewardSteps key={market} market={market} onDone={again} />
    </section>
  );
}

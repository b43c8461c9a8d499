import { useState } from 'react';
import { Button, SelectField, TextField } from '../../shared/kit/controls';
import { useTexts } from '../../shared/texts/language';
import { endRewardsDocument, planRewardsDocument } from '../generated/graph';
import { kitTexts } from '../kit/kit.texts';
import { useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { useStep } from '../kit/use-step';
import { marketTexts } from './markets.texts';
import {
  type BenefitDraft,
  DATA_KINDS,
  EMPTY_BENEFIT,
  EMPTY_REWARDS,
  MOST_BENEFITS,
  readRewards,
  type RewardDraft,
  type RewardProblem,
} from './reward-draft';

/** A new version of what people earn, or an end of it: consent says from which day either may be. */
export function RewardSteps({ market, onDone }: { readonly market: string; readonly onDone: () => void }) {
  const t = useTexts(marketTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const [draft, setDraft] = useState(EMPTY_REWARDS);
  const [lastDay, setLastDay] = useState('');
  const [tried, setTried] = useState({ plan: false, end: false });
  const planning = useStep(planRewardsDocument);
  const ending = useStep(endRewardsDocument);
  const refusal = may('admin') ? null : kit.needsRole('admin');
  const read = readRewards(draft);
  const plan = async () => {
    setTried({ ...tried, plan: true });
    if (read.kind === 'wrong' || (await planning.take({ market, ...read.plan })) === null) return null;
    setDraft(EMPTY_REWARDS);
    setTried({ ...tried, plan: false });
    onDone();
    return t.rewardsPlanned;
  };
  const end = async () => {
    setTried({ ...tried, end: true });
    if (lastDay === '' || (await ending.take({ market, lastDay })) === null) return null;
    onDone();
    return t.rewardsEnded;
  };
  return (
    <>
      <StepPanel
        name={t.planRewards}
        says={<p>{t.planRewardsSays}</p>}
        fields={
          <RewardFields
            draft={draft}
            change={setDraft}
            problems={tried.plan && read.kind === 'wrong' ? read.problems : []}
          />
        }
        refusal={refusal}
        step={planning}
        onTake={plan}
      />
      <StepPanel
        name={t.endRewards}
        says={<p>{t.endRewardsSays}</p>}
        fields={
          <TextField
            label={t.lastDay}
            type="date"
            value={lastDay}
            problem={tried.end && lastDay === '' ? t.rewardProblems.effectiveFrom : null}
            onChange={setLastDay}
          />
        }
        refusal={refusal}
        step={ending}
        onTake={end}
      />
    </>
  );
}

function RewardFields(props: {
  readonly draft: RewardDraft;
  readonly change: (draft: RewardDraft) => void;
  readonly problems: readonly RewardProblem[];
}) {
  const { draft, change, problems } = props;
  const t = useTexts(marketTexts);
  const told = (problem: RewardProblem) => (problems.includes(problem) ? t.rewardProblems[problem] : null);
  const setBenefit = (at: number, benefit: BenefitDraft) =>
    change({ ...draft, benefits: draft.benefits.map((one, index) => (index === at ? benefit : one)) });
  return (
    <>
      {told('nothing') && (
        <p className="problem" role="alert">
          {told('nothing')}
        </p>
      )}
      <TextField
        label={t.firstDay}
        type="date"
        value={draft.effectiveFrom}
        problem={told('effectiveFrom')}
        onChange={(effectiveFrom) => change({ ...draft, effectiveFrom })}
      />
      <TextField
        label={t.currency}
        value={draft.currency}
        problem={told('currency')}
        onChange={(currency) => change({ ...draft, currency })}
      />
      <fieldset>
        <legend>{t.credits}</legend>
        {told('credits') && <p className="problem">{told('credits')}</p>}
        {DATA_KINDS.map((kind) => (
          <TextField
            key={kind}
            label={t.dataKinds[kind]}
            value={draft.credits[kind] ?? ''}
            onChange={(money) => change({ ...draft, credits: { ...draft.credits, [kind]: money } })}
          />
        ))}
      </fieldset>
      {told('benefits') && <p className="problem">{told('benefits')}</p>}
      {draft.benefits.map((benefit, at) => (
        <fieldset key={at}>
          <legend>
            {t.benefit} {at + 1}
          </legend>
          <SelectField
            label={t.benefitFor}
            value={benefit.dataKind}
            options={DATA_KINDS.map((value) => ({ value, label: t.dataKinds[value] }))}
            onChange={(dataKind) => setBenefit(at, { ...benefit, dataKind })}
          />
          <TextField
            label={t.benefitCode}
            hint={t.benefitCodeHint}
            value={benefit.code}
            onChange={(code) => setBenefit(at, { ...benefit, code })}
          />
          <TextField
            label={t.nameDe}
            value={benefit.nameDe}
            onChange={(nameDe) => setBenefit(at, { ...benefit, nameDe })}
          />
          <TextField
            label={t.nameEn}
            value={benefit.nameEn}
            onChange={(nameEn) => setBenefit(at, { ...benefit, nameEn })}
          />
          <Button onPress={() => change({ ...draft, benefits: draft.benefits.filter((_, index) => index !== at) })}>
            {t.leaveOut}
          </Button>
        </fieldset>
      ))}
      <Button
        isOff={draft.benefits.length >= MOST_BENEFITS}
        onPress={() => change({ ...draft, benefits: [...draft.benefits, EMPTY_BENEFIT] })}
      >
        {t.addBenefit}
      </Button>
    </>
  );
}

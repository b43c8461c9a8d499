import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button, CheckField, Choice, SelectField, TextField } from '../../shared/kit/controls';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { marketZonesDocument } from '../generated/graph';
import { MarketField } from '../kit/market';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import { wordTexts } from '../kit/words.texts';
import {
  CONTACT_ROLES,
  FORMATS,
  GRAINS,
  KINDS,
  PRODUCTS,
  PURPOSES,
  type TermsDraft,
  type TermsField,
  type TermsProblem,
} from './terms-draft';
import { termsTexts } from './terms.texts';

export interface TermsFormProps {
  readonly draft: TermsDraft;
  /** What is typed while something else arrives must not be overwritten: only what changes is told. */
  readonly onChange: (change: Partial<TermsDraft>) => void;
  readonly problems: Partial<Record<TermsField, TermsProblem>>;
  /** A further version: its market and currency stay. */
  readonly isAmendment: boolean;
}

/** Everything that is agreed. */
export function TermsForm(props: TermsFormProps) {
  const { draft, onChange, problems, isAmendment } = props;
  const t = useTexts(termsTexts);
  const words = useTexts(wordTexts);
  const set = onChange;
  const problemOf = (field: TermsField) => (problems[field] ? t.problems[problems[field]] : null);
  const text = (
    field: 'from' | 'to' | 'price' | 'figuresPerMonth' | 'questionsPerMinute' | 'retentionDays' | 'day',
  ) => ({
    value: draft[field],
    onChange: (value: string) => set({ [field]: value.trim() }),
    problem: problemOf(field),
  });
  return (
    <>
      <Choice
        label={t.purpose}
        value={draft.purpose}
        onChange={(purpose) => set({ purpose })}
        options={PURPOSES.map((value) => ({ value, label: words.purposes[value] ?? value }))}
      />
      <Checks
        label={t.products}
        of={PRODUCTS.map((value) => ({ value, label: words.products[value] ?? value }))}
        chosen={draft.products}
        onChange={(products) => set({ products })}
        problem={problemOf('products')}
      />
      <div className="pair">
        {!isAmendment && (
          <>
            <SelectField
              label={t.kind}
              value={draft.kind}
              onChange={(kind) => set({ kind })}
              options={KINDS.map((value) => ({ value, label: t.kinds[value] ?? value }))}
            />
            {draft.kind === 'pilot' && (
              <TextField
                label={t.namedBuyer}
                value={draft.namedBuyer}
                onChange={(namedBuyer) => set({ namedBuyer })}
                problem={problemOf('namedBuyer')}
              />
            )}
            <MarketField label={t.market} value={draft.market} onChange={(market) => set({ market })} />
          </>
        )}
        <SelectField
          label={t.grain}
          value={draft.finestGrain}
          onChange={(finestGrain) => set({ finestGrain })}
          options={GRAINS.map((value) => ({ value, label: words.grains[value] ?? value }))}
        />
        <TextField label={t.from} type="date" {...text('from')} />
        <TextField label={t.to} hint={t.toHint} type="date" {...text('to')} />
        <TextField label={t.price} {...text('price')} />
        {!isAmendment && (
          <TextField
            label={t.currency}
            value={draft.currency}
            onChange={(currency) => set({ currency: currency.trim().toUpperCase() })}
            problem={problemOf('currency')}
          />
        )}
        <TextField label={t.quota} hint={t.emptyNoLimit} {...text('figuresPerMonth')} />
        <SelectField
          label={t.quotaKind}
          value={draft.quotaKind}
          onChange={(quotaKind) => set({ quotaKind })}
          options={['hard', 'soft'].map((value) => ({ value, label: t.quotaKinds[value] ?? value }))}
        />
        <TextField label={t.questions} hint={t.emptyNoLimit} {...text('questionsPerMinute')} />
        <TextField label={t.keepDays} hint={t.emptyNoLimit} {...text('retentionDays')} />
        <TextField
          label={isAmendment ? t.effective : t.until}
          hint={isAmendment ? t.effectiveHint : t.emptyNoLimit}
          type="date"
          {...text('day')}
        />
      </div>
      <Checks
        label={t.formats}
        of={FORMATS.map((value) => ({ value, label: value }))}
        chosen={draft.exportFormats}
        onChange={(exportFormats) => set({ exportFormats })}
        problem={null}
      />
      <CheckField label={t.allZones} isOn={draft.allZones} onChange={(allZones) => set({ allZones })} />
      {!draft.allZones && (
        <Zones market={draft.market} chosen={draft.zoneIds} onChange={(zoneIds) => set({ zoneIds })} />
      )}
      {problemOf('zoneIds') && <p className="problem">{problemOf('zoneIds')}</p>}
      <Contacts {...props} />
      <p className="hint">
        {t.alwaysForbidden}: {Object.values(words.forbids).join(', ')}
      </p>
    </>
  );
}

function Checks(props: {
  readonly label: string;
  readonly of: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly problem: string | null;
}) {
  const { label, of, chosen, onChange, problem } = props;
  const without = (value: string) => chosen.filter((one) => one !== value);
  return (
    <fieldset className={problem ? 'choice field wrong' : 'choice'}>
      <legend>{label}</legend>
      {problem && <p className="problem">{problem}</p>}
      {of.map((one) => (
        <CheckField
          key={one.value}
          label={one.label}
          isOn={chosen.includes(one.value)}
          onChange={(isOn) => onChange(isOn ? [...chosen, one.value] : without(one.value))}
        />
      ))}
    </fieldset>
  );
}

const MOST_SHOWN = 60;

/** Zones of the market's plan, found by name; what is chosen stays in sight. */
function Zones(props: {
  readonly market: string;
  readonly chosen: readonly string[];
  readonly onChange: (zoneIds: readonly string[]) => void;
}) {
  const { market, chosen, onChange } = props;
  const t = useTexts(termsTexts);
  const format = useStaffFormat();
  const [search, setSearch] = useState('');
  const { answer, error, again } = useAnswer(marketZonesDocument, { market: market === '' ? null : market });
  const sought = search.trim().toLocaleLowerCase();
  const zones = (answer?.data.zones ?? []).filter(
    ({ id, name }) => chosen.includes(id) || `${name} ${id}`.toLocaleLowerCase().includes(sought),
  );
  return (
    <>
      <Told error={error} again={again} />
      {!answer && !error && <Progress label={t.loadZones} />}
      {answer && (
        <>
          <TextField label={t.zoneFilter} value={search} onChange={setSearch} />
          <Checks
            label={`${t.zones} (${t.chosen(format.integer(chosen.length))})`}
            of={zones.slice(0, MOST_SHOWN).map(({ id, name }) => ({ value: id, label: name }))}
            chosen={chosen}
            onChange={onChange}
            problem={null}
          />
        </>
      )}
    </>
  );
}

function Contacts({ draft, onChange, problems }: TermsFormProps) {
  const t = useTexts(termsTexts);
  const words = useTexts(wordTexts);
  const setAt = (at: number, change: Partial<TermsDraft['contacts'][number]>) =>
    onChange({ contacts: draft.contacts.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  return (
    <fieldset className="choice">
      <legend>{t.contacts}</legend>
      {problems.contacts && <p className="problem">{t.problems[problems.contacts]}</p>}
      {draft.contacts.map(({ role, email }, at) => (
        <div key={at} className="pair">
          <SelectField
            label={t.contactRole}
            value={role}
            onChange={(next) => setAt(at, { role: next })}
            options={CONTACT_ROLES.map((value) => ({ value, label: words.roles[value] ?? value }))}
          />
          <TextField
            label={t.contactEmail}
            type="email"
            value={email}
            onChange={(next) => setAt(at, { email: next })}
          />
          <Button onPress={() => onChange({ contacts: draft.contacts.filter((_, index) => index !== at) })}>
            {t.removeContact}
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange({ contacts: [...draft.contacts, { role: 'contract', email: '' }] })}>
        {t.addContact}
      </Button>
    </fieldset>
  );
}

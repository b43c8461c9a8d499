import { Choice, SelectField, TextField } from '../shared/kit/controls';
import { useTexts } from '../shared/texts/language';
import { exploreTexts } from './explore.texts';
import {
  AFFINITIES,
  AGES,
  type Asked,
  DAY_PARTS,
  DAYS,
  type FormProblem,
  GENDERS,
  GRAINS_OF,
  PRODUCTS,
  PROFILED,
  RUNS,
  soldAs,
  WEEKS,
} from './question';
import { type NamedZone, ZoneList } from './zone-list';

type Change = (words: Readonly<Record<string, string | null>>) => void;
interface Part {
  readonly asked: Asked;
  readonly told: (problem: FormProblem) => string | null;
  readonly change: Change;
}

/** What goes with one product and not with another. */
const FORGOTTEN = { grain: null, from: null, to: null, against: null, weeks: null, shown: null, at: null };

export function QuestionForm(props: {
  readonly asked: Asked;
  readonly sold: readonly string[];
  readonly zones: readonly NamedZone[];
  readonly currency: string;
  /** Only once somebody tried to ask. */
  readonly problems: readonly FormProblem[];
  readonly change: Change;
}) {
  const { asked, sold, zones, currency, problems, change } = props;
  const t = useTexts(exploreTexts);
  const { product } = asked;
  const told = (problem: FormProblem) => (problems.includes(problem) ? t.problems[problem] : null);
  const part = { asked, told, change };
  return (
    <>
      <SelectField
        label={t.question}
        value={product}
        options={PRODUCTS.filter((one) => sold.includes(soldAs(one))).map((value) => ({
          value,
          label: t.products[value],
        }))}
        onChange={(value) => change({ ...FORGOTTEN, product: value })}
      />
      {t.guides[product] && <p className="hint">{t.guides[product]}</p>}
      <ZoneList
        label={t.zonesOf[product] ?? t.zones}
        zones={zones}
        chosen={asked.zoneIds}
        problem={told('zones')}
        onChange={(ids) => change({ zones: ids.join(',') })}
      />
      {product === 'flows' && (
        <ZoneList
          label={t.toZones}
          zones={zones}
          chosen={asked.toZoneIds}
          problem={null}
          onChange={(ids) => change({ toZones: ids.join(',') })}
        />
      )}
      <TimeFields {...part} />
      <NarrowingFields {...part} />
      {product === 'leaflets' && <RunFields {...part} currency={currency} />}
    </>
  );
}

function TimeFields({ asked, told, change }: Part) {
  const t = useTexts(exploreTexts);
  const { product, from, to } = asked;
  const grains = GRAINS_OF[product];
  const isByDay = grains !== undefined && (asked.grain === 'DAY' || asked.grain === 'HOUR');
  return (
    <>
      <TextField
        label={product === 'forecast' ? t.forecastFrom : t.from}
        type="date"
        value={from}
        problem={told('period')}
        onChange={(day) => change({ from: day })}
      />
      {product !== 'forecast' && (
        <TextField label={t.to} type="date" value={to} onChange={(day) => change({ to: day })} />
      )}
      {grains && (
        <SelectField
          label={t.grain}
          value={asked.grain}
          options={grains.map((value) => ({ value, label: t.grains[value] }))}
          onChange={(grain) => change({ grain })}
        />
      )}
      {isByDay && (
        <SelectField
          label={t.days}
          hint={t.daysHint}
          value={asked.days}
          options={DAYS.map((value) => ({ value, label: t.daysOf[value] }))}
          onChange={(days) => change({ days: days === 'all' ? null : days })}
        />
      )}
      {WEEKS[product] && (
        <TextField
          label={t.weeksOf[product] ?? ''}
          hint={t.weeksHint(String(WEEKS[product][0]), String(WEEKS[product][1]))}
          type="number"
          value={asked.weeks}
          problem={told('weeks')}
          onChange={(weeks) => change({ weeks })}
        />
      )}
      {product === 'comparison' && (
        <TextField label={t.against} type="date" value={asked.against} onChange={(against) => change({ against })} />
      )}
    </>
  );
}

function NarrowingFields({ asked, change }: Part) {
  const t = useTexts(exploreTexts);
  const { product } = asked;
  const all = { value: '', label: t.all };
  return (
    <>
      {PROFILED.includes(product) && (
        <>
          <SelectField
            label={t.age}
            value={asked.age}
            options={[all, ...AGES.map((value) => ({ value, label: value }))]}
            onChange={(age) => change({ age })}
          />
          <SelectField
            label={t.gender}
            value={asked.gender}
            options={[all, ...GENDERS.map((value) => ({ value, label: t.genders[value] }))]}
            onChange={(gender) => change({ gender })}
          />
        </>
      )}
      {product === 'affinity' && (
        <SelectField
          label={t.apart}
          value={asked.of}
          options={AFFINITIES.map((value) => ({ value, label: t.apartBy[value] }))}
          onChange={(of) => change({ of })}
        />
      )}
      {product === 'flows' && (
        <SelectField
          label={t.dayPart}
          value={asked.dayPart}
          options={[all, ...DAY_PARTS.map((value) => ({ value, label: value }))]}
          onChange={(dayPart) => change({ dayPart })}
        />
      )}
    </>
  );
}

/** A print run, or a budget that buys one. */
function RunFields({ asked, told, change, currency }: Part & { readonly currency: string }) {
  const t = useTexts(exploreTexts);
  return (
    <>
      <Choice
        label={t.run}
        value={asked.run}
        options={RUNS.map((value) => ({ value, label: t.runs[value] }))}
        onChange={(run) => change({ run })}
      />
      {asked.run === 'leaflets' ? (
        <TextField
          label={t.leaflets}
          type="number"
          value={asked.leaflets}
          problem={told('leaflets')}
          onChange={(leaflets) => change({ leaflets })}
        />
      ) : (
        <TextField
          label={`${t.budget} (${currency})`}
          value={asked.budget}
          problem={told('budget')}
          onChange={(budget) => change({ budget })}
        />
      )}
      <TextField
        label={`${t.perThousand} (${currency})`}
        hint={asked.run === 'leaflets' ? t.perThousandHint : ''}
        value={asked.perThousand}
        problem={told('perThousand')}
        onChange={(perThousand) => change({ perThousand })}
      />
      <TextField
        label={t.perResident}
        hint={t.perResidentHint}
        value={asked.perResident}
        problem={told('perResident')}
        onChange={(perResident) => change({ perResident })}
      />
    </>
  );
}

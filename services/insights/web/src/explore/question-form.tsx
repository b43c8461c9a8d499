import { useState } from 'react';
import { CheckField, SelectField, TextField } from '../shared/kit/controls';
import { useTexts } from '../shared/texts/language';
import { exploreTexts } from './explore.texts';
import { AGES, type Asked, DAY_PARTS, type FormProblem, GENDERS, GRAINS_OF, PRODUCTS, soldAs } from './question';

export interface NamedZone {
  readonly id: string;
  readonly name: string;
}
type Change = (words: Readonly<Record<string, string | null>>) => void;

const MOST_LISTED = 300;

export function QuestionForm(props: {
  readonly asked: Asked;
  readonly sold: readonly string[];
  readonly zones: readonly NamedZone[];
  /** Only once somebody tried to ask. */
  readonly problems: readonly FormProblem[];
  readonly change: Change;
}) {
  const { asked, sold, zones, problems, change } = props;
  const t = useTexts(exploreTexts);
  const { product } = asked;
  const told = (problem: FormProblem) => (problems.includes(problem) ? t.problems[problem] : null);
  const all = { value: '', label: t.all };
  const grains = GRAINS_OF[product];
  return (
    <>
      <SelectField
        label={t.question}
        value={product}
        options={PRODUCTS.filter((one) => sold.includes(soldAs(one))).map((value) => ({
          value,
          label: t.products[value],
        }))}
        onChange={(value) => change({ product: value, grain: null, from: null, against: null })}
      />
      <ZoneList
        label={product === 'flows' ? t.fromZones : t.zones}
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
      <TextField
        label={t.from}
        type="date"
        value={asked.from}
        problem={told('period')}
        onChange={(from) => change({ from })}
      />
      <TextField label={t.to} type="date" value={asked.to} onChange={(to) => change({ to })} />
      {grains && (
        <SelectField
          label={t.grain}
          value={asked.grain}
          options={grains.map((value) => ({ value, label: t.grains[value] }))}
          onChange={(grain) => change({ grain })}
        />
      )}
      {['visitors', 'presence'].includes(product) && (
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
      {product === 'flows' && (
        <SelectField
          label={t.dayPart}
          value={asked.dayPart}
          options={[all, ...DAY_PARTS.map((value) => ({ value, label: value }))]}
          onChange={(dayPart) => change({ dayPart })}
        />
      )}
      {product === 'comparison' && (
        <TextField label={t.against} type="date" value={asked.against} onChange={(against) => change({ against })} />
      )}
      {product === 'leaflets' && (
        <TextField
          label={t.leaflets}
          type="number"
          value={asked.leaflets}
          problem={told('leaflets')}
          onChange={(leaflets) => change({ leaflets })}
        />
      )}
    </>
  );
}

function ZoneList(props: {
  readonly label: string;
  readonly zones: readonly NamedZone[];
  readonly chosen: readonly string[];
  readonly problem: string | null;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const { label, zones, chosen, problem, onChange } = props;
  const t = useTexts(exploreTexts);
  const [sought, setSought] = useState('');
  const found = zones.filter(({ name }) => name.toLowerCase().includes(sought.toLowerCase())).slice(0, MOST_LISTED);
  return (
    <fieldset className="choice">
      <legend>
        {label} ({chosen.length})
      </legend>
      {problem && <p className="problem">{problem}</p>}
      {zones.length > 12 && <TextField label={t.find} value={sought} onChange={setSought} />}
      <div className="zone-list">
        {found.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isOn={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

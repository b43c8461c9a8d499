import { useState } from 'react';
import { Button, CheckField, TextField } from '../shared/kit/controls';
import { useTexts } from '../shared/texts/language';
import { exploreTexts } from './explore.texts';

export interface NamedZone {
  readonly id: string;
  readonly name: string;
}

const MOST_LISTED = 300;
const MANY = 12;

export function ZoneList(props: {
  readonly label: string;
  readonly zones: readonly NamedZone[];
  readonly chosen: readonly string[];
  readonly problem: string | null;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const { label, zones, chosen, problem, onChange } = props;
  const t = useTexts(exploreTexts);
  const [sought, setSought] = useState('');
  const found = zones.filter(({ name }) => name.toLowerCase().includes(sought.toLowerCase()));
  return (
    <fieldset className="choice">
      <legend>
        {label} ({chosen.length})
      </legend>
      {problem && <p className="problem">{problem}</p>}
      {zones.length > MANY && <TextField label={t.find} value={sought} onChange={setSought} />}
      <div className="actions">
        <Button onPress={() => onChange([...new Set([...chosen, ...found.map(({ id }) => id)])])}>
          {t.chooseAll(found.length)}
        </Button>
        <Button isOff={chosen.length === 0} onPress={() => onChange([])}>
          {t.chooseNone}
        </Button>
      </div>
      <div className="zone-list">
        {found.slice(0, MOST_LISTED).map(({ id, name }) => (
          <CheckField
            key={id}
            label={<bdi>{name}</bdi>}
            isOn={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

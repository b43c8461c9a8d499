import { memo, useCallback, useRef, useState } from 'react';
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
  const isChosen = new Set(chosen);
  const last = useRef(props);
  last.current = props;
  const turn = useCallback((id: string, isOn: boolean) => {
    const { chosen: before, onChange: tell } = last.current;
    tell(isOn ? [...before, id] : before.filter((one) => one !== id));
  }, []);
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
          <ZoneField key={id} id={id} name={name} isOn={isChosen.has(id)} turn={turn} />
        ))}
      </div>
    </fieldset>
  );
}

/** One of hundreds: made again only where it is turned. */
const ZoneField = memo(function ZoneField(props: {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly turn: (id: string, isOn: boolean) => void;
}) {
  const { id, name, isOn, turn } = props;
  return <CheckField label={<bdi>{name}</bdi>} isOn={isOn} onChange={(next) => turn(id, next)} />;
});

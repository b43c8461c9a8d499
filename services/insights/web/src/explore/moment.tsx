import { useEffect, useMemo, useState } from 'react';
import { useView } from '../shared/page/use-view';
import { useTexts } from '../shared/texts/language';
import type { Format } from '../shared/texts/format';
import { exploreTexts } from './explore.texts';
import { type Moments, moveToDay } from './moments';

const SETTLED_MS = 300;

/** Which moment is shown. The address holds it once the slider rests, so that it can be sent to somebody. */
export function useMoment({ starts }: Moments): {
  readonly start: string | null;
  readonly move: (start: string) => void;
} {
  const { view, change } = useView();
  const [moved, setMoved] = useState<string | null>(null);
  const wanted = moved ?? view.get('at');
  const start = starts.find((one) => one === wanted) ?? starts[0] ?? null;
  useEffect(() => {
    if (moved === null) return;
    const settling = setTimeout(() => change({ at: moved }, { replace: true }), SETTLED_MS);
    return () => clearTimeout(settling);
  }, [moved, change]);
  return { start, move: setMoved };
}

/** A slider of days; by hours another one for the hour of that day, which stays as the day changes. */
export function MomentSliders(props: {
  readonly moments: Moments;
  readonly start: string | null;
  readonly move: (start: string) => void;
  readonly format: Format;
  readonly isHourly: boolean;
}) {
  const { moments, start, move, format, isHourly } = props;
  const t = useTexts(exploreTexts);
  const { days, startsOf } = moments;
  const day = useMemo(() => days.find((one) => startsOf.get(one)!.includes(start ?? '')), [days, startsOf, start]);
  if (start === null || day === undefined) return null;
  const hours = startsOf.get(day)!;
  return (
    <div className="sliders">
      {days.length > 1 && (
        <Slider
          label={t.moment}
          name={format.day(day)}
          last={days.length - 1}
          value={days.indexOf(day)}
          onMove={(to) => move(moveToDay(moments, { start, day: days[to]!, nameOf: format.hour }))}
        />
      )}
      {isHourly && (
        <Slider
          label={t.hour}
          name={format.hour(start)}
          last={hours.length - 1}
          value={hours.indexOf(start)}
          onMove={(to) => move(hours[to]!)}
        />
      )}
    </div>
  );
}

function Slider(props: {
  readonly label: string;
  /** Of the value. */
  readonly name: string;
  readonly last: number;
  readonly value: number;
  readonly onMove: (to: number) => void;
}) {
  const { label, name, last, value, onMove } = props;
  return (
    <label className="slider">
      {label}: {name}
      <input
        type="range"
        min={0}
        max={last}
        value={value}
        aria-valuetext={name}
        onChange={({ target }) => onMove(Number(target.value))}
      />
    </label>
  );
}

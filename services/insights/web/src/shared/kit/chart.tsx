import { useEffect, useRef } from 'react';
import { Problem } from './problem';
import { usePart } from './use-part';

/** What Observable Plot draws. It is loaded with the first chart, not with the page. */
export type Draw = (plot: typeof import('@observablehq/plot'), width: number) => Element & { remove(): void };

const loadPlot = () => import('@observablehq/plot');

/** @param draw changes only when the picture does (`useCallback`) */
export function Chart({ draw, height }: { readonly draw: Draw; readonly height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const { part: plot, error, again } = usePart(loadPlot);
  useEffect(() => {
    if (!plot || !box.current) return;
    const drawn = draw(plot, Math.max(280, box.current.clientWidth));
    // Its own style element is what the policy forbids; kit.css says the same.
    for (const style of drawn.querySelectorAll('style')) style.remove();
    box.current.replaceChildren(drawn);
  }, [draw, plot]);
  if (error) return <Problem error={error} again={again} />;
  return <div ref={box} className="chart" style={{ minHeight: height }} />;
}

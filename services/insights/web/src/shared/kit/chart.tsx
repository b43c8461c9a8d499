import { useEffect, useRef } from 'react';

/** What Observable Plot draws. It is loaded with the first chart, not with the page. */
export type Draw = (plot: typeof import('@observablehq/plot'), width: number) => Element & { remove(): void };

/** @param draw changes only when the picture does (`useCallback`) */
export function Chart({ draw, height }: { readonly draw: Draw; readonly height: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isHere = true;
    void import('@observablehq/plot').then((plot) => {
      if (!isHere || !box.current) return;
      const drawn = draw(plot, Math.max(280, box.current.clientWidth));
      // Its own style element is what the policy forbids; kit.css says the same.
      for (const style of drawn.querySelectorAll('style')) style.remove();
      box.current.replaceChildren(drawn);
    });
    return () => void (isHere = false);
  }, [draw]);
  return <div ref={box} className="chart" style={{ minHeight: height }} />;
}

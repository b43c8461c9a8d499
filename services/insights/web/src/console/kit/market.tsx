import { useAnswer } from '../../shared/graph/use-answer';
import { SelectField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useView } from '../../shared/page/use-view';
import { useTexts } from '../../shared/texts/language';
import { type ReactNode, useEffect } from 'react';
import { marketsDocument } from '../generated/graph';
import { kitTexts } from './kit.texts';
import { Told } from './told';

const KEY = 'passant.market';
const NOTHING = {};

/** The market that the address names, else the one that was looked at last; empty: none yet. */
export function useMarket(): { readonly market: string; readonly choose: (market: string) => void } {
  const { view, change } = useView();
  const choose = (market: string) => {
    localStorage.setItem(KEY, market);
    change({ market }, { replace: true });
  };
  return { market: view.get('market') ?? localStorage.getItem(KEY) ?? '', choose };
}

/** A choice of all markets; the first one is chosen where none is. */
export function MarketField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (market: string) => void;
}) {
  const { label, value, onChange } = props;
  const { answer, error, again } = useAnswer(marketsDocument, NOTHING);
  const markets = answer?.data.marketLaunches ?? [];
  const first = markets[0]?.market;
  const isKnown = markets.some(({ market }) => market === value);
  useEffect(() => {
    if (first !== undefined && !isKnown) onChange(first);
    // What is chosen by whom does not matter here, only that something is.
  }, [first, isKnown]);
  if (error) return <Told error={error} again={again} />;
  if (!answer) return <Progress />;
  return (
    <SelectField
      label={label}
      value={value}
      onChange={onChange}
      options={markets.map(({ market, name }) => ({ value: market, label: name }))}
    />
  );
}

/** Which market a view is about, and the view of it once there is one. */
export function OfMarket({ children }: { readonly children: (market: string) => ReactNode }) {
  const t = useTexts(kitTexts);
  const { market, choose } = useMarket();
  const { answer } = useAnswer(marketsDocument, NOTHING);
  if (answer?.data.marketLaunches?.length === 0) {
    return (
      <Empty title={t.noMarket}>
        <p>{t.noMarketText}</p>
      </Empty>
    );
  }
  return (
    <>
      <MarketField label={t.market} value={market} onChange={choose} />
      {market !== '' && children(market)}
    </>
  );
}

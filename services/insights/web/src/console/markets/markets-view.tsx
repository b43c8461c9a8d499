import { useAnswer } from '../../shared/graph/use-answer';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { marketLaunchDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading } from '../kit/go';
import { OfMarket } from '../kit/market';
import { useStaffFormat } from '../kit/staff';
import { Told } from '../kit/told';
import type { Launch } from './launch';
import { MarketSteps } from './market-steps';
import { marketTexts } from './markets.texts';
import { RewardPlans } from './reward-plans';

/** Where a market stands, what is approved of it, and who changed that. */
export function MarketsView() {
  const t = useTexts(marketTexts);
  return (
    <section>
      <Heading>{t.title}</Heading>
      <p>{t.public}</p>
      <OfMarket>{(market) => <OneMarket key={market} market={market} />}</OfMarket>
    </section>
  );
}

function OneMarket({ market }: { readonly market: string }) {
  const t = useTexts(marketTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(marketLaunchDocument, { market });
  const launch = answer?.data.marketLaunch;
  const approved = (of: NonNullable<Launch['approval']>) =>
    t.approvalText(of.body, format.day(of.approvedOn), format.day(of.expiresOn));
  if (error) return <Told error={error} again={again} />;
  if (!launch) return <Progress />;
  return (
    <>
      <Facts
        of={[
          [t.state, <strong key="state">{t.states[launch.state] ?? launch.state}</strong>],
          [t.place, [launch.country, launch.timeZone].filter(Boolean).join(', ')],
          [t.simulated, launch.isSimulated ? t.simulatedYes : t.simulatedNo],
          [t.approval, launch.approval ? approved(launch.approval) : t.approvalNone],
          [t.awaited, launch.awaitedApproval && approved(launch.awaitedApproval)],
        ]}
      />
      {launch.approval && !launch.isApproved && <p className="problem">{t.approvalOver}</p>}
      <MarketSteps launch={launch} again={again} />
      <h2>{t.timeline}</h2>
      <ol className="timeline">
        {launch.timeline.map((event) => (
          <li key={event.number}>
            <strong>{t.what[event.what] ?? event.what}</strong>, {format.time(event.at)}, {event.staffId}
            {event.reason !== null && <q>{event.reason}</q>}
          </li>
        ))}
      </ol>
      <RewardPlans market={market} />
    </>
  );
}

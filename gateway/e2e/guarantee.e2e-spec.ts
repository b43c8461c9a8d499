import { tellAveraging } from './chapters/averaging';
import { tellTheBill } from './chapters/bill';
import { tellTheConsole } from './chapters/console';
import { tellFirstHour } from './chapters/first-hour';
import { tellHeldDay } from './chapters/held-day';
import { tellInsider } from './chapters/insider';
import { tellMonth } from './chapters/month';
import { tellPolicy } from './chapters/policy';
import { tellPublicPages } from './chapters/public-pages';
import { tellWhatIsSold } from './chapters/sold';
import { County } from './support/county-stack';

const START_MS = 180_000;

/**
 * One county whose people permit everything, one stack: the last days of a past month, replayed, and the first of the next. Its
 * chapters are told in order, through the gateway and the decision page; the insider's with stolen credentials.
 */
describe('Passant in a county that permits everything', () => {
  const county = new County();

  beforeAll(() => county.open(), START_MS);
  afterAll(() => county.close(), START_MS);

  tellWhatIsSold(county);
  tellTheBill(county);
  tellPublicPages(county);
  tellTheConsole(county);
  tellAveraging(county);
  tellInsider(county);
  tellMonth(county);
  tellHeldDay(county);
  tellPolicy(county);
  // Last: it goes on to the month after.
  tellFirstHour(county);
});

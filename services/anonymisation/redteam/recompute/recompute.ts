import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SUITE_IDS, type SuiteId } from '../arguments';
import type { SuiteResult } from '../suite';
import { recomputeAveraging } from './averaging';
import { recomputeDifferencing } from './differencing';
import { writtenIn } from './files';
import { agrees, type Recompute } from './findings';
import { recomputeInsider } from './insider';
import { recomputeLinking } from './linking';
import { recomputeMembership } from './membership';
import { recomputeReconstruction } from './reconstruction';
import { recomputeKnockKnock, recomputeZeroAuxiliary } from './shadows';
import { recomputeSuspicion } from './suspicion';
import { recomputeTrajectories } from './trajectories';

/**
 * Another program's way from the files of `--out` to the numbers of the verdict: nothing of the suites, the attacks or step 3 is used,
 * so that a file that says something else than the verdict does is found.
 */
export const RECOMPUTE: Readonly<Record<SuiteId, Recompute>> = {
  R1: recomputeMembership,
  R2: recomputeKnockKnock,
  R3: recomputeZeroAuxiliary,
  R4: recomputeTrajectories,
  R5: recomputeDifferencing,
  R6: recomputeAveraging,
  R7: recomputeReconstruction,
  R8: recomputeLinking,
  R9: recomputeSuspicion,
  R10: recomputeInsider,
};

/** Every suite that a folder of `--out` holds, check-ins too, as lines to read. @returns how many numbers there are, and how many differ */
export function recomputeFolder(folder: string, say: (line: string) => void): { numbers: number; differing: number } {
  let [numbers, differing] = [0, 0];
  for (const id of SUITE_IDS.filter((one) => existsSync(join(folder, one, 'result.json')))) {
    const { checkIns, ...simulated } = writtenIn(join(folder, id)).json<SuiteResult>('result');
    for (const [prefix, said] of Object.entries({ '': simulated, 'check-ins-': checkIns })) {
      if (!said) continue;
      const findings = RECOMPUTE[id](writtenIn(join(folder, id), prefix), said);
      const wrong = findings.filter((finding) => !agrees(finding));
      numbers += findings.length;
      differing += wrong.length;
      say(`${id}${prefix && ', check-ins'}: ${findings.length} numbers again, ${wrong.length} differ`);
      for (const { name, again, said: was, within } of wrong) say(`    ${name}: ${again}, written ${was} ± ${within}`);
    }
  }
  return { numbers, differing };
}

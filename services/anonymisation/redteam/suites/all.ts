import type { Suite } from '../suite';
import { r1 } from './r1-membership';
import { r2 } from './r2-knock-knock';
import { r3 } from './r3-zero-auxiliary';
import { r4 } from './r4-trajectories';
import { r7 } from './r7-reconstruction';

export const SUITES: readonly Suite[] = [r1, r2, r3, r4, r7];

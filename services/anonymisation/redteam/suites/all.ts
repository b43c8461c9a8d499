import type { Suite } from '../suite';
import { r1 } from './r1-membership';
import { r10 } from './r10-insider';
import { r2 } from './r2-knock-knock';
import { r3 } from './r3-zero-auxiliary';
import { r4 } from './r4-trajectories';
import { r5 } from './r5-differencing';
import { r6 } from './r6-averaging';
import { r7 } from './r7-reconstruction';
import { r8 } from './r8-linking';
import { r9 } from './r9-sick-leave';

export const SUITES: readonly Suite[] = [r1, r2, r3, r4, r5, r6, r7, r8, r9, r10];

export { CurrentAct } from '@passant/platform';

export { type Act, ActsService, type Subject } from '@passant/platform';

export { type Transaction, Transactions } from '@passant/platform';

import { registerEnumType } from '@nestjs/graphql';

/** For GraphQL only: names and values are the same. */
export const GrainEnum = { HOUR: 'HOUR', DAY: 'DAY', WEEK: 'WEEK', MONTH: 'MONTH' } as const;
registerEnumType(GrainEnum, {
  name: 'Grain',
  description:
    'Hours are UTC hours; days are local days of the market; weeks are ISO weeks; months are calendar months.',
});

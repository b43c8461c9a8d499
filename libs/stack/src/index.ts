export { StackProblem } from './errors';
export { freePort } from './ports';
export { ensureDatabase } from './postgres/ensure-database';
export { type PostgresSettings, type RunningPostgres, startPostgres } from './postgres/start-postgres';
export { keysOf } from './redis/access';
export { type RedisKind, type RedisSettings, type RunningRedis, startRedis } from './redis/start-redis';

import { join } from 'node:path';
import { writeSchema } from '@passant/platform';
import { RESOLVERS } from './app.module';

void writeSchema(RESOLVERS, join(__dirname, '..', 'schema.graphql'));

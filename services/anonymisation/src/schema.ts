import 'reflect-metadata';
import { writeSchema } from '@passant/platform';
import { join } from 'node:path';
import { resolvers } from './resolvers';

void writeSchema(resolvers, join(__dirname, '..', 'schema.graphql'));

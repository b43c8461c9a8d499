import 'reflect-metadata';
import { join } from 'node:path';
import { writeSchema } from '@passant/platform';
import { resolvers } from './resolvers';

void writeSchema(resolvers, join(__dirname, '..', 'schema.graphql'));

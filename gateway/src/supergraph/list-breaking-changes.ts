import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges } from 'graphql';
import { toPartnerSupergraph } from './partner-supergraph';

/**
 * What programs of partners would no longer get, a sentence each, where one supergraph follows another: fields, arguments and values gone, types
 * changed, arguments newly required (as GraphQL.js defines breaking). What only staff see is not in it: the console comes with the graph.
 */
export function listBreakingChanges(before: string, after: string): readonly string[] {
  return findBreakingChanges(toPartnerGraph(before), toPartnerGraph(after)).map(({ description }) => description);
}

const toPartnerGraph = (supergraphSdl: string) =>
  Supergraph.build(toPartnerSupergraph(supergraphSdl)).apiSchema().toGraphQLJSSchema();

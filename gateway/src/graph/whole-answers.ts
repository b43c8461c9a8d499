import type { ApolloGateway, GatewayConfig } from '@apollo/gateway';
import { type DocumentNode, type FormattedExecutionResult, Kind, OperationTypeNode, parse, print } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import type { GraphContext } from './graph-context';
import { isWithoutErrors, type Subgraph } from './subgraph';

type Loaded = Awaited<ReturnType<ApolloGateway['load']>>;
type Executor = NonNullable<Loaded['executor']>;
type Planned = Parameters<NonNullable<GatewayConfig['experimental_didResolveQueryPlan']>>[0];

/** What a subgraph is asked where it answers an operation whole. */
interface WholeFetch {
  readonly service: string;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: readonly string[];
}

/** Stands for data that nobody in the gateway reads: its text goes out as it came in. */
const texts = new WeakMap<object, string>();

/** The text of a result: as the subgraph wrote it where it is passed on whole. */
export const stringifyResult = (result: FormattedExecutionResult): string =>
  (result.errors ? undefined : texts.get(result.data ?? {})) ?? `${JSON.stringify(result)}\n`;

/**
 * Answers that come whole from one subgraph are passed on as text: its fields, names and order are the caller's own, and the
 * subgraph has checked each value against the same schema. So a large answer is neither parsed nor shaped nor written again,
 * which takes longer than all else that a gateway does. The gateway plans an operation when it first comes; everything that is
 * not such an answer, errors above all, goes its usual way.
 */
export class WholeAnswers {
  /** By validated document, which the server keeps as long as it is asked; null: its answers are put together. */
  private readonly known = new WeakMap<DocumentNode, WholeFetch | null>();

  constructor(private readonly findSubgraph: (service: string) => Subgraph) {}

  /** For the gateway: told of every plan before it is carried out. */
  readonly learn = ({ queryPlan, requestContext: { document } }: Planned): void => {
    if (!this.known.has(document)) this.known.set(document, toWholeFetch(queryPlan.node, document));
  };

  /** The gateway, but for what is passed on. */
  wrap(gateway: ApolloGateway): Pick<ApolloGateway, 'load' | 'onSchemaLoadOrUpdate' | 'stop'> {
    return {
      load: async (options) => {
        const { schema, executor } = await gateway.load(options);
        return { schema, executor: executor && ((request) => this.execute(request, executor)) };
      },
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      stop: () => gateway.stop(),
    };
  }

  private async execute(asked: Parameters<Executor>[0], executor: Executor): ReturnType<Executor> {
    const whole = this.known.get(asked.document);
    const given = asked.request.variables ?? {};
    const { variableDefinitions = [] } = asked.operation;
    if (!whole || getVariableValues(asked.schema, variableDefinitions, given).errors) return executor(asked);
    const variables = Object.fromEntries(
      whole.variables.flatMap((name) => (name in given ? [[name, given[name]]] : [])),
    );
    const context = asked.context as GraphContext;
    const { query, operationName } = whole;
    const answer = this.findSubgraph(whole.service).ask({ query, variables, operationName }, context);
    const text = await answer.catch(() => '');
    if (!isWithoutErrors(text)) return executor({ ...asked, context: { ...context, answer } });
    const data = {};
    texts.set(data, text);
    return { data };
  }
}

function toWholeFetch(node: Planned['queryPlan']['node'], document: DocumentNode): WholeFetch | null {
  if (node?.kind !== 'Fetch' || node.operationKind !== OperationTypeNode.QUERY) return null;
  const isChanged = node.requires ?? node.inputRewrites ?? node.outputRewrites ?? node.contextRewrites;
  if (isChanged !== undefined || !asksTheSame(document, node.operation)) return null;
  const { serviceName: service, operation: query, operationName, variableUsages: variables = [] } = node;
  return { service, query, operationName, variables };
}

/** One operation on each side, with the same words in the same order. */
function asksTheSame(document: DocumentNode, query: string): boolean {
  const [asked, planned] = [document, parse(query)].map(({ definitions: [one, ...more] }) =>
    one?.kind === Kind.OPERATION_DEFINITION && more.length === 0 ? print(one.selectionSet) : null,
  );
  return asked !== null && asked === planned;
}

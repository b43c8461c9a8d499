import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** How long a list of objects is taken to be where nothing says so. */
const ASSUMED_LENGTH = 10;
const MUTATION_POINTS = 10;
/** Arguments that say how long a list may be, where a schema does not name others by `@listSize`. */
const SLICING_ARGUMENTS = ['first', 'last', 'limit'];

interface FieldCost {
  readonly weight?: number;
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
}

/** What the schema says fields cost: `@cost` and `@listSize`, by `Type.field`. */
export type CostTable = ReadonlyMap<string, FieldCost>;

export function readCosts(supergraphSdl: string): CostTable {
  const table = new Map<string, FieldCost>();
  for (const type of parse(supergraphSdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives } of type.fields ?? []) {
      const weight = argumentOf(directives, 'cost', 'weight');
      const assumedSize = argumentOf(directives, 'listSize', 'assumedSize');
      const slicingArguments = argumentOf(directives, 'listSize', 'slicingArguments');
      if (weight === undefined && assumedSize === undefined && slicingArguments === undefined) continue;
      table.set(`${type.name.value}.${name.value}`, {
        ...(weight === undefined ? {} : { weight: Number(weight) }),
        ...(typeof assumedSize === 'number' ? { assumedSize } : {}),
        ...(Array.isArray(slicingArguments) ? { slicingArguments } : {}),
      });
    }
  }
  return table;
}

function argumentOf(directives: readonly ConstDirectiveNode[] | undefined, name: string, argument: string): unknown {
  const found = directives?.find((one) => one.name.value === name);
  const value = found?.arguments?.find((one) => one.name.value === argument)?.value;
  return value === undefined ? undefined : valueFromASTUntyped(value);
}

export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Points of a valid operation before it runs, after the static part of IBM's GraphQL cost specification (2022): an object 1,
 * a value 0, a list as often as it may have entries, a mutation 10 on top; `@cost` and `@listSize` override.
 */
export function countPoints(
  schema: GraphQLSchema,
  costs: CostTable,
  { document, operation, variables }: Operation,
): number {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );

  const pointsOfSelection = (set: SelectionSetNode, typeName: string, length: number | undefined): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + pointsOfField(selection, typeName, length);
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return part === undefined
        ? sum
        : sum + pointsOfSelection(part.selectionSet, part.typeCondition?.name.value ?? typeName, length);
    }, 0);

  /** @param inherited length of a page, as an argument of the field above said it */
  const pointsOfField = (node: FieldNode, typeName: string, inherited: number | undefined): number => {
    const type = schema.getType(typeName);
    const name = node.name.value;
    if (!(isObjectType(type) || isInterfaceType(type)) || name.startsWith('__')) return 0;
    const field = type.getFields()[name];
    if (field === undefined) return 0;
    const cost = costs.get(`${typeName}.${name}`) ?? {};
    const named = getNamedType(field.type);
    const asked = readLength(node, field, cost);
    const isList = isListType(getNullableType<GraphQLOutputType>(field.type));
    const length = isList ? (asked ?? cost.assumedSize ?? inherited ?? ASSUMED_LENGTH) : 1;
    const own = cost.weight ?? (isCompositeType(named) ? 1 : 0);
    const below = node.selectionSet ? pointsOfSelection(node.selectionSet, named.name, isList ? undefined : asked) : 0;
    return length * (own + below);
  };

  const readLength = (node: FieldNode, field: GraphQLField<unknown, unknown>, cost: FieldCost): number | undefined => {
    const lengths = (cost.slicingArguments ?? SLICING_ARGUMENTS).flatMap((name) => {
      const argument = field.args.find((one) => one.name === name);
      if (argument === undefined) return [];
      const given = node.arguments?.find((one) => one.name.value === name)?.value;
      const value = given === undefined ? argument.defaultValue : valueFromASTUntyped(given, variables);
      return typeof value === 'number' && value > 0 ? [value] : [];
    });
    return lengths.length === 0 ? undefined : Math.max(...lengths);
  };

  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return 0;
  const perField = operation.operation === OperationTypeNode.MUTATION ? MUTATION_POINTS : 0;
  const fields = operation.selectionSet.selections.length;
  return perField * fields + pointsOfSelection(operation.selectionSet, root.name, undefined);
}

import {
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

const INACCESSIBLE_LINK = 'extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)';
const INACCESSIBLE =
  'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION';
const ROOTS: readonly string[] = ['Query', 'Mutation'];
/** What composition adds for query plans: never seen by callers anyway. */
const MACHINERY = /^(join|link|core|federation)__/;
const BUILT_IN: readonly string[] = ['ID', 'String', 'Int', 'Float', 'Boolean'];

type Field = FieldDefinitionNode | InputValueDefinitionNode;

/**
 * The same supergraph with all that partners may not ask marked `@inaccessible`: to partners it does not exist, while plans
 * may still use it. Visible are the root fields that services tag `partner` and what can be reached from them, but fields
 * tagged `staff` alone. What has no tag at the root is hidden.
 */
export function toPartnerSupergraph(supergraphSdl: string): string {
  const document = parse(supergraphSdl);
  const types = new Map(document.definitions.filter(isTypeDefinitionNode).map((type) => [type.name.value, type]));
  const visible = findVisible(types);
  const definitions = document.definitions.map((definition) =>
    isTypeDefinitionNode(definition) ? hide(definition, visible) : definition,
  );
  return print(withInaccessible({ ...document, definitions }));
}

function findVisible(types: ReadonlyMap<string, TypeDefinitionNode>): ReadonlySet<string> {
  const seen = new Set<string>(['Query']);
  const waiting = [...ROOTS];
  const see = (name: string): void => {
    if (seen.has(name) || BUILT_IN.includes(name)) return;
    seen.add(name);
    waiting.push(name);
  };
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name);
    if (type === undefined) continue;
    const fields = fieldsOf(type).filter((field) => isVisibleField(name!, field));
    if (name === 'Mutation' && fields.length > 0) seen.add(name);
    for (const field of fields) {
      see(namedType(field.type));
      if (field.kind === Kind.FIELD_DEFINITION) field.arguments?.forEach((argument) => see(namedType(argument.type)));
    }
    namesBeside(type, types).forEach(see);
  }
  return seen;
}

/** Interfaces of an object, implementations of an interface, members of a union. */
function namesBeside(type: TypeDefinitionNode, types: ReadonlyMap<string, TypeDefinitionNode>): string[] {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return type.types?.map(nameOf) ?? [];
  if (type.kind === Kind.OBJECT_TYPE_DEFINITION) return type.interfaces?.map(nameOf) ?? [];
  if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  const implementing = [...types.values()].filter(
    (other) =>
      other.kind === Kind.OBJECT_TYPE_DEFINITION && other.interfaces?.some((one) => nameOf(one) === type.name.value),
  );
  return implementing.map(({ name }) => name.value);
}

function isVisibleField(typeName: string, field: Field): boolean {
  const tags = tagsOf(field.directives);
  return tags.includes('partner') || (!ROOTS.includes(typeName) && !tags.includes('staff'));
}

function hide(type: TypeDefinitionNode, visible: ReadonlySet<string>): DefinitionNode {
  if (MACHINERY.test(type.name.value)) return type;
  if (!visible.has(type.name.value)) return marked(type);
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return type;
  const fields = type.fields?.map((field) => (isVisibleField(type.name.value, field) ? field : marked(field)));
  return { ...type, fields };
}

function withInaccessible(document: DocumentNode): DocumentNode {
  const isThere = document.definitions.some(
    (one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === 'inaccessible',
  );
  if (isThere) return document;
  const link = parse(INACCESSIBLE_LINK).definitions[0] as { directives?: readonly ConstDirectiveNode[] };
  const definitions = document.definitions.map((one) =>
    one.kind === Kind.SCHEMA_DEFINITION
      ? { ...one, directives: [...(one.directives ?? []), ...(link.directives ?? [])] }
      : one,
  );
  return { ...document, definitions: [...definitions, ...parse(INACCESSIBLE).definitions] };
}

function marked<T extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: T): T {
  const directive = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } } as ConstDirectiveNode;
  return { ...node, directives: [...(node.directives ?? []), directive] };
}

const fieldsOf = (type: TypeDefinitionNode): readonly Field[] => ('fields' in type ? (type.fields ?? []) : []);

const nameOf = ({ name }: { readonly name: { readonly value: string } }): string => name.value;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

const tagsOf = (directives: readonly ConstDirectiveNode[] | undefined): string[] =>
  (directives ?? [])
    .filter(({ name }) => name.value === 'tag')
    .flatMap(({ arguments: given }) => given?.map(({ value }) => textOf(value)) ?? []);

const textOf = (node: ASTNode): string => (node.kind === Kind.STRING ? node.value : '');

import { parseSync, type Node } from "oxc-parser";

/** An English text in a source, with `{0}`, `{1}`, … for its values. */
export interface Spoken {
  readonly template: string;
  /** How it is said: by `say`, kept as data by `text`, counted by `count`, or just written. */
  readonly by: "say" | "text" | "count" | "literal";
  /** The names that lead to it, the nearest first: properties, variables, calls (`name()`) and functions (`name=>`). */
  readonly within: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

interface Walk {
  readonly add: (template: string, by: Spoken["by"], start: number) => void;
  /** Goes on with what is below, named as it is. */
  readonly into: (value: unknown, name?: string) => void;
}

type NodeOf<Type extends Node["type"]> = Extract<Node, { readonly type: Type }>;

/** What is special about a node; every other one is gone through. */
const special: { readonly [Type in Node["type"]]?: (node: NodeOf<Type>, walk: Walk) => void } = {
  ImportDeclaration: () => undefined,
  ExportAllDeclaration: () => undefined,
  Literal: ({ value, start }, { add }) => {
    if (typeof value === "string") add(value, "literal", start);
  },
  TemplateLiteral: (node, { add, into }) => {
    add(templateOf(node), "literal", node.start);
    into(node.expressions);
  },
  TaggedTemplateExpression: ({ tag, quasi, start }, { add, into }) => {
    if (nameOf(tag) !== "say") return into(quasi, `${nameOf(tag)}\`\``);
    add(templateOf(quasi), "say", start);
    return into(quasi.expressions);
  },
  CallExpression: ({ callee, arguments: given, start }, { add, into }) => {
    const name = nameOf(callee);
    const [first, second] = given;
    if (name === "text" && first?.type === "Literal") return add(String(first.value), "text", start);
    into(callee);
    if (name !== "count" || second?.type !== "Literal") return into(given, `${name}()`);
    add(String(second.value), "count", start);
    return into(first);
  },
  NewExpression: ({ callee, arguments: given }, { into }) => into(given, `new ${nameOf(callee)}()`),
  Property: ({ computed, key, value }, { into }) => {
    if (computed) into(key);
    into(value, nameOf(key));
  },
  PropertyDefinition: ({ key, value }, { into }) => into(value, nameOf(key)),
  VariableDeclarator: ({ id, init }, { into }) => {
    into(id);
    into(init, nameOf(id));
  },
  AssignmentPattern: ({ left, right }, { into }) => into(right, nameOf(left)),
  FunctionDeclaration: ({ id, params, body }, { into }) => into([params, body], `${nameOf(id)}=>`),
};

/** Types have texts that are shown to nobody; these nodes only wrap an expression. */
const aroundExpressions: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSParameterProperty",
]);

/** Every text of a source but those of types and of imports. */
export function spokenIn(path: string, source: string): readonly Spoken[] {
  const { program, errors } = parseSync(path, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const found: Spoken[] = [];
  const visit = (value: unknown, within: readonly string[]): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, within);
    if (!isNode(value)) return;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entry of its own type
    const own = special[value.type] as ((node: Node, walk: Walk) => void) | undefined;
    if (own !== undefined) {
      own(value, {
        add: (template, by, start) => {
          found.push({ template, by, within, line: source.slice(0, start).split("\n").length });
        },
        into: (below, name) => visit(below, name === undefined ? within : [name, ...within]),
      });
    } else if (!value.type.startsWith("TS") || aroundExpressions.has(value.type)) {
      for (const [key, below] of Object.entries(value)) if (key !== "typeAnnotation") visit(below, within);
    }
  };
  visit(program, []);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function templateOf({ quasis }: NodeOf<"TemplateLiteral">): string {
  return quasis.map(({ value }) => value.cooked ?? value.raw).reduce((id, part, index) => `${id}{${index - 1}}${part}`);
}

function nameOf(node: Node | null): string {
  if (node === null) return "";
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return node.name;
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "Literal") return String(node.value);
  return node.type === "Super" ? "super" : "";
}

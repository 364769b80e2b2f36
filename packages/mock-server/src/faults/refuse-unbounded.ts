import type { Document, Node, Pair } from "yaml";

/** Something in a scenario's YAML that cannot be taken, and where. */
export interface YamlProblem {
  readonly offset: number;
  readonly message: string;
}

const mostLevels = 64;
const mostAliases = 1000;
const mostValues = 100_000;

interface Walk {
  readonly problems: YamlProblem[];
  /** How many values each anchor represents. */
  readonly weights: Map<string, number>;
  aliases: number;
}

/**
 * What would make a document larger than its text, or deeper than a stack: aliases of aliases, endless nesting, an alias that names
 * nothing. Keys that are set twice are found here as well, since the library compares each key with all before it.
 */
export function refuseUnbounded(document: Document): readonly YamlProblem[] {
  const walk: Walk = { problems: [], weights: new Map(), aliases: 0 };
  weigh(document.contents, walk, 0);
  return walk.problems.slice(0, 1);
}

function weigh(node: unknown, walk: Walk, depth: number): number {
  // The first problem is reported; what is behind it may follow from it.
  if (!isNode(node) || walk.problems.length > 0) return 1;
  if (depth > mostLevels) return refuse(node, `lists and maps are nested more than ${mostLevels} levels deep`, walk);
  if ("source" in node && "resolve" in node) return weighAlias(node, walk);
  let weight = 1;
  if ("items" in node && Array.isArray(node.items)) {
    const keys = new Set<string>();
    for (const item of node.items as readonly unknown[]) {
      if (isPair(item)) {
        const key = keyOf(item);
        if (key !== undefined && keys.has(key)) refuse(item.key, `the key ${JSON.stringify(key)} is set twice`, walk);
        if (key !== undefined && key !== "<<") keys.add(key);
        weight += weigh(item.key, walk, depth + 1) + weigh(item.value, walk, depth + 1);
      } else {
        weight += weigh(item, walk, depth + 1);
      }
    }
  }
  if (weight > mostValues) {
    return refuse(
      node,
      `aliases multiply this scenario into more than ${mostValues.toLocaleString("en")} values`,
      walk,
    );
  }
  if ("anchor" in node && typeof node.anchor === "string") walk.weights.set(node.anchor, weight);
  return weight;
}

function weighAlias(node: Node & { readonly source: unknown }, walk: Walk): number {
  const weight = walk.weights.get(String(node.source));
  if (weight === undefined) return refuse(node, `the anchor &${String(node.source)} is not defined before this`, walk);
  walk.aliases += 1;
  if (walk.aliases > mostAliases) return refuse(node, `a scenario has at most ${mostAliases} aliases`, walk);
  return weight;
}

function refuse(node: unknown, message: string, { problems }: Walk): number {
  const range = isNode(node) ? node.range : undefined;
  problems.push({ offset: range?.[0] ?? 0, message });
  return 1;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}

function isPair(value: unknown): value is Pair {
  return typeof value === "object" && value !== null && "key" in value && !("range" in value);
}

function keyOf({ key }: Pair): string | undefined {
  const value: unknown = typeof key === "object" && key !== null && "value" in key ? key.value : undefined;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

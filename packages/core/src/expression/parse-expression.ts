import type { Expression, ExpressionProblem, Step } from "./expression.ts";

interface Token {
  readonly kind: "name" | "number" | "string" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type ParsedExpression =
  | { readonly expression: Expression; readonly problem?: undefined }
  | { readonly expression?: undefined; readonly problem: ExpressionProblem };

/** Deeper nesting has no use and would only serve to exhaust the stack. */
const maximumDepth = 32;
const tokenPattern =
  /\s*(?:(?<name>[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*)|(?<number>-?\d+(?:\.\d+)?)|(?<string>"[^"]*"|'[^']*')|(?<symbol>[.,()[\]]))/uy;

/** Parses the text between `${{` and `}}`. Total: every text yields an expression or a problem with its place. */
export function parseExpression(text: string): ParsedExpression {
  const tokens = tokenize(text);
  if ("problem" in tokens) return tokens;
  const cursor = { tokens: tokens.tokens, at: 0 };
  try {
    const expression = parseTerm(cursor, 0);
    const rest = peek(cursor);
    if (rest.kind !== "end") throw new Unexpected(rest, "the end of the expression");
    return { expression };
  } catch (error) {
    if (error instanceof Unexpected) return { problem: error.problem };
    throw error;
  }
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Leaves the descent at the first token that does not fit; caught above, never seen outside. */
class Unexpected extends Error {
  override readonly name = "Unexpected";
  readonly problem: ExpressionProblem;
  constructor(token: Token, wanted: string) {
    const found = token.kind === "end" ? "the expression ends" : `found \`${token.text}\``;
    super(found);
    this.problem = { message: `Expected ${wanted}, but ${found}`, start: token.start, end: token.end };
  }
}

function tokenize(text: string): { readonly tokens: readonly Token[] } | { readonly problem: ExpressionProblem } {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null) {
      const start = at + (text.slice(at).length - text.slice(at).trimStart().length);
      return { problem: unexpectedCharacter(text, start) };
    }
    const { kind, text: word } = wordOf(match.groups);
    at = match.index + match[0].length;
    tokens.push({ kind, text: word, start: at - word.length, end: at });
  }
  tokens.push({ kind: "end", text: "", start: end, end: end + 1 });
  return { tokens };
}

function wordOf(groups: RegExpExecArray["groups"]): Pick<Token, "kind" | "text"> {
  for (const kind of ["name", "symbol", "number", "string"] as const) {
    const text = groups?.[kind];
    if (text !== undefined) return { kind, text };
  }
  throw new Error("Every branch of the pattern is named.");
}

function unexpectedCharacter(text: string, start: number): ExpressionProblem {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const message =
    character === '"' || character === "'"
      ? "This quoted text is not closed"
      : `Found \`${character}\`: expressions look up values and cannot calculate`;
  return { message, start, end: start + character.length };
}

function parseTerm(cursor: Cursor, depth: number): Expression {
  const token = next(cursor);
  if (depth > maximumDepth) throw new Unexpected(token, "less nesting");
  if (token.kind === "string") return { kind: "literal", value: token.text.slice(1, -1) };
  if (token.kind === "number") return { kind: "literal", value: Number(token.text) };
  if (token.kind !== "name") throw new Unexpected(token, "a name");
  if (isSymbol(peek(cursor), "(")) return parseCall(cursor, token, depth);
  const literal = literals.get(token.text);
  if (literal !== undefined) return { kind: "literal", value: literal.value };
  return { kind: "lookup", root: token.text, start: token.start, end: token.end, steps: parseSteps(cursor, depth) };
}

const literals: ReadonlyMap<string, { readonly value: boolean | null }> = new Map([
  ["true", { value: true }],
  ["false", { value: false }],
  ["null", { value: null }],
]);

function parseCall(cursor: Cursor, name: Token, depth: number): Expression {
  next(cursor);
  const parameters: Expression[] = [];
  while (!isSymbol(peek(cursor), ")")) {
    if (parameters.length > 0) expect(cursor, ",");
    parameters.push(parseTerm(cursor, depth + 1));
  }
  const close = next(cursor);
  return { kind: "call", name: name.text, start: name.start, end: close.end, arguments: parameters };
}

function parseSteps(cursor: Cursor, depth: number): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const token = peek(cursor);
    if (isSymbol(token, ".")) {
      next(cursor);
      const name = next(cursor);
      if (name.kind !== "name") throw new Unexpected(name, "a name after the dot");
      steps.push({ key: name.text, start: name.start, end: name.end });
    } else if (isSymbol(token, "[")) {
      next(cursor);
      const key = parseTerm(cursor, depth + 1);
      const close = expect(cursor, "]");
      steps.push({ key, start: token.start, end: close.end });
    } else {
      return steps;
    }
  }
}

function expect(cursor: Cursor, symbol: string): Token {
  const token = next(cursor);
  if (!isSymbol(token, symbol)) throw new Unexpected(token, `\`${symbol}\``);
  return token;
}

function isSymbol(token: Token, symbol: string): boolean {
  return token.kind === "symbol" && token.text === symbol;
}

function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.at] ?? cursor.tokens.at(-1);
  if (token === undefined) throw new Error("A token list always has an end.");
  return token;
}

function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

import { type Expression, type ExpressionProblem, matrixNamesOf, rootsOf } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";

/** One `${{ … }}` of a text. */
export interface Hole {
  readonly expression: Expression;
  /** Which `${{` of the text this is, from 0. */
  readonly index: number;
  /** Offset of the expression's first character within the text. */
  readonly start: number;
}

interface TemplateProblem extends ExpressionProblem {
  readonly index: number;
}

/** A text split at its expressions. */
export interface Template {
  readonly parts: readonly (string | Hole)[];
  readonly problems: readonly TemplateProblem[];
  /** The names its expressions start from. */
  readonly roots: ReadonlySet<string>;
  /** The names of the matrix that its expressions look up; see `anyMatrixName`. */
  readonly matrixNames: ReadonlySet<string>;
}

/** Whether a text holds an expression at all. */
export function hasExpression(text: string): boolean {
  return text.includes("${{");
}

/** Parses texts once each: a matrix asks for the same ones again and again. */
export function createTemplates(): (text: string) => Template {
  const known = new Map<string, Template>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const template = parseTemplate(text);
    known.set(text, template);
    return template;
  };
}

export function parseTemplate(text: string): Template {
  const parts: (string | Hole)[] = [];
  const problems: TemplateProblem[] = [];
  const roots = new Set<string>();
  const matrixNames = new Set<string>();
  let at = 0;
  for (let index = 0; ; index += 1) {
    const open = text.indexOf("${{", at);
    if (open === -1) break;
    if (open > at) parts.push(text.slice(at, open));
    const start = open + 3;
    const close = endOf(text, start);
    if (close === -1) {
      problems.push({ message: "This expression is not closed with `}}`", start: -3, end: 0, index });
      return { parts, problems, roots, matrixNames };
    }
    const { expression, problem } = parseExpression(text.slice(start, close));
    if (problem === undefined) {
      parts.push({ expression, index, start });
      for (const root of rootsOf(expression)) roots.add(root);
      for (const name of matrixNamesOf(expression)) matrixNames.add(name);
    } else {
      problems.push({ ...problem, index });
    }
    at = close + 2;
  }
  if (at < text.length) parts.push(text.slice(at));
  return { parts, problems, roots, matrixNames };
}

/** The place of the closing braces; those within a quoted literal do not close. */
function endOf(text: string, start: number): number {
  let quote = "";
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === "}" && text[at + 1] === "}") {
      return at;
    }
  }
  return -1;
}

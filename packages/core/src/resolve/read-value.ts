import { evaluate } from "../expression/evaluate.ts";
import { type ExpressionValue, PromptMedium, ShotResult } from "../expression/scope.ts";
import { hasExpression, type Hole, type Template } from "../expression/template.ts";
import type { PromptPart } from "../model/media.ts";
import type { Located, LocatedScalar } from "../text/located.ts";
import type { Span } from "../text/source.ts";
import { cellOf, type ReadContext, type Written } from "./context.ts";

/** The value of a scalar after its expressions; `undefined` when that failed, which has then been reported. */
export function readScalar(
  { node, literal }: Written<LocatedScalar>,
  context: ReadContext,
): ExpressionValue | undefined {
  if (typeof node.value !== "string" || literal || !hasExpression(node.value)) return node.value;
  const template = context.templates(node.value);
  if (reportProblems(node, template, context)) return undefined;
  const [only, ...others] = template.parts;
  if (typeof only === "object" && others.length === 0) return evaluateHole(node, only, context);
  const parts = readTextParts(node, template, context);
  return parts?.join("");
}

/** A text split into words and the places where it names its media. */
export function readPromptParts(
  written: Written<LocatedScalar>,
  context: ReadContext,
): readonly PromptPart[] | undefined {
  const { node, literal } = written;
  const text = String(node.value);
  if (literal || !hasExpression(text)) return [text];
  const template = context.templates(text);
  if (reportProblems(node, template, context)) return undefined;
  const parts: PromptPart[] = [];
  // Joined once: a text grown by addition would keep every piece of it in memory.
  let words: string[] = [];
  const endWords = (): void => {
    const joined = words.join("");
    if (joined !== "") parts.push(joined);
    words = [];
  };
  let complete = true;
  for (const part of template.parts) {
    const read = typeof part === "string" ? part : readHole(node, part, context);
    if (read === undefined) complete = false;
    else if (typeof read === "string") words.push(read);
    else {
      endWords();
      parts.push(read);
    }
  }
  endWords();
  // A copy has no room to grow, and a batch keeps very many of them.
  return complete ? [...parts] : undefined;
}

function readHole(node: LocatedScalar, hole: Hole, context: ReadContext): PromptPart | undefined {
  const value = evaluateHole(node, hole, context);
  if (value === undefined) return undefined;
  if (value instanceof PromptMedium) return { kind: value.kind, index: value.index };
  return asText(node, hole, value, context);
}

function readTextParts(node: LocatedScalar, template: Template, context: ReadContext): readonly string[] | undefined {
  const texts = template.parts.map((part) => {
    if (typeof part === "string") return part;
    const value = evaluateHole(node, part, context);
    return value === undefined ? undefined : asText(node, part, value, context);
  });
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function asText(node: LocatedScalar, hole: Hole, value: ExpressionValue, context: ReadContext): string | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  const what =
    value === null
      ? "nothing"
      : value instanceof ShotResult
        ? "a clip or a frame"
        : Array.isArray(value)
          ? "a list"
          : "a map";
  context.report({
    code: "expression-type",
    at: holeSpan(node, hole.index),
    message: `This expression returns ${what}, but a text is needed`,
    help: "Use a text or a number.",
    ...cellOf(context),
  });
  return undefined;
}

function evaluateHole(node: LocatedScalar, hole: Hole, context: ReadContext): ExpressionValue | undefined {
  const { value, problem } = evaluate(hole.expression, context.scope);
  if (problem === undefined) return value;
  const { code, message, help, start, end } = problem;
  context.report({ code, at: withinHole(node, hole.index, start, end), message, help, ...cellOf(context) });
  return undefined;
}

function reportProblems(node: LocatedScalar, template: Template, context: ReadContext): boolean {
  for (const { message, index, start, end } of template.problems) {
    const help = "Expressions look like `${{ vars.name }}`; functions are default, lower, upper and trim.";
    context.report({ code: "expression-syntax", at: withinHole(node, index, start, end), message, help });
  }
  return template.problems.length > 0;
}

/** The whole `${{ … }}` in the source. */
function holeSpan(node: Located, index: number): Span {
  const { source } = node;
  const open = openingOf(node, index);
  const close = source.text.indexOf("}}", open);
  return { source, start: open, end: close === -1 || close >= node.end ? node.end : close + 2 };
}

/**
 * A range within the nth expression of a scalar. Escapes and folded lines make text and source differ, so the place is
 * found by counting the openings in the source.
 */
function withinHole(node: Located, index: number, start: number, end: number): Span {
  const open = openingOf(node, index);
  const from = Math.min(open + 3 + start, node.end);
  return {
    source: node.source,
    start: from,
    end: Math.min(Math.max(open + 3 + end, from + 1), Math.max(node.end, from + 1)),
  };
}

function openingOf(node: Located, index: number): number {
  let at = node.source.text.indexOf("${{", node.start);
  for (let seen = 0; seen < index && at !== -1; seen += 1) at = node.source.text.indexOf("${{", at + 3);
  return at === -1 || at >= node.end ? node.start : at;
}

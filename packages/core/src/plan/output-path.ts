import { evaluate, type Evaluation } from "../expression/evaluate.ts";
import { hasExpression } from "../expression/template.ts";
import type { Located, LocatedScalar } from "../text/located.ts";
import type { ReadContext } from "../resolve/context.ts";
import { readScalar } from "../resolve/read-value.ts";
import { toSlug } from "../model/slug.ts";

/** Where a clip goes when the storyboard does not say. */
export const defaultOutputDir = "renders";
export const defaultOutputFile = "${{ storyboard.name }}/${{ take.slug }}.mp4";

/** Path of a clip below the output folder. Looked-up values become file-safe, so they can name no other folder. */
export function outputPathOf(node: LocatedScalar, context: ReadContext): string | undefined {
  const text = String(node.value);
  if (!hasExpression(text)) return checkedPath(text, node, context);
  const { parts, problems } = context.templates(text);
  const steps = parts.map((part) =>
    typeof part === "string" ? part : fileSafe(evaluate(part.expression, context.scope)),
  );
  if (problems.length === 0 && steps.every((step) => step !== undefined))
    return checkedPath(steps.join(""), node, context);
  // Reading it as any other text reports what is wrong, at its place.
  readScalar({ node, literal: false }, context);
  return undefined;
}

function fileSafe({ value, problem }: Evaluation): string | undefined {
  if (problem !== undefined) return undefined;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? toSlug(String(value))
    : undefined;
}

/** A path as written, when it stays below its folder on every system. */
export function checkedPath(path: string, node: Located, context: ReadContext): string | undefined {
  if (/^(?:[\w-]{1,100}\/)*[\w-]{1,100}\.\w{1,10}$/u.test(path) && !devicePath.test(path)) return path;
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  if (!path.startsWith("/") && steps.length > 0 && steps.every(isSafeStep)) return steps.join("/");
  context.report({
    code: "output-outside",
    at: node,
    message: `The output path ${JSON.stringify(path.slice(0, 120))} is not below the output folder on every system`,
    help: 'Write a relative path of plain names, such as "${{ take.slug }}.mp4".',
  });
  return undefined;
}

const devicePath = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)[./]/iu;
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

function isSafeStep(step: string): boolean {
  return step !== ".." && step.length <= 255 && !/[<>:"|?*\\\p{Cc}]|[. ]$/u.test(step) && !deviceName.test(step);
}

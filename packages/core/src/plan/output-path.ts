import type { ReadContext } from "../resolve/context.ts";
import type { Located, LocatedScalar } from "../read/located.ts";
import { evaluate } from "../expression/evaluate.ts";
import { hasExpression } from "../expression/template.ts";
import { readScalar } from "../resolve/read-value.ts";
import { toSlug } from "./slug.ts";

/** Where a clip goes when the storyboard does not say. */
export const defaultOutputDir = "renders";
export const defaultOutputFile = "${{ storyboard.name }}/${{ take.slug }}.mp4";

/** Path of a clip below the output folder. Looked-up values become file-safe, so they can name no other folder. */
export function outputPathOf(node: LocatedScalar, context: ReadContext): string | undefined {
  const text = String(node.value);
  if (!hasExpression(text)) return checked(text, node, context);
  const template = context.templates(text);
  if (
    template.problems.length > 0 ||
    template.parts.some(
      (part) => typeof part === "object" && evaluate(part.expression, context.scope).problem !== undefined,
    )
  ) {
    // Reading it as any other text reports what is wrong, at its place.
    readScalar({ node, literal: false }, context);
    return undefined;
  }
  const path = template.parts
    .map((part) => (typeof part === "string" ? part : toSlug(String(evaluate(part.expression, context.scope).value))))
    .join("");
  return checked(path, node, context);
}

/** A path as written, when it stays below its folder on every system. */
export function checked(path: string, node: Located, context: ReadContext): string | undefined {
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  const refused = path.startsWith("/") || steps.length === 0 || steps.some((step) => !isSafeStep(step));
  if (!refused) return steps.join("/");
  context.report({
    code: "output-outside",
    at: node,
    message: `The output path ${JSON.stringify(path.slice(0, 120))} is not below the output folder on every system`,
    help: 'Write a relative path of plain names, such as "${{ take.slug }}.mp4".',
  });
  return undefined;
}

function isSafeStep(step: string): boolean {
  const [stem = ""] = step.split(".");
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu.test(stem);
  return step !== ".." && !device && step.length <= 255 && !/[<>:"|?*\\\p{Cc}]|[. ]$/u.test(step);
}

import { evaluate, type Evaluation } from "../expression/evaluate.ts";
import { hasExpression } from "../expression/template.ts";
import type { Located, LocatedScalar } from "../text/located.ts";
import type { ReadContext } from "../resolve/context.ts";
import { readScalar } from "../resolve/read-value.ts";
import { isHiddenName } from "../files/hidden-name.ts";
import { toSlug } from "../model/slug.ts";

/** Where a clip goes when the storyboard does not say. */
export const defaultOutputDir = "renders";
export const defaultOutputFile = "${{ storyboard.name }}/${{ take.slug }}.mp4";

/** Path of a clip below the output folder. Looked-up values become file-safe, so they can name no other folder. */
export function outputPathOf(node: LocatedScalar, context: ReadContext): string | undefined {
  const text = String(node.value);
  if (!hasExpression(text)) return clipPath(text, node, context);
  const { parts, problems } = context.templates(text);
  const steps = parts.map((part) =>
    typeof part === "string" ? part : fileSafe(evaluate(part.expression, context.scope)),
  );
  if (problems.length === 0 && steps.every((step) => step !== undefined))
    return clipPath(steps.join(""), node, context);
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

/** A path whose last name says that a clip lies there: no tool takes such a file for its settings or for a program. */
function clipPath(path: string, node: Located, context: ReadContext): string | undefined {
  const checked = checkedPath(path, node, context);
  if (checked === undefined || clipEnding.test(checked)) return checked;
  context.report({
    code: "output-ending",
    at: node,
    message: `The output path ${JSON.stringify(path.slice(0, 120))} does not have the file name ending of a clip`,
    help: "End it with .mp4, .mov, .m4v, .webm or .mkv.",
  });
  return undefined;
}

const clipEnding = /[^/.][^/]*\.(?:mp4|m4v|mov|webm|mkv)$/iu;

/** A path as written, when it stays below its folder on every system. */
export function checkedPath(path: string, node: Located, context: ReadContext): string | undefined {
  const isPlain = /^(?:[\w-]{1,100}\/)*[\w-]{1,100}\.\w{1,10}$/u.test(path);
  if (isPlain && !devicePath.test(path) && !/node_modules/iu.test(path)) return path;
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  const hidden = steps.find((step) => step !== ".." && isHiddenName(step));
  if (hidden !== undefined) {
    context.report({
      code: "output-hidden",
      at: node,
      message: `The output path ${JSON.stringify(path.slice(0, 120))} goes into ${JSON.stringify(hidden.slice(0, 120))}, which is hidden or belongs to a tool`,
      help: "Choose a folder whose name does not begin with a dot and is not node_modules, such as `renders`.",
    });
    return undefined;
  }
  if (!path.startsWith("/") && steps.length > 0 && steps.every(isSafeStep)) return steps.join("/");
  context.report({
    code: "output-outside",
    at: node,
    message: `The output path ${JSON.stringify(path.slice(0, 120))} is not inside the output folder on every system`,
    help: 'Write a relative path of plain names, such as "${{ take.slug }}.mp4".',
  });
  return undefined;
}

const devicePath = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)[./]/iu;
const deviceName =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d\u00B9\u00B2\u00B3]|lpt[\d\u00B9\u00B2\u00B3]) *(?:\.|$)/iu;

function isSafeStep(step: string): boolean {
  return (
    step !== ".." &&
    step.length <= 255 &&
    !/[<>:"|?*\\\p{Cc}\p{Bidi_Control}]|[. ]$/u.test(step) &&
    !deviceName.test(step)
  );
}

import type { ExpressionValue } from "./scope.ts";

type Outcome =
  | { readonly value: string; readonly problem?: undefined }
  | { readonly problem: { readonly message: string; readonly help: string } };

const textFunctions: ReadonlyMap<string, (text: string) => string> = new Map([
  ["lower", (text: string) => text.toLowerCase()],
  ["upper", (text: string) => text.toUpperCase()],
  ["trim", (text: string) => text.trim()],
]);

/** The functions an expression may call. */
export const functionNames: ReadonlySet<string> = new Set(["default", ...textFunctions.keys()]);

/** Calls a function of one text. */
export function callFunction(name: string, values: readonly ExpressionValue[]): Outcome {
  const [value, ...rest] = values;
  const apply = textFunctions.get(name);
  if (apply === undefined || rest.length > 0 || (typeof value !== "string" && typeof value !== "number")) {
    return { problem: { message: `\`${name}\` needs exactly one text`, help: `Write \`${name}(vars.title)\`.` } };
  }
  return { value: apply(String(value)) };
}

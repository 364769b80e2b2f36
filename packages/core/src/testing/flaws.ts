import { compileStoryboard } from "../compile-storyboard.ts";
import { formatDiagnostic } from "../diagnostics/code-frame.ts";
import { formatStoryboard } from "../format-storyboard.ts";
import { canonicalJson } from "../model/canonical-json.ts";
import { mapToJson } from "../text/located.ts";
import { readRoot } from "../read/read-root.ts";
import { createSource } from "../text/source.ts";
import { createMemoryFiles } from "./memory-files.ts";

const files = createMemoryFiles({
  "a.jpg": {},
  "a.mp4": { durationSeconds: 3 },
  "cells.csv": "a,b\n1,2\n",
  "cells.jsonl": '{"a":1}\n',
  "part.yaml": "vars: { a: 1 }\nshots: [{ id: part, prompt: part }]\n",
});

/**
 * What is wrong with what the compiler makes of a text: a remark without a place or without sense, a plan together with an error,
 * another plan the second time, or a layout that formatting changes again. Empty when all is well.
 */
export function flawsOf(text: string): readonly string[] {
  const compile = (): ReturnType<typeof compileStoryboard> =>
    compileStoryboard({ file: "storyboard.yaml", text }, { files, env: { A: "a" } });
  const { plan, diagnostics } = compile();
  const lines = text.split("\n").length;
  const senseless = diagnostics.flatMap((diagnostic) => {
    const { file, line, column, message } = diagnostic;
    const located = line >= 1 && column >= 1 && (file !== "storyboard.yaml" || line <= lines);
    const readable = !/undefined|\[object/u.test(message) && formatDiagnostic(diagnostic, text).includes(message);
    return located && readable ? [] : [JSON.stringify(diagnostic)];
  });
  const hasError = diagnostics.some(({ severity }) => severity === "error");
  return [
    ...senseless,
    ...(hasError === (plan === undefined) ? [] : ["There is a plan together with an error, or neither."]),
    ...(JSON.stringify(compile()) === JSON.stringify({ plan, diagnostics })
      ? []
      : ["Compiling again gave another plan."]),
    ...flawsOfLayout(text),
  ];
}

function flawsOfLayout(text: string): readonly string[] {
  const once = formatStoryboard({ file: "storyboard.yaml", text }).text;
  if (once === undefined) return [];
  const twice = formatStoryboard({ file: "storyboard.yaml", text: once }).text;
  const shown = JSON.stringify(once);
  return [
    ...(once === twice ? [] : [`Formatting again changed the text: ${shown} → ${JSON.stringify(twice)}`]),
    ...(meaningOf(text) === meaningOf(once) ? [] : [`Formatting changed the meaning: ${shown}`]),
  ];
}

function meaningOf(text: string): string | undefined {
  const root = readRoot(createSource("storyboard.yaml", "", text), () => undefined);
  return root === undefined ? undefined : canonicalJson(mapToJson(root));
}

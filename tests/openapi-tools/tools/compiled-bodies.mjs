import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";

/** Compiles each body as a value of the type `Body`; an error on its line is a refusal. */
export async function refusedByCompiler(bodies, head, folder) {
  const file = join(folder, "bodies.ts");
  const before = head.split("\n").length - 1;
  const lines = bodies.map(({ body }, index) => `export const body${index}: Body = ${JSON.stringify(body)};\n`);
  await writeFile(file, head + lines.join(""));
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    skipLibCheck: true,
    types: [],
  });
  const wrong = new Set();
  // What a literal says beyond its type is refused by convention, not by the document.
  const unknownProperty = 2353;
  for (const { file: where, start, messageText, code } of ts.getPreEmitDiagnostics(program)) {
    if (code === unknownProperty) continue;
    if (where?.fileName !== file) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    wrong.add(where.getLineAndCharacterOfPosition(start).line - before);
  }
  return {
    taken: bodies.filter((_, index) => !wrong.has(index)).map(({ name }) => name),
    refused: bodies.filter((_, index) => wrong.has(index)).map(({ name }) => name),
  };
}

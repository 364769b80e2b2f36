import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTypes, { astToString } from "openapi-typescript";
import { refusedByCompiler } from "./compiled-bodies.mjs";

/** Types of the document, against which each body is compiled. */
export async function judge({ document, bodies }, folder) {
  await writeFile(
    join(folder, "types.ts"),
    astToString(await openapiTypes(pathToFileURL(document), { defaultNonNullable: false })),
  );
  const head = 'import type { components } from "./types.ts";\ntype Body = components["schemas"]["SubmitRequest"];\n';
  return refusedByCompiler(bodies, head, folder);
}

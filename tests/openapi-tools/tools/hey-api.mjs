import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@hey-api/openapi-ts";
import { verdicts } from "./verdicts.mjs";

/** The zod schema that it writes for a body. */
export async function judge({ document, bodies }, folder) {
  await createClient({
    input: document,
    output: { path: folder },
    plugins: ["@hey-api/typescript", "zod"],
    logs: { level: "silent" },
  });
  const { zSubmitRequest } = await import(pathToFileURL(join(folder, "zod.gen.ts")).href);
  return verdicts(bodies, (body) => zSubmitRequest.safeParse(body).success);
}

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generate } from "orval";
import { verdicts } from "./verdicts.mjs";

/** The zod schema that it writes for a body. */
export async function judge({ document, bodies }, folder) {
  const target = join(folder, "orval.ts");
  await generate(
    { input: { target: document }, output: { target, client: "zod", mode: "single", clean: false } },
    folder,
  );
  const made = await import(pathToFileURL(target).href);
  const schema = made.SubmitBody ?? made.submitBody;
  if (schema === undefined) throw new Error(`no schema of a submit among ${Object.keys(made).join(", ")}`);
  return verdicts(bodies, (body) => schema.safeParse(body).success);
}

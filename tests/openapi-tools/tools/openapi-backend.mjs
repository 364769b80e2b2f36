import { OpenAPIBackend } from "openapi-backend";
import { readFile } from "node:fs/promises";
import { verdicts } from "./verdicts.mjs";

/** Its own check of a request. */
export async function judge({ document, path, bodies }) {
  const api = new OpenAPIBackend({
    definition: JSON.parse(await readFile(document, "utf8")),
    ajvOpts: { strict: false },
    quick: true,
  });
  await api.init();
  return verdicts(bodies, (body) => {
    const { valid } = api.validateRequest({
      method: "post",
      path,
      headers: { "content-type": "application/json" },
      body,
    });
    return valid;
  });
}

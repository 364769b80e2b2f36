import { createMockServer } from "@scalar/mock-server";
import { readFile } from "node:fs/promises";
import { verdicts } from "./verdicts.mjs";

/** A mock of the document without a socket. */
export async function judge({ document, path, bodies }) {
  const app = await createMockServer({ document: JSON.parse(await readFile(document, "utf8")) });
  return verdicts(bodies, async (body) => {
    const headers = { "content-type": "application/json", authorization: "Bearer key" };
    const { status } = await app.request(path, { method: "POST", headers, body: JSON.stringify(body) });
    return status < 300;
  });
}

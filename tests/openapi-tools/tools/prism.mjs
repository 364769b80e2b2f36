import { createRequire } from "node:module";
import { verdicts } from "./verdicts.mjs";

const require = createRequire(import.meta.resolve("@stoplight/prism-cli/package.json"));
const { createServer } = require("@stoplight/prism-http-server");
const { getHttpOperationsFromSpec } = require("@stoplight/prism-cli/dist/operations");

/** A mock of the document on a port: 422 is its refusal, or 400 where the document has that. */
export async function judge({ document, path, bodies }) {
  const logger = { child: () => logger, trace() {}, debug() {}, info() {}, warn() {}, error() {}, success() {} };
  const server = createServer(await getHttpOperationsFromSpec(document), {
    components: { logger },
    cors: false,
    config: {
      isProxy: false,
      checkSecurity: false,
      validateRequest: true,
      validateResponse: false,
      errors: false,
      mock: { dynamic: false },
    },
  });
  const url = await server.listen(0, "127.0.0.1");
  const answers = await verdicts(bodies, async (body) => {
    const headers = { "content-type": "application/json", authorization: "Bearer key" };
    const { status } = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (status !== 200 && status !== 422 && status !== 400) throw new Error(`unexpected status ${status}`);
    return status === 200;
  });
  await server.close();
  return answers;
}

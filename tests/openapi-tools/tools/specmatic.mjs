import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { verdicts } from "./verdicts.mjs";

const jar = join(dirname(createRequire(import.meta.url).resolve("specmatic/package.json")), "specmatic.jar");

/** One mock of all documents, as Java starts slowly, each below a path of its own: 400 is its refusal. */
export async function judgeAll(inputs, folder) {
  const documents = await Promise.all(inputs.map((input, index) => below(`/${index}`, input.document, folder)));
  const port = await freePort();
  const options = ["--host", "127.0.0.1", "--port", String(port), "--hot-reload", "disabled", "--noConsoleLog"];
  const java = spawn("java", ["-XX:TieredStopAtLevel=1", "-jar", jar, "mock", ...options, ...documents], {
    cwd: folder,
    stdio: "ignore",
    // What no schema names is allowed, as JSON Schema has it; without this, Specmatic refuses it.
    env: { PATH: process.env.PATH, HOME: folder, EXTENSIBLE_SCHEMA: "true" },
  });
  const ended = new Promise((resolve) => java.once("exit", resolve).once("error", resolve));
  try {
    const url = `http://127.0.0.1:${port}`;
    await answering(url, ended);
    const answers = [];
    for (const [index, { document, path, bodies }] of inputs.entries()) {
      const submits = `${url}/${index}${path}`;
      const judged = await verdicts(bodies, async (body) => (await send(submits, body)).status === 200);
      answers.push({ ...judged, unpaired: await unpaired(submits, document, path) });
    }
    return answers;
  } finally {
    java.kill("SIGKILL");
    await ended;
  }
}

async function send(url, body) {
  const headers = { "content-type": "application/json", authorization: "Bearer key" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200 && answer.status !== 400) throw new Error(`unexpected status ${answer.status}`);
  return { status: answer.status, text };
}

/** Names of examples of a submit that it does not answer with the example answer of the same name. */
async function unpaired(url, document, path) {
  const { requestBody, responses } = JSON.parse(await readFile(document, "utf8")).paths[path].post;
  const asked = Object.entries(requestBody.content["application/json"].examples);
  const answers = responses["200"].content["application/json"].examples;
  const names = [];
  for (const [name, { value }] of asked) {
    const { status, text } = await send(url, value);
    if (status !== 200 || !isDeepStrictEqual(JSON.parse(text), answers[name]?.value)) names.push(name);
  }
  return names;
}

/** Writes the document again with another path before each of its own; gives the new file. */
async function below(prefix, document, folder) {
  const { paths, ...rest } = JSON.parse(await readFile(document, "utf8"));
  const moved = Object.fromEntries(Object.entries(paths).map(([path, calls]) => [prefix + path, calls]));
  const file = join(folder, `${prefix.slice(1)}.json`);
  await writeFile(file, JSON.stringify({ ...rest, paths: moved }));
  return file;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

/** Waits until the mock takes a connection; fails where it has ended without one. */
async function answering(url, ended) {
  let isOver = false;
  void ended.then(() => (isOver = true));
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return void (await answer.arrayBuffer());
    if (isOver) throw new Error("Specmatic ended before it answered: does `java -version` work?");
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
}

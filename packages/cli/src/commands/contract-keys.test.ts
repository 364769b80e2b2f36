import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject } from "../testing/project.ts";

const env = { WISGATE_API_KEY: "wisgate-secret", OPENAI_API_KEY: "openai-secret", GITHUB_TOKEN: "github-secret" };

/** A vendor that notes which keys it is sent, and sends every caller on to itself under another name. */
async function vendorThatAsks(location?: string): Promise<{ readonly url: string; readonly keys: string[] }> {
  const keys: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    keys.push(`${request.headers.host?.split(":")[0]} ${request.headers.authorization ?? "none"}`);
    request.resume();
    response.writeHead(location === undefined ? 401 : 302, location === undefined ? {} : { location }).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, keys };
}

/** A contract run of the calls that need no task. */
function contractRunAt(url: string): readonly string[] {
  const only = ["--only", "poll/*", "--only", "submit/*-key"];
  return ["contract", "run", "--format", "wisgate", "--base-url", url, ...only];
}

test("contract run sends the key of its format to the address that was typed, and no other key", async () => {
  const { url, keys } = await vendorThatAsks();
  using project = createProject();
  const { stdout, stderr } = await runIn({ cwd: project.folder, env }, ...contractRunAt(url));
  expect(keys).toContain("127.0.0.1 Bearer wisgate-secret");
  expect(keys.join()).not.toMatch(/openai-secret|github-secret/u);
  expect(stdout + stderr).not.toContain("-secret");
});

test("contract run follows no redirect with a key", async () => {
  const elsewhere = await vendorThatAsks();
  const { url, keys } = await vendorThatAsks(`${elsewhere.url.replace("127.0.0.1", "localhost")}/`);
  using project = createProject();
  await runIn({ cwd: project.folder, env }, ...contractRunAt(url));
  expect(keys.length).toBeGreaterThan(0);
  expect(elsewhere.keys).toEqual([]);
});

test.each(["run", "record"])("contract %s asks nothing of a host elsewhere without --live", async (command) => {
  using project = createProject();
  const argv = ["contract", command, "--format", "wisgate", "--base-url", "https://relay.invalid"];
  const out = command === "record" ? ["--out", "session.jsonl"] : [];
  const { exitCode, stdout, stderr } = await runIn({ cwd: project.folder, env }, ...argv, ...out);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--live");
  expect(stdout + stderr).not.toContain("-secret");
});

test("contract record hands on the key of the client, and none of its own", async () => {
  const { url, keys } = await vendorThatAsks();
  using project = createProject();
  const interrupt = new AbortController();
  const argv = [
    "contract",
    "record",
    "--format",
    "wisgate",
    "--out",
    "session.jsonl",
    "--base-url",
    url,
    "--port",
    "0",
  ];
  let proxy = "";
  let printed = "";
  const seen = (text: string): void => {
    printed += text;
    proxy = /passed on:\s+(?<url>http:\S+)/u.exec(printed)?.groups?.["url"] ?? "";
    if (proxy !== "") listening.resolve();
  };
  const listening = Promise.withResolvers<void>();
  const running = runIn({ cwd: project.folder, env, interrupt: interrupt.signal, onPrinted: seen }, ...argv);
  await listening.promise;
  const path = "/api/v3/contents/generations/tasks";
  await fetch(`${proxy}${path}/task-1`, { headers: { authorization: "Bearer the-clients-own" } });
  await fetch(`${proxy}${path}/task-1`);
  interrupt.abort();
  await running;
  expect(keys).toEqual(["127.0.0.1 Bearer the-clients-own", "127.0.0.1 none"]);
});

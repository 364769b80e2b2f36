import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { formatIds } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const key = "canary-key-2f9c1e";
const canaries = [key, "canary-signature-7b3d", "canary@example.com", "coal mine"];

/** One shot with a link that is signed, one that continues from it, and one that is refused: each with what is nobody's business. */
const storyboard = (endpoint: string): string => `shotlist: 1
name: recorded
provider: relay
providers: { relay: { format: wisgate, baseUrl: "${endpoint}", apiKeyEnv: RELAY_KEY, pollEvery: 20ms, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - id: reveal
    prompt: A bird in a coal mine, by canary@example.com
    firstFrame: https://assets.example.com/bird.jpg?X-Signature=canary-signature-7b3d
  - id: detail
    prompt: Closer to the coal mine
    firstFrame: \${{ shots.reveal.lastFrame }}
  - { id: night, prompt: The mine at night }
`;

interface Serving {
  readonly document: { readonly url: string };
  /** Interrupts it and gives what it said at the end. */
  readonly stop: () => Promise<string>;
}

interface Shell {
  readonly folder: string;
  /** Runs a command to its end. */
  readonly shotlist: (
    ...words: readonly string[]
  ) => Promise<{ readonly exitCode: number | undefined; readonly stdout: string }>;
  /** Starts a command that serves. */
  readonly serve: (...words: readonly string[]) => Promise<Serving>;
}

async function setup(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-recording-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const options = { cwd: folder, env: { RELAY_KEY: key, NO_COLOR: "1" }, reject: false } as const;
  const serve: Shell["serve"] = async (...words) => {
    const child = execa(process.execPath, [launcher, ...words, "--port", "0", "--json"], options);
    onTestFinished(() => void child.kill("SIGKILL"));
    let text = "";
    const printed = Promise.withResolvers<Serving["document"]>();
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith("}\n")) printed.resolve(JSON.parse(text));
    });
    const ended = child.then(({ stderr }) => {
      printed.reject(new Error(stderr));
      return stderr;
    });
    const document = await printed.promise;
    return {
      document,
      stop: () => {
        child.kill("SIGINT");
        return ended;
      },
    };
  };
  return {
    folder,
    serve,
    shotlist: async (...words) => {
      const { exitCode, stdout } = await execa(process.execPath, [launcher, ...words], options);
      return { exitCode, stdout };
    },
  };
}

test("a render is recorded through the proxy, and renders alike from the recording when the vendor is gone", async () => {
  const { folder, shotlist, serve } = await setup();
  const render = async (endpoint: string, name: string): Promise<readonly (readonly unknown[])[]> => {
    await writeFile(join(folder, `${name}.yaml`), storyboard(endpoint).replace("name: recorded", `name: ${name}`));
    const folders = ["--state", `${name}-state`, "--out", `${name}-clips`];
    const { stdout } = await shotlist("render", `${name}.yaml`, ...folders, "--concurrency", "1", "--json");
    const report: { takes: { id: string; status: string; error?: { code: string } }[] } = JSON.parse(stdout);
    return report.takes.map(({ id, status, error }) => [id, status, error?.code]);
  };

  await writeFile(
    join(folder, "scenario.yaml"),
    "rules:\n  - { match: { prompt: The mine at night }, fault: content_policy }\n",
  );
  const vendor = await serve("mock", "--speed", "600", "--scenario", "scenario.yaml");
  const baseUrl = `${vendor.document.url}/wisgate`;
  const record = ["contract", "record", "--format", "wisgate", "--base-url", baseUrl];
  const recorder = await serve(...record, "--out", "session.jsonl");
  const recorded = await render(recorder.document.url, "first");
  expect(recorded.map(([id, status]) => [id, status])).toEqual([
    ["reveal", "succeeded"],
    ["detail", "succeeded"],
    ["night", "failed"],
  ]);
  expect(await recorder.stop()).toContain("calls recorded in session.jsonl");
  await vendor.stop();

  const text = readFileSync(join(folder, "session.jsonl"), "utf8");
  for (const canary of canaries) expect(text).not.toContain(canary);
  expect(text).toContain("cgt-recorded-2");

  const replay = await serve("contract", "replay", "session.jsonl");
  expect(await render(replay.document.url, "second")).toEqual(recorded);
  expect(await replay.stop()).toContain("calls answered");

  expect(await shotlist("contract", "drift", "session.jsonl", "--strict")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/ calls of wisgate judged: no drift$/),
  });
  await writeFile(join(folder, "tampered.jsonl"), text.replaceAll('"succeeded"', '"done"'));
  const drift = await shotlist("contract", "drift", "tampered.jsonl");
  expect(drift.exitCode).toBe(1);
  expect(drift.stdout).toContain("DRIFT  task.response: status.enum");
  expect(drift.stdout).toContain("(documented, seed 003)");
});

test("every format is recorded by pointing the contract kit itself at the proxy, and shows no drift", async () => {
  const { shotlist, serve } = await setup();
  const vendor = await serve("mock", "--speed", "6000");
  for (const format of formatIds) {
    const out = `${format}.jsonl`;
    const record = ["contract", "record", "--format", format, "--base-url", `${vendor.document.url}/${format}`];
    const recorder = await serve(...record, "--out", out);
    const run = ["contract", "run", "--format", format, "--base-url", recorder.document.url];
    expect(await shotlist(...run, "--only", "poll/*", "--only", "submit/*-key")).toMatchObject({ exitCode: 0 });
    await recorder.stop();
    expect(await shotlist("contract", "drift", out)).toMatchObject({ exitCode: 0 });
  }
  await vendor.stop();
});

import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const key = "canary-key-2f9c1e";
const signature = "canary-signature-7b3d";
/** The head of a whole MP4, whose pictures are what follows. */
const clipHead =
  "AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAALG1vb3YAAAAkdHJhawAAABxtZGlhAAAAFGhkbHIAAAAAAAAAAHZpZGUAAAAAbWRhdA==";
const clip = Buffer.concat([Buffer.from(clipHead, "base64"), Buffer.alloc(64)]);

/** What goes wrong with the take whose prompt says so, always with the key and a signed link in the vendor's words. */
const troubles = ["good", "refused", "unwell", "failing", "expired", "linked", "circled", "cut", "closed"];

const storyboard = (trouble: string): string => `shotlist: 1
name: ${trouble}
provider: wisgate
providers: { wisgate: { pollEvery: 10ms, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - id: ${trouble}
    prompt: ${trouble}
    firstFrame: https://assets.example.com/watch.jpg?X-Signature=${signature}
`;

interface Answer {
  readonly status: number;
  readonly body?: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A vendor that repeats in its answers whatever it should keep to itself. */
async function startTalkativeVendor(): Promise<string> {
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const answer = answerTo(request, text, originOf(server));
      if (answer === "cut") return request.socket.destroy();
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      const { body = {} } = answer;
      return response.end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return originOf(server);
}

function answerTo({ method, url = "", headers }: IncomingMessage, text: string, origin: string): Answer | "cut" {
  const link = (path: string): string => `${origin}/${path}.mp4?X-Signature=${signature}`;
  const leak = `${headers.authorization ?? `Bearer ${key}`} is bad; see https://me:${key}@cdn.example.com/a?X-Signature=${signature}`;
  const error = { error: { code: `bad ${key}`, message: leak, param: leak, type: leak } };
  const path = url.split("?")[0] ?? "";
  if (path.endsWith(".mp4")) {
    if (path.includes("expired")) return { status: 403, body: leak };
    if (path.includes("circled")) return { status: 302, headers: { location: link("circled") } };
    return { status: 200, body: clip, headers: { "content-type": "video/mp4" } };
  }
  if (method === "POST") {
    const trouble = troubles.find((word) => text.includes(`"${word}"`)) ?? "good";
    if (trouble === "refused") return { status: 400, body: error };
    if (trouble === "unwell") return { status: 500, body: error };
    if (trouble === "closed") return { status: 401, body: error };
    return trouble === "cut" ? "cut" : { status: 200, body: { id: `cgt-${trouble}` } };
  }
  const trouble = path.split("cgt-").at(-1) ?? "";
  const task = { id: `cgt-${trouble}`, model: "doubao-seedance-2-0-260128" };
  if (trouble === "failing") return { status: 200, body: { ...task, status: "failed", ...error } };
  const videoUrl =
    trouble === "linked" ? `http://me:${key}@cdn.example.com/a.mp4?X-Signature=${signature}` : link(trouble);
  return { status: 200, body: { ...task, status: "succeeded", content: { video_url: videoUrl } } };
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the vendor has no port");
  return `http://127.0.0.1:${address.port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function everyByteBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".yaml"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

test("neither the key nor a signed link is in any byte that is written or printed, whatever the vendor says", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = troubles.map((trouble) => `${trouble}.yaml`);
  await Promise.all(troubles.map((trouble) => writeFile(join(folder, `${trouble}.yaml`), storyboard(trouble))));
  const url = await startTalkativeVendor();
  const said: string[] = [];
  const shotlist = async (...words: readonly string[]): Promise<{ exitCode: number | undefined; stdout: string }> => {
    const env = { WISGATE_API_KEY: key, NO_COLOR: "1", SHOTLIST_STATE: join(folder, "state") };
    const { exitCode, stdout, stderr } = await execa(process.execPath, [launcher, ...words], {
      cwd: folder,
      env,
      reject: false,
    });
    said.push(`$ ${words.join(" ")}`, stdout, stderr);
    return { exitCode, stdout };
  };
  const { stdout } = await shotlist("render", ...files.slice(0, -1), "--base-url", url, "--concurrency", "1", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    takes: [
      { id: "good", status: "succeeded" },
      { id: "refused", status: "failed" },
      { id: "unwell", status: "uncertain" },
      { id: "failing", status: "failed" },
      { id: "expired", status: "failed" },
      { id: "linked", status: "failed" },
      { id: "circled", status: "failed" },
      { id: "cut", status: "uncertain" },
    ],
  });
  await shotlist("render", "good.yaml", "closed.yaml", "--base-url", url, "--events");
  await shotlist("render", "expired.yaml", "--base-url", url);
  for (const words of [
    ["status"],
    ["status", "--json"],
    ["resolve", "--list"],
    ["resolve", "--list", "--json"],
    ["cancel"],
    ["retry", "--failed"],
    ["ledger", "export"],
    ["verify"],
    ["gc"],
    ["report", "good.yaml", "--out", "sheet.html"],
    ["doctor", "good.yaml"],
  ]) {
    await shotlist(...words);
  }
  const printed = said.join("\n");
  const written = everyByteBelow(folder);
  expect(written).toContain("cgt-good");
  expect(written).toContain("assets.example.com/watch.jpg");
  for (const canary of [key, signature]) {
    expect(printed.split("\n").filter((line) => line.includes(canary))).toEqual([]);
    expect(written.includes(canary)).toBe(false);
  }
});

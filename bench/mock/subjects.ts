import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageSchema } from "@shotlist/schema/schemas";
import { runLoad, requestBytes } from "./load.ts";

const root = join(import.meta.dirname, "../..");
const peers = join(import.meta.dirname, "../peers/node_modules");
export const tasksPath = "/api/v3/contents/generations/tasks";
const schema = messageSchema("wisgate", "submit.request");
const taskId = "cgt-20260101080000-abcde";
const endedTask = {
  id: taskId,
  model: "doubao-seedance-2-0-260128",
  status: "succeeded",
  error: null,
  created_at: 1_767_225_600,
  updated_at: 1_767_225_660,
  content: { video_url: `https://clips.example.com/${taskId}/video.mp4?signature=${"0".repeat(64)}` },
  seed: 7,
  resolution: "720p",
  ratio: "16:9",
  duration: 5,
  framespersecond: 24,
  generate_audio: false,
  service_tier: "default",
  execution_expires_after: 172_800,
  usage: { completion_tokens: 108_900, total_tokens: 108_900 },
};

/** A server that the bench measures. */
export interface Subject {
  readonly name: string;
  /** Program and arguments that start it on a port; files it needs may be written to `folder`. */
  readonly command: (port: number, folder: string) => readonly [program: string, ...words: string[]];
  /** A call that ends every task, where tasks take time. */
  readonly endTasks?: readonly [path: string, body: unknown];
}

/** The mock of a workspace, as a user starts it. */
export function oursOf(workspace: string): Subject {
  return {
    name: "shotlist mock",
    command: (port) => [
      process.execPath,
      join(workspace, "packages/cli/bin/shotlist.js"),
      "mock",
      "--format",
      "wisgate",
      "--port",
      String(port),
      "--speed",
      "1",
      "--json",
    ],
    endTasks: ["/__mock/clock", { advance: "1h" }],
  };
}

export const ours: Subject = oursOf(root);

export const bare: Subject = {
  name: "bare node:http + ajv",
  command: (port, folder) => {
    const file = write(folder, "schema.json", schema);
    return [process.execPath, join(import.meta.dirname, "bare-server.mjs"), file, String(port)];
  },
  endTasks: ["/end", {}],
};

const aimock: Subject = {
  name: "@copilotkit/aimock",
  command: (port, folder) => {
    const match = { endpoint: "video", model: "doubao-seedance-2.0" };
    const file = write(folder, "fixture.json", { fixtures: [{ match, response: { json: endedTask } }] });
    const cli = join(peers, "@copilotkit/aimock/dist/cli.js");
    return [process.execPath, cli, "--port", String(port), "--fixtures", file, "--log-level", "silent"];
  },
};

const prism: Subject = {
  name: "@stoplight/prism-cli",
  command: (port, folder) => {
    const cli = join(peers, "@stoplight/prism-cli/dist/index.js");
    const words = ["mock", write(folder, "openapi.json", openApi()), "--port", String(port)];
    return [process.execPath, cli, ...words, "--errors", "--verboseLevel", "silent"];
  },
};

const mockoon: Subject = {
  name: "@mockoon/cli",
  command: (port, folder) => {
    const words = ["start", "--data", write(folder, "openapi.json", openApi()), "--port", String(port)];
    return [process.execPath, join(peers, "@mockoon/cli/bin/run.js"), ...words, "--disable-log-to-file"];
  },
};

const wiremock: Subject = {
  name: "WireMock",
  command: (port, folder) => {
    mkdirSync(join(folder, "mappings"), { recursive: true });
    const headers = { "content-type": "application/json" };
    write(folder, "mappings/submit.json", {
      request: {
        method: "POST",
        urlPath: tasksPath,
        bodyPatterns: [{ matchesJsonSchema: JSON.stringify(plain()), schemaVersion: "V202012" }],
      },
      response: { status: 200, headers, jsonBody: { id: taskId } },
    });
    write(folder, "mappings/poll.json", {
      request: { method: "GET", urlPathPattern: `${tasksPath}/[^/]+` },
      response: { status: 200, headers, jsonBody: endedTask },
    });
    const jar = join(peers, "wiremock/build/wiremock-standalone-3.13.2.jar");
    const journal = ["--max-request-journal-entries", "1000"];
    return ["java", "-jar", jar, "--port", String(port), "--root-dir", folder, "--disable-banner", ...journal];
  },
};

/** The mock servers that people use; none where they have not been installed. */
export const peerSubjects: readonly Subject[] = existsSync(peers) ? [aimock, prism, mockoon, wiremock] : [];

/** The schema without the annotations that are ours. */
function plain(): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key.startsWith("x-") || key === "$schema" || key === "$id" ? undefined : value,
    ),
  );
}

function jsonContent(shape: unknown, example?: unknown): object {
  return { content: { "application/json": { schema: shape, example } } };
}

/** What Prism and Mockoon are driven by. The schema is a simple one: theirs are older drafts, without `minContains`. */
function openApi(): unknown {
  const body = {
    type: "object",
    required: ["model", "content"],
    properties: {
      model: { type: "string", enum: ["doubao-seedance-2.0", "doubao-seedance-2-fast"] },
      content: {
        type: "array",
        minItems: 1,
        items: {
          type: "object",
          required: ["type"],
          properties: { type: { type: "string" }, text: { type: "string" } },
        },
      },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"] },
      ratio: { type: "string", enum: ["16:9", "9:16", "1:1"] },
      duration: { type: "integer", minimum: 5, maximum: 15 },
      generate_audio: { type: "boolean" },
      return_last_frame: { type: "boolean" },
    },
  };
  const ok = (example: unknown): unknown => ({
    200: { description: "ok", ...jsonContent({ type: "object", example }, example) },
  });
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
  return {
    openapi: "3.1.0",
    info: { title: "bench", version: "1" },
    servers: [{ url: "/" }],
    paths: {
      [tasksPath]: { post: { requestBody: { required: true, ...jsonContent(body) }, responses: ok({ id: taskId }) } },
      [`${tasksPath}/{id}`]: { get: { parameters, responses: ok(endedTask) } },
    },
  };
}

function write(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** A subject that runs. */
export interface Running {
  readonly subject: Subject;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** A request that a careful client would send; `number` makes it one of its own. */
export function submitBody(number: number): unknown {
  const text = `A cat stretches in the morning light, take ${number}`;
  return {
    model: "doubao-seedance-2.0",
    content: [{ type: "text", text }],
    resolution: "720p",
    ratio: "16:9",
    duration: 5,
    generate_audio: false,
    return_last_frame: true,
  };
}

const startWithinMs = 20_000;

/** Starts a subject and waits until it has accepted a first submit. */
export async function start(subject: Subject): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "bench-mock-"));
  const port = await freePort();
  const [program, ...words] = subject.command(port, folder);
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"], cwd: folder });
  let complaint = "";
  child.stderr.on("data", (chunk) => (complaint = (complaint + String(chunk)).slice(-2000)));
  const stop = async (): Promise<void> => {
    await stopped(child);
    rmSync(folder, { recursive: true });
  };
  const { pid } = child;
  if (pid === undefined) throw new Error(`${subject.name} cannot be started`);
  const giveUpAtMs = performance.now() + startWithinMs;
  // oxlint-disable-next-line no-await-in-loop -- asks again until the server is there
  while (!(await accepts(port))) {
    if (child.exitCode === null && performance.now() < giveUpAtMs) continue;
    // oxlint-disable-next-line no-await-in-loop -- the last thing that happens
    if (child.exitCode === null) await stop();
    throw new Error(`${subject.name} accepts no submit: ${complaint}`);
  }
  return { subject, port, pid, stop };
}

async function accepts(port: number): Promise<boolean> {
  try {
    const requests = [requestBytes("POST", tasksPath, submitBody(0))];
    return (await runLoad({ port, requests, connections: 1, count: 1 })).refused === 0;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return false;
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

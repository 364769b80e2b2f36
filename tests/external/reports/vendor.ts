import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { listening } from "./listening.ts";
import { root } from "../../src/sources.ts";

/** One call that a vendor of a test got. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly isKeyed: boolean;
  readonly range: string | undefined;
  readonly body: string;
}

export type Handler = (call: Call, response: ServerResponse, base: string) => void;

/** A vendor on a loopback address that answers as a public report says that one did. */
export async function startVendor(handler: Handler): Promise<{ readonly base: string; readonly calls: Call[] }> {
  const calls: Call[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    calls.push(call);
    handler(call, response, base);
  }
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const base = `http://127.0.0.1:${await listening(server)}`;
  return { base, calls };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const { method = "", url = "", headers } = request;
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return { method, url, isKeyed: headers.authorization !== undefined, range: headers.range, body };
}

export function answerJson(response: ServerResponse, body: unknown, status: number = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

export function answerBytes(
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { "content-type": "video/mp4", "content-length": bytes.length, ...headers });
  response.end(bytes);
}

/** A folder of a test, and the command line in it as people install it. */
export interface Project {
  readonly folder: string;
  readonly shotlist: (...words: readonly string[]) => Promise<{ readonly exitCode: number; readonly output: string }>;
  readonly ffmpeg: (...words: readonly string[]) => Promise<void>;
}

const keyed = ["WISGATE", "GOGOGOTOKEN", "TOAPIS", "RELAYDANCE", "HEI3", "OPENAI", "ARK"].map(
  (name) => [`${name}_API_KEY`, "test-key-1234"] as const,
);

export async function createProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-report-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const launcher = join(root, "packages/cli/bin/shotlist.js");
  return {
    folder,
    async shotlist(...words) {
      const { exitCode = -1, all } = await execa(process.execPath, [launcher, ...words], {
        cwd: folder,
        env: { CI: "1", NO_COLOR: "1", ...Object.fromEntries(keyed) },
        all: true,
        reject: false,
      });
      return { exitCode, output: all };
    },
    async ffmpeg(...words) {
      await execa("ffmpeg", ["-nostdin", "-v", "error", "-y", ...words], { cwd: folder });
    },
  };
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { root } from "../../src/sources.ts";
import { startVendor as startHandling } from "./vendor.ts";

export const launcher: string = join(root, "packages/cli/bin/shotlist.js");

/** What a vendor of a public report says to one request; nothing means 404. */
export type Says = (request: {
  readonly method: string;
  readonly path: string;
  readonly base: string;
}) => { readonly status?: number; readonly body: object | string } | "clip" | undefined;

/** A vendor on this machine that says what a public report says of one. */
export async function startVendor(says: Says): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const { base: url } = await startHandling(({ method, url: path }, response, base) => {
    asked.push(`${method} ${path}`);
    const said = says({ method, path, base });
    if (said === "clip") {
      response.writeHead(200, { "content-type": "video/mp4" }).end(clip());
      return;
    }
    const body = said?.body ?? { error: { message: `Invalid URL (${method} ${path})` } };
    response.writeHead(said === undefined ? 404 : (said.status ?? 200), { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return { url, asked };
}

let made: Uint8Array | undefined;

/** A second of a picture, as a real tool writes it. */
export function clip(): Uint8Array {
  made ??= execFileSync(
    "ffmpeg",
    [
      "-v",
      "error",
      "-f",
      "lavfi",
      "-i",
      "color=s=64x64:d=1",
      "-movflags",
      "frag_keyframe+empty_moov",
      "-f",
      "mp4",
      "-",
    ],
    { maxBuffer: 10_000_000 },
  );
  return made;
}

interface Board {
  readonly rewrite: (from: string, to: string) => void;
  readonly shotlist: (
    ...words: readonly string[]
  ) => Promise<{ readonly exitCode: number | undefined; readonly said: string }>;
}

/** Runs command lines in a folder that holds a storyboard. */
export function boardOf(text: string, variables: Readonly<Record<string, string>> = {}): Board {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "board.yaml");
  writeFileSync(file, text);
  return {
    rewrite: (from: string, to: string) => writeFileSync(file, readFileSync(file, "utf8").replaceAll(from, to)),
    shotlist: async (...words: readonly string[]) => {
      const { exitCode, stdout, stderr } = await execa(process.execPath, [launcher, ...words], {
        cwd: folder,
        reject: false,
        env: { NO_COLOR: "1", CI: "1", ...variables },
      });
      return { exitCode, said: `${stdout}\n${stderr}` };
    },
  };
}

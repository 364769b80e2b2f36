import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program that renders one clip, as it would be written with a client. */
export interface Program {
  readonly name: string;
  readonly command: (folder: string, vendorUrl: string) => readonly string[];
}

/** How one start of a program ended. */
export interface Ending {
  readonly ok: boolean;
  /** Shotlist says by its exit code that a take needs a decision. */
  readonly held: boolean;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const scripted = (name: string, file: string): Program => ({
  name,
  command: (folder, vendorUrl) => [here(`programs/${file}.ts`), vendorUrl, clipIn(folder)],
});

export const shotlist: Program = {
  name: "shotlist",
  command: (folder, vendorUrl) => {
    writeFileSync(join(folder, "clip.yaml"), storyboard);
    return [
      here("../../packages/cli/bin/shotlist.js"),
      "render",
      join(folder, "clip.yaml"),
      "--base-url",
      vendorUrl,
      "--state",
      join(folder, "state"),
      "--out",
      join(folder, "out"),
      "--yes",
      "--json",
    ];
  },
};

const storyboard = `shotlist: 1
name: clip
provider: wisgate
providers: { wisgate: { pollEvery: 100ms } }
shots:
  - { id: cat, model: doubao-seedance-2.0, prompt: A cat walks down a sunny street }
`;

export const programs: readonly Program[] = [
  shotlist,
  scripted("ai + @ai-sdk/bytedance", "ai-sdk"),
  scripted("@fal-ai/client", "fal"),
  scripted("replicate", "replicate"),
  scripted("plain poll loop", "plain-loop"),
];

const needsDecision = 3;

function clipIn(folder: string): string {
  return join(folder, "clip.mp4");
}

/** Whether the program has brought a clip. */
export function hasClip(folder: string): boolean {
  return (
    existsSync(clipIn(folder)) ||
    existsSync(join(folder, "out-local", "clip", "cat.mp4")) ||
    existsSync(join(folder, "out", "clip", "cat.mp4"))
  );
}

/** Starts a program and waits for its end; with `killWhen`, it is killed at that moment. */
export async function start(
  program: Program,
  { folder, vendorUrl, killWhen }: { folder: string; vendorUrl: string; killWhen?: Promise<void> },
): Promise<Ending> {
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, program.command(folder, vendorUrl), {
    env: { ...env, NO_COLOR: "1", AI_SDK_LOG_WARNINGS: "false" },
    stdio: process.env["BENCH_DEBUG"] === "1" ? "inherit" : "ignore",
  });
  void killWhen?.then(() => child.kill("SIGKILL"));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { ok: code === 0, held: program === shotlist && code === needsDecision };
}

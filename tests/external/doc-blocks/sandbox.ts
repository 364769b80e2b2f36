import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../src/sources.ts";

/** A folder as the reader of a page has it, in which `npx shotlist` is this program. */
export interface Sandbox extends AsyncDisposable {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  /** Runs a script; the output has both streams in their order. */
  bash(script: string): Promise<Ran>;
  /** Runs a command that goes on until it is stopped: stops it when it has printed an address. */
  serve(command: string): Promise<Ran>;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** What pages call their storyboard where they show none. */
const campaign = `shotlist: 1
name: launch
provider: wisgate
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - id: reveal
    prompt: A watch turns slowly on white marble
  - id: skyline
    prompt: A skyline from dusk to night
`;

const launcher = join(root, "packages/cli/bin/shotlist.js");

/** `npx shotlist` and `shotlist`: no package is fetched, and what pages render for money goes to the mock. */
const shim = `#!/usr/bin/env bash
while [ "$1" != "\${1#-}" ] || [ "$1" = shotlist ]; do shift; done
mock=()
case " $* " in *" --mock "* | *" --help "* | *" --base-url "*) ;; *)
  case "$1" in render | cut) mock=(--mock) ;; esac ;;
esac
exec "${process.execPath}" "${launcher}" "$@" "\${mock[@]}"
`;

export async function openSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-docs-"));
  const bin = await mkdtemp(join(tmpdir(), "shotlist-bin-"));
  for (const name of ["npx", "shotlist"]) {
    await writeFile(join(bin, name), shim);
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(folder, "campaign.yaml"), campaign);
  await mkdir(join(folder, ".git"));
  // What the example of a film names; it is looked for, not read.
  for (const file of ["assets/theme.mp3", "subtitles/en.srt"]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), "1\n00:00:00,000 --> 00:00:01,000\nA title\n");
  }
  await cp(join(root, "examples"), join(folder, "examples"), {
    recursive: true,
    filter: (path) => !/renders|report\.html/u.test(path),
  });
  const env = {
    PATH: `${bin}:${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    NO_COLOR: "1",
    LANG: "C.UTF-8",
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
  };
  const start = (script: string, onOutput: (output: string, stop: () => void) => void): Promise<Ran> =>
    new Promise((resolve) => {
      const child = spawn("bash", ["-euc", `exec 2>&1\n${script}`], {
        cwd: folder,
        env,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      const stop = (): void => void (child.pid !== undefined && process.kill(-child.pid, "SIGTERM"));
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (part) => {
          output += String(part);
          onOutput(output, stop);
        });
      }
      child.on("close", (status) => resolve({ status, output }));
    });
  return {
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    bash: (script) => start(script, () => undefined),
    serve(command) {
      let isStopped = false;
      return start(`exec ${command}`, (output, stop) => {
        if (isStopped || !/http:\/\/\S+/u.test(output)) return;
        isStopped = true;
        stop();
      });
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      await rm(bin, { recursive: true, force: true });
    },
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "../world/world.ts";
import { runIn, type Outcome } from "./fake-world.ts";

/** A folder of its own with a repository's mark, removed when the test is over. */
export interface Project extends Disposable {
  readonly folder: string;
  path(...steps: readonly string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Runs a command line in the folder. */
  shotlist(...argv: readonly string[]): Promise<Outcome>;
  /** The same with an environment. */
  shotlistWith(env: Environment, ...argv: readonly string[]): Promise<Outcome>;
}

/** The smallest picture: one pixel. */
export const onePixelPng: Uint8Array = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Makes a folder with the given files. */
export function createProject(files: { readonly [path: string]: string | Uint8Array } = {}): Project {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-"));
  const path = (...steps: readonly string[]): string => join(folder, ...steps);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  };
  mkdirSync(path(".git"));
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    folder,
    path,
    write,
    shotlist: (...argv) => runIn({ cwd: folder }, ...argv),
    shotlistWith: (env, ...argv) => runIn({ cwd: folder, env }, ...argv),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A storyboard of two takes; requests are not held back, so that tests against a socket are quick. */
export const twoTakes = `shotlist: 1
name: launch
provider: wisgate
providers: { wisgate: { pollEvery: 5ms, requestsPerMinute: 60000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - id: reveal
    prompt: A watch turns slowly on white marble
  - id: skyline
    prompt: A skyline from dusk to night
`;

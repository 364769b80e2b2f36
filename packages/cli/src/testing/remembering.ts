import { cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../world/world.ts";
import { runIn, type Outcome } from "./fake-world.ts";
import { createProject, onePixelPng, type Project } from "./project.ts";

/** A storyboard that reads as many kinds of files as there are. */
export const readingBoard = `shotlist: 1
name: launch
provider: wisgate
providers: { wisgate: { pollEvery: 5ms, requestsPerMinute: 60000 } }
env: [SHOTLIST_VAR_CITY]
include: [./more.yaml]
assets: { baseUrl: "https://cdn.example.com/aurora" }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { rows: cells.csv }
shots:
  - { id: reveal, prompt: "\${{ vars.product }} in \${{ env.SHOTLIST_VAR_CITY }}, \${{ matrix.mood }}", firstFrame: ./watch.png }
`;

export const usualEnvironment: Environment = { SHOTLIST_VAR_CITY: "Oslo", HOME: "/nonexistent" };

interface RenderOptions {
  readonly env?: Environment;
  readonly words?: readonly string[];
  readonly isTTY?: boolean;
  readonly nowMs?: number;
  readonly onPrinted?: () => void;
}

/** A project whose program is a bundle, so that it may be remembered that there is nothing to do. */
export interface RememberingProject extends Project {
  /** The folder of the program. */
  readonly bundle: string;
  /** Whether what `run` did went the whole way, which takes the lock of the ledger. */
  goesTheWholeWay(run: () => Promise<unknown>): Promise<boolean>;
  /** Renders with `--mock`. */
  render(options?: RenderOptions): Promise<Outcome>;
  /** The same by a program that remembers nothing. */
  renderAfresh(options?: RenderOptions): Promise<Outcome>;
}

/** A minute ahead, so that files that were just written are old enough to be trusted. */
const later = (): number => Date.now() + 60_000;

const files = {
  "board.yaml": readingBoard,
  "more.yaml": "vars: { product: A watch }\n",
  "cells.csv": "id,mood\none,calm\ntwo,bright\n",
  "watch.png": onePixelPng,
  "program/dist/bin.js": "// a program",
  "program/package.json": "{}",
};

/** A project with `readingBoard`, or with everything that another one has. */
export function createRememberingProject(like?: Project): RememberingProject {
  const project = createProject(like === undefined ? files : {});
  if (like !== undefined) cpSync(like.folder, project.folder, { recursive: true, preserveTimestamps: true });
  const bundle = project.path("program", "dist");
  const run = (
    { env = usualEnvironment, words = plainWords, ...rest }: RenderOptions,
    program: object,
  ): Promise<Outcome> => runIn({ cwd: project.folder, env, nowMs: later(), ...rest, ...program }, "render", ...words);
  return {
    ...project,
    bundle,
    render: (options = {}) => run(options, { bundle }),
    renderAfresh: (options = {}) => run(options, {}),
    goesTheWholeWay: async (act) => {
      const before = ledgerOf(project);
      await act();
      return ledgerOf(project) !== before;
    },
  };
}

const plainWords = ["board.yaml", "--mock"];

/** What the file system says of the ledger of the mock: whoever takes its lock writes it. */
function ledgerOf(project: Project): string {
  const { ctimeMs, ino } = statSync(project.path(".shotlist", "mock", "ledger.sqlite"));
  return `${ino} ${ctimeMs}`;
}

/** Every file of a folder, if there is one. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Build } from "./row.ts";

/** The program of a build. */
export function launcherOf({ root }: Build): string {
  return join(root, "packages/cli/bin/shotlist.js");
}

/** A folder with a storyboard of so many takes. */
export interface Project extends Disposable {
  readonly folder: string;
}

export function projectOf(takes: number): Project {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-bench-"));
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "bench.yaml"), storyboardOf(takes));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The same, with every take rendered on the built-in mock. */
export function renderedProject(takes: number, build: Build): Project {
  const project = projectOf(takes);
  const words = [launcherOf(build), "render", "bench.yaml", "--mock", "--speed", "6000"];
  try {
    execFileSync(process.execPath, words, { cwd: project.folder, stdio: ["ignore", "ignore", "ignore"] });
    return project;
  } catch (error) {
    project[Symbol.dispose]();
    throw error;
  }
}

function storyboardOf(takes: number): string {
  const numbers = Array.from({ length: takes }, (_, index) => index).join(", ");
  return `shotlist: 1
name: bench
provider: wisgate
providers: { wisgate: { concurrency: 100, requestsPerMinute: 600000 } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { number: [${numbers}] }
shots: [{ id: reveal, prompt: "Clip number \${{ matrix.number }}" }]
`;
}

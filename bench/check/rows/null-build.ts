import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSecondsOf } from "../processes.ts";
import { launcherOf, renderedProject } from "../projects.ts";
import type { Row } from "../row.ts";

const takes = 100_000;

/** `ninja` with as many files that are up to date. Needs `ninja`. */
export const nullBuild: Row = {
  name: "null-build",
  long: true,
  goals: [
    {
      figure: "cpu",
      what: "the same, 100,000 takes, over a null `ninja` build of as many edges",
      bound: 2,
      side: "at most",
    },
  ],
  open: (build) => {
    const project = renderedProject(takes, build);
    const ninja = ninjaFolder();
    const ours = [process.execPath, launcherOf(build), "render", "bench.yaml", "--mock"];
    return Promise.resolve({
      round: () => {
        const bare = cpuSecondsOf(["ninja"], { cwd: ninja });
        return Promise.resolve({ cpu: cpuSecondsOf(ours, { cwd: project.folder }) / bare });
      },
      [Symbol.asyncDispose]: () => {
        project[Symbol.dispose]();
        rmSync(ninja, { recursive: true });
        return Promise.resolve();
      },
    });
  },
};

function ninjaFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-ninja-"));
  const edges = Array.from({ length: takes }, (_, index) => `build out/${index % 256}/${index}: copy in\n`);
  writeFileSync(join(folder, "in"), "a clip\n");
  writeFileSync(join(folder, "build.ninja"), `rule copy\n  command = cp $in $out\n${edges.join("")}`);
  execFileSync("ninja", [], { cwd: folder, stdio: "ignore" });
  return folder;
}

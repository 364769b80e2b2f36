import { cpuSecondsOf, peakMiBOf } from "../processes.ts";
import { launcherOf, renderedProject } from "../projects.ts";
import type { Row } from "../row.ts";

const takes = 1000;
const starts = 7;

export const secondRun: Row = {
  name: "second-run",
  goals: [
    {
      figure: "cpu",
      what: "second run with nothing to do, 1,000 takes, CPU over `node -e 0`",
      bound: 3,
      side: "at most",
    },
    { figure: "memory", what: "the same, highest resident memory", unit: "MiB", bound: 70, side: "at most" },
  ],
  open: (build) => {
    const project = renderedProject(takes, build);
    const cwd = project.folder;
    const ours = [launcherOf(build), "render", "bench.yaml", "--mock"];
    cpuSecondsOf([process.execPath, ...ours], { cwd });
    return Promise.resolve({
      round: () => {
        let [own, bare] = [0, 0];
        for (let start = 0; start < starts; start += 1) {
          bare += cpuSecondsOf([process.execPath, "-e", "0"], { cwd });
          own += cpuSecondsOf([process.execPath, ...ours], { cwd });
        }
        return Promise.resolve({ cpu: own / bare, memory: peakMiBOf(ours, { cwd }) });
      },
      [Symbol.asyncDispose]: () => {
        project[Symbol.dispose]();
        return Promise.resolve();
      },
    });
  },
};

import { tmpdir } from "node:os";
import { cpuSecondsOf } from "../processes.ts";
import { launcherOf } from "../projects.ts";
import type { Row } from "../row.ts";

const starts = 15;

export const help: Row = {
  name: "help",
  goals: [{ figure: "cpu", what: "`shotlist --help`, CPU over `node -e 0`", bound: 1.1, side: "at most" }],
  open: (build) => {
    const cwd = tmpdir();
    const ours = [process.execPath, launcherOf(build), "--help"];
    const nothing = [process.execPath, "-e", "0"];
    // The first start leaves compiled code behind.
    cpuSecondsOf(ours, { cwd });
    return Promise.resolve({
      round: () => {
        let [own, bare] = [0, 0];
        for (let start = 0; start < starts; start += 1) {
          bare += cpuSecondsOf(nothing, { cwd });
          own += cpuSecondsOf(ours, { cwd });
        }
        return Promise.resolve({ cpu: own / bare });
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
};

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSecondsOf } from "../processes.ts";
import { launcherOf } from "../projects.ts";
import { oursOf, start } from "../../mock/subjects.ts";
import type { Row } from "../row.ts";

export const contractRun: Row = {
  name: "contract-run",
  goals: [
    {
      figure: "cpu",
      what: "`contract run` of one format against the mock, CPU, over that of 32259fb",
      bound: 0.33,
      side: "at most",
      overBefore: true,
    },
  ],
  open: async (build) => {
    const cwd = mkdtempSync(join(tmpdir(), "shotlist-contract-"));
    const mock = await start(oursOf(build.root));
    const words = ["contract", "run", "--format", "wisgate", "--base-url", `http://127.0.0.1:${mock.port}`, "--json"];
    return {
      round: () =>
        Promise.resolve({
          cpu: cpuSecondsOf([process.execPath, launcherOf(build), ...words], { cwd, mayEndWith: [0, 1] }),
        }),
      [Symbol.asyncDispose]: async () => {
        await mock.stop();
        rmSync(cwd, { recursive: true });
      },
    };
  },
};

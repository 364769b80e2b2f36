import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cpuSecondsOf } from "../processes.ts";
import type { Row } from "../row.ts";

const starts = 11;

export const mockImport: Row = {
  name: "mock-import",
  goals: [
    { figure: "cpu", what: "mock: import, CPU, over that of 32259fb", bound: 0.5, side: "at most", overBefore: true },
  ],
  open: ({ root }) => {
    const entry = pathToFileURL(join(root, "packages/mock-server/dist/index.js")).href;
    const script = `await import(${JSON.stringify(entry)})`;
    const cwd = root;
    return Promise.resolve({
      round: () => {
        let [own, bare] = [0, 0];
        for (let start = 0; start < starts; start += 1) {
          bare += cpuSecondsOf([process.execPath, "--input-type=module", "-e", "0"], { cwd });
          own += cpuSecondsOf([process.execPath, "--input-type=module", "-e", script], { cwd });
        }
        return Promise.resolve({ cpu: (own - bare) / starts });
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
};

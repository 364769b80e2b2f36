// Set up before each test file: what the file takes until its last hook has run, in its worker and in the programs that it starts.
import { afterAll } from "vitest";
import { childrenSeconds, ownSeconds } from "./processor-time.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Seconds of processor. */
    cost?: { readonly worker: number; readonly programs: number };
  }
}

const before = { worker: ownSeconds(), programs: childrenSeconds() };

// oxlint-disable-next-line no-empty-pattern -- Vitest reads there which fixtures are asked for: none. The file is the second.
afterAll(({}, { file }) => {
  file.meta.cost = { worker: ownSeconds() - before.worker, programs: childrenSeconds() - before.programs };
});

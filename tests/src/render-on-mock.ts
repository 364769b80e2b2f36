import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport, openState, runPlans, type RunReport } from "@shotlist/batch-runner";
import { compileStoryboard, type FileSource } from "@shotlist/core";
import type { MockServer } from "@shotlist/mock-server";
import { onTestFinished } from "vitest";

const noFiles: FileSource = {
  readText: () => ({ problem: "missing" }),
  describe: () => ({ problem: "missing" }),
};

/** Compiles a storyboard for a mock, whose base URL every provider gets, and carries the plan out with a key. */
export async function renderOnMock(mock: MockServer, format: string, text: string): Promise<RunReport> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-render-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const target = { kind: "override", baseUrls: new Map([["*", mock.urlOf(format)]]) } as const;
  const file = join(folder, "storyboard.yaml");
  const { plan, diagnostics } = compileStoryboard({ file, text }, { files: noFiles, target });
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const state = openState({ dir: join(folder, "state"), realmClass: "local" });
  const transport = createTransport();
  try {
    const outputDirOf = (): string => join(folder, "clips");
    return await runPlans([plan], { state, transport, outputDirOf, keys: () => "test-key" });
  } finally {
    await transport.close();
    await state.close();
  }
}

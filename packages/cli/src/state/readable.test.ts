import { existsSync } from "node:fs";
import { verifyStore } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";
import { withState } from "./existing-states.ts";
import { openReadable } from "./readable.ts";

test("a ledger that nobody may write to is read from a passing copy, with its clips", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  const stateFolder = project.path(".shotlist");
  const look = openReadable(stateFolder, "mock", { isWritable: () => false });
  expect(look.stateFolder).not.toBe(stateFolder);
  const [attempts, problems] = await withState(look.stateFolder, "mock", async (state) => [
    await state.ledger.attempts(),
    await verifyStore(state),
  ]);
  expect([attempts.length, problems]).toEqual([2, []]);
  look[Symbol.dispose]();
  expect(existsSync(look.stateFolder)).toBe(false);
  expect(await project.shotlist("verify")).toMatchObject({ exitCode: 0 });
});

test("one that may be written to is read where it is", () => {
  using project = createProject();
  const look = openReadable(project.folder, "mock", { isWritable: () => true });
  expect(look.stateFolder).toBe(project.folder);
  look[Symbol.dispose]();
  expect(existsSync(project.folder)).toBe(true);
});

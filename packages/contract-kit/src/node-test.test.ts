import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("declares the cases as tests of Node's own runner", async () => {
  const file = fileURLToPath(new URL("testing/node-test-suite.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    "-C",
    "@shotlist/source",
    "--test",
    "--test-reporter=tap",
    file,
  ]);
  expect(stdout).toMatch(/ok \d+ - accepts text to video/);
  expect(stdout).toMatch(/# SKIP not offered: no webhook receiver was given/);
  expect(stdout).toMatch(/^# fail 0$/m);
  expect(Number(/^# pass (\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(20);
});

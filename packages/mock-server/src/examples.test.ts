import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the example for node:test passes unchanged", async () => {
  const example = fileURLToPath(new URL("../examples/lifecycle.test.mjs", import.meta.url));
  // Inside vitest a nested run would report to it rather than to us.
  const { NODE_TEST_CONTEXT: _context, ...environment } = process.env;
  const conditions = ["-C", "@shotlist/source"];
  const { stdout } = await run(process.execPath, [...conditions, "--test", "--test-reporter=tap", example], {
    env: environment,
  });
  expect(stdout).toMatch(/^# pass 1$/m);
  expect(stdout).toMatch(/^# fail 0$/m);
});

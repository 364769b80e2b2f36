import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../../src/sources.ts";

const script = join(root, "examples/many-machines/run.ts");
const takes = 48;

test("the example with many machines pays nothing twice, loses nothing, and leaves one report behind", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  // The server's own user has to get into it.
  for (const path of [folder, temporary]) chmodSync(path, 0o711);
  const { exitCode, stdout, stderr } = await execa(process.execPath, [script, "--seed", "7"], {
    cwd: folder,
    reject: false,
    env: { TMPDIR: temporary },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout.match(/^worker-\d+ started$/gm)).toHaveLength(9);
  expect(stdout.match(/^worker-\d+ killed after \d+ submits$/gm)).toHaveLength(5);
  const [, rendered, uncertain, twice] =
    /^(\d+) of 48 takes rendered, (\d+) uncertain, (\d+) paid twice$/m.exec(stdout)?.map(Number) ?? [];
  expect(twice).toBe(0);
  expect((rendered ?? 0) + (uncertain ?? 0)).toBe(takes);
  expect(rendered).toBeGreaterThan(takes / 2);
  expect(existsSync(join(folder, "report.html")) && statSync(join(folder, "report.html")).size).toBeGreaterThan(
    100_000,
  );
  expect(readdirSync(temporary)).toEqual([]);
});

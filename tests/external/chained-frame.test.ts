import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { root } from "../src/sources.ts";

const storyboard = `
shotlist: 1
name: chain
shots:
  - id: opening
    provider: toapis
    model: doubao-seedance-1-5-pro
    prompt: A watch on white marble
    resolution: 480p
  - id: detail
    provider: wisgate
    model: doubao-seedance-2.0
    prompt: Macro of the dial
    resolution: 480p
    firstFrame: \${{ shots.opening.lastFrame }}
`;

test("ffmpeg cuts the last frame where a vendor returns none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-chain-"));
  await writeFile(join(folder, "chain.yaml"), storyboard);
  const { stdout, exitCode } = await execa(
    process.execPath,
    [join(root, "packages/cli/bin/shotlist.js"), "render", "chain.yaml", "--mock", "--json"],
    { cwd: folder, reject: false },
  );
  expect({ exitCode, report: JSON.parse(stdout) }).toMatchObject({
    exitCode: 0,
    report: { totals: { succeeded: 2 } },
  });
});

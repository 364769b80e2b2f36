import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { root } from "../src/sources.ts";
import { probe } from "./ffprobe.ts";
import { startMock } from "./mock-process.ts";

const examples = join(root, "packages/mock-server/examples");
const scratch = (): Promise<string> => mkdtemp(join(tmpdir(), "shotlist-examples-"));

test("the example for plain Python runs as it stands", async () => {
  await using mock = await startMock();
  const { stdout } = await execa("/usr/bin/python3", [join(examples, "lifecycle.py"), mock.url]);
  expect(stdout).toBe("ok");
});

test("the example for pytest passes as it stands", async () => {
  await using mock = await startMock();
  const { stdout } = await execa(
    "/usr/bin/python3",
    ["-m", "pytest", "-q", "-p", "no:cacheprovider", join(examples, "test_lifecycle.py")],
    { env: { MOCK_URL: mock.url, PYTHONDONTWRITEBYTECODE: "1" }, cwd: await scratch() },
  );
  expect(stdout).toContain("2 passed");
});

test("the example for curl runs as it stands and leaves a clip", async () => {
  // The example moves the clock by hand; at this speed nothing else does, however busy the machine is.
  await using mock = await startMock("--speed", "0.001");
  const cwd = await scratch();
  const { stdout } = await execa("bash", [join(examples, "lifecycle.sh"), mock.url], { cwd });
  expect(stdout).toMatch(/^(cgt-\S+) queued\n\1 running\n\1 succeeded$/);
  expect(await probe(join(cwd, "clip.mp4"))).toMatchObject({ width: 1280, height: 720, seconds: 5 });
});

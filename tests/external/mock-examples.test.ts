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

test("the example for plain Python runs unchanged", async () => {
  await using mock = await startMock();
  const { stdout } = await execa("/usr/bin/python3", [join(examples, "lifecycle.py"), mock.url]);
  expect(stdout).toBe("ok");
});

test("the example for pytest passes unchanged", async () => {
  await using mock = await startMock();
  const { stdout } = await execa(
    "/usr/bin/python3",
    ["-m", "pytest", "-q", "-p", "no:cacheprovider", join(examples, "test_lifecycle.py")],
    { env: { MOCK_URL: mock.url, PYTHONDONTWRITEBYTECODE: "1" }, cwd: await scratch() },
  );
  expect(stdout).toContain("2 passed");
});

/** A task five seconds after its submit, from a mock that is started for it. */
async function taskOfSeed(seed: string): Promise<unknown> {
  await using mock = await startMock("--manual", "--seed", seed, "--variant", "relaydance=flat-video");
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const tasks = `${mock.url}/relaydance/v1/video/generations`;
  const body = JSON.stringify({ model: "doubao-seedance-2-0", prompt: "A cat", seconds: "5" });
  const { task_id: id } = await (await fetch(tasks, { method: "POST", headers, body })).json();
  await fetch(`${mock.url}/__mock/clock`, { method: "POST", body: '{"advance":"5s"}' });
  return (await fetch(`${tasks}/${id}`, { headers })).json();
}

test("a client in any language sees the same in every run, in the shape and at the time that it chose", async () => {
  const task = await taskOfSeed("7");
  expect(task).toMatchObject({ object: "video", created_at: 1_767_225_600 });
  expect(await taskOfSeed("7")).toEqual(task);
  expect(await taskOfSeed("8")).not.toEqual(task);
});

test("the example for curl runs unchanged and leaves a clip", async () => {
  // The example moves the clock by hand; at this speed nothing else does, however busy the machine is.
  await using mock = await startMock("--speed", "0.001");
  const cwd = await scratch();
  const { stdout } = await execa("bash", [join(examples, "lifecycle.sh"), mock.url], { cwd });
  expect(stdout).toMatch(/^(cgt-\S+) queued\n\1 running\n\1 succeeded$/);
  expect(await probe(join(cwd, "clip.mp4"))).toMatchObject({ width: 1280, height: 720, seconds: 5 });
});

import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { runIn, type Outcome } from "../testing/fake-world.ts";
import { createProject, twoTakes, type Project } from "../testing/project.ts";

interface WatchOptions {
  readonly words?: readonly string[];
  readonly isTTY?: boolean;
}

interface Watching {
  readonly outcome: Outcome;
  /** How often it waited. */
  readonly pauses: number;
}

/** Watches while a render waits for its vendor, whose clock is stopped until the third look. */
async function watchRender(
  project: Project,
  vendor: MockServer,
  { words = [], isTTY = false }: WatchOptions = {},
): Promise<Watching> {
  const rendered = project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  await expect.poll(() => vendor.tasks.length).toBe(2);
  let pauses = 0;
  const pause = async (): Promise<void> => {
    pauses += 1;
    if (pauses !== 2) return;
    vendor.clock.advance(3_600_000);
    expect(await rendered).toMatchObject({ exitCode: 0 });
  };
  const outcome = await runIn({ cwd: project.folder, pause, isTTY }, "status", "a.yaml", "--watch", ...words);
  return { outcome, pauses };
}

function neverPause(): Promise<void> {
  return Promise.reject(new Error("nothing to wait for"));
}

function startVendor(): Promise<MockServer> {
  return createMockServer({ format: "wisgate", clock: "manual" });
}

test("prints a line when something has changed, until the render has ended", async () => {
  await using vendor = await startVendor();
  using project = createProject({ "a.yaml": twoTakes });
  const { outcome, pauses } = await watchRender(project, vendor);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  expect(pauses).toBe(2);
  const lines = outcome.stdout.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^\[0:00\] 0 of 2 rendered · /);
  expect(lines.at(-1)).toMatch(/^\[0:00\] 2 of 2 rendered$/);
  expect(lines.length).toBeLessThanOrEqual(3);
  expect(new Set(lines).size).toBe(lines.length);
});

test("--json prints the document of status once for each change", async () => {
  await using vendor = await startVendor();
  using project = createProject({ "a.yaml": twoTakes });
  const { outcome } = await watchRender(project, vendor, { words: ["--json"] });
  const lines = outcome.stdout.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(new Set(lines).size).toBe(lines.length);
  const { stdout } = await project.shotlist("status", "a.yaml", "--json");
  expect(JSON.parse(lines.at(-1) ?? "")).toEqual(JSON.parse(stdout));
});

test("repaints three lines in a terminal, and leaves the table there", async () => {
  await using vendor = await startVendor();
  using project = createProject({ "a.yaml": twoTakes });
  const { outcome } = await watchRender(project, vendor, { isTTY: true });
  const [first = "", ...later] = outcome.stdout.split("\u001B[2A");
  expect(first.split("\r\u001B[2K")).toHaveLength(4);
  expect(first).toContain("0 of 2 rendered");
  expect(outcome.stdout).toContain("launch/skyline: rendered");
  // What was painted is cleared before the table comes.
  expect(later.at(-2)).toBe("\r\u001B[2K\n\r\u001B[2K\n\r\u001B[2K");
  expect(later.at(-1)).toMatch(/launch\/reveal +rendered/);
});

test("ends at once where nobody works, and does not wait", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(await runIn({ cwd: project.folder, pause: neverPause }, "status", "--watch")).toEqual({
    exitCode: 0,
    stdout: "[0:00] 2 of 2 rendered\n",
    stderr: "",
  });
  expect(await project.shotlist("status", "--watch", "--csv")).toMatchObject({ exitCode: 2 });
});

test("an interruption ends it with 0, and the render goes on", async () => {
  await using vendor = await startVendor();
  using project = createProject({ "a.yaml": twoTakes });
  const rendered = project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  await expect.poll(() => vendor.tasks.length).toBe(2);
  const interrupt = new AbortController();
  const pause = (): Promise<void> => Promise.resolve(interrupt.abort());
  const watched = await runIn({ cwd: project.folder, pause, interrupt: interrupt.signal }, "status", "--watch");
  expect(watched).toMatchObject({ exitCode: 0, stderr: "" });
  expect(watched.stdout).toMatch(/^\[0:00\] 0 of 2 rendered/);
  vendor.clock.advance(3_600_000);
  expect(await rendered).toMatchObject({ exitCode: 0 });
});

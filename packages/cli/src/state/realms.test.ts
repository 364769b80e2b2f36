import { cpSync, existsSync } from "node:fs";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { createProject, type Project } from "../testing/project.ts";

const storyboard = `shotlist: 1
name: board
provider: wisgate
providers: { wisgate: { pollEvery: 10ms, requestsPerMinute: 60000, price: { perClip: 2, currency: CNY } } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
budget: 3 CNY
shots:
  - { id: reveal, prompt: A watch turns slowly on white marble }
`;

/** Runs a command and reads its document. */
async function jsonOf(
  project: Project,
  ...words: readonly string[]
): Promise<{ readonly exitCode: number; readonly json: unknown }> {
  const { exitCode, stdout } = await project.shotlist(...words, "--json");
  return { exitCode, json: JSON.parse(stdout) };
}

async function startVendor(): Promise<MockServer> {
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  return vendor;
}

const toRender = { takes: [{ action: "render" }] };
const cached = { takes: [{ action: "cached" }] };

test("a clip of a mock replaces none of a vendor, and one vendor's for none of another's", async () => {
  using project = createProject({ "board.yaml": storyboard });
  const shotlist = (...words: readonly string[]): ReturnType<typeof jsonOf> => jsonOf(project, ...words);
  const [one, two] = [await startVendor(), await startVendor()];
  expect(await shotlist("render", "board.yaml", "--mock", "--speed", "6000")).toMatchObject({ exitCode: 0 });
  expect((await shotlist("plan", "board.yaml", "--mock")).json).toMatchObject(cached);
  expect((await shotlist("plan", "board.yaml")).json).toMatchObject(toRender);
  expect((await shotlist("plan", "board.yaml", "--base-url", one.url)).json).toMatchObject(toRender);

  expect(await shotlist("render", "board.yaml", "--base-url", one.url)).toMatchObject({
    exitCode: 0,
    json: { submitted: 1 },
  });
  expect((await shotlist("plan", "board.yaml", "--base-url", one.url)).json).toMatchObject(cached);
  expect((await shotlist("plan", "board.yaml", "--base-url", two.url)).json).toMatchObject(toRender);
  expect((await shotlist("plan", "board.yaml")).json).toMatchObject(toRender);
  expect([one.tasks.length, two.tasks.length]).toEqual([1, 0]);
  expect(existsSync(project.path("renders-mock/board/reveal.mp4"))).toBe(true);
  expect(existsSync(project.path("renders-local/board/reveal.mp4"))).toBe(true);
  expect(existsSync(project.path("renders"))).toBe(false);
});

test("a state folder that was copied from one realm to another is refused by every command that reads it", async () => {
  using project = createProject({ "board.yaml": storyboard });
  const shotlist = (...words: readonly string[]): ReturnType<typeof jsonOf> => jsonOf(project, ...words);
  const vendor = await startVendor();
  await shotlist("render", "board.yaml", "--mock", "--speed", "6000");
  cpSync(project.path(".shotlist", "mock"), project.path(".shotlist", "local"), { recursive: true });
  cpSync(project.path(".shotlist", "mock"), project.path(".shotlist", "live"), { recursive: true });
  const refused = { json: { ok: false, error: { code: "realm_mismatch" } } };
  expect(await shotlist("render", "board.yaml", "--base-url", vendor.url)).toMatchObject(refused);
  expect(await shotlist("plan", "board.yaml")).toMatchObject(refused);
  expect(await shotlist("status")).toMatchObject(refused);
  expect(vendor.requests).toHaveLength(0);
});

test("clips copied into another realm's store are not clips of that realm", async () => {
  using project = createProject({ "board.yaml": storyboard });
  const shotlist = (...words: readonly string[]): ReturnType<typeof jsonOf> => jsonOf(project, ...words);
  const vendor = await startVendor();
  await shotlist("render", "board.yaml", "--mock", "--speed", "6000");
  cpSync(project.path(".shotlist", "mock", "clips"), project.path(".shotlist", "local", "clips"), { recursive: true });
  cpSync(project.path("renders-mock"), project.path("renders-local"), { recursive: true });
  expect(await shotlist("render", "board.yaml", "--base-url", vendor.url)).toMatchObject({ json: { submitted: 1 } });
  expect(vendor.tasks).toHaveLength(1);
});

import { cpSync, existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { execa } from "execa";
import { expect, onTestFinished, test, vi } from "vitest";
import { root } from "./sources.ts";

vi.setConfig({ testTimeout: 60_000 });

const launcher = join(root, "packages/cli/bin/shotlist.js");
const storyboard = `shotlist: 1
name: board
provider: wisgate
providers: { wisgate: { pollEvery: 10ms, requestsPerMinute: 60000, price: { perClip: 2, currency: CNY } } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
budget: 3 CNY
shots:
  - { id: reveal, prompt: A watch turns slowly on white marble }
`;

interface Studio {
  readonly folder: string;
  readonly shotlist: (
    ...words: readonly string[]
  ) => Promise<{ readonly exitCode: number | undefined; readonly json: unknown; readonly stderr: string }>;
}

async function createStudio(text = storyboard): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-realms-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "board.yaml"), text);
  return {
    folder,
    async shotlist(...words) {
      const argv = [launcher, ...words, "--state", join(folder, "state"), "--json"];
      const { exitCode, stdout, stderr } = await execa(process.execPath, argv, { cwd: folder, reject: false });
      return { exitCode, json: JSON.parse(stdout), stderr };
    },
  };
}

async function startVendor(): Promise<MockServer> {
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  return vendor;
}

const toRender = { takes: [{ action: "render" }] };
const cached = { takes: [{ action: "cached" }] };

test("a clip of a mock stands in for none of a vendor, and one vendor's for none of another's", async () => {
  const { folder, shotlist } = await createStudio();
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
  expect(existsSync(join(folder, "renders-mock/board/reveal.mp4"))).toBe(true);
  expect(existsSync(join(folder, "renders-local/board/reveal.mp4"))).toBe(true);
  expect(existsSync(join(folder, "renders"))).toBe(false);
});

test("a state folder that was copied from one realm to another is refused by every command that reads it", async () => {
  const { folder, shotlist } = await createStudio();
  const vendor = await startVendor();
  await shotlist("render", "board.yaml", "--mock", "--speed", "6000");
  cpSync(join(folder, "state", "mock"), join(folder, "state", "local"), { recursive: true });
  cpSync(join(folder, "state", "mock"), join(folder, "state", "live"), { recursive: true });
  const refused = { json: { ok: false, error: { code: "realm_mismatch" } } };
  expect(await shotlist("render", "board.yaml", "--base-url", vendor.url)).toMatchObject(refused);
  expect(await shotlist("plan", "board.yaml")).toMatchObject(refused);
  expect(await shotlist("status")).toMatchObject(refused);
  expect(vendor.requests).toHaveLength(0);
});

test("clips copied into another realm's store are no clips of that realm", async () => {
  const { folder, shotlist } = await createStudio();
  const vendor = await startVendor();
  await shotlist("render", "board.yaml", "--mock", "--speed", "6000");
  cpSync(join(folder, "state", "mock", "clips"), join(folder, "state", "local", "clips"), { recursive: true });
  cpSync(join(folder, "renders-mock"), join(folder, "renders-local"), { recursive: true });
  expect(await shotlist("render", "board.yaml", "--base-url", vendor.url)).toMatchObject({ json: { submitted: 1 } });
  expect(vendor.tasks).toHaveLength(1);
});

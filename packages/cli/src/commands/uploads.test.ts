import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { createProject } from "../testing/project.ts";

const board = `
shotlist: 1
name: launch
providers:
  toapis: { uploads: true, pollEvery: 20ms }
  relaydance: { uploads: { price: 0.10 CNY }, pollEvery: 20ms }
defaults: { provider: toapis, model: seedance-2-5, ratio: adaptive, references: { images: [./watch.gif] } }
shots:
  - { id: one, prompt: Turn around }
  - { id: two, prompt: Turn back }
  - { id: three, prompt: Like this, provider: relaydance, model: doubao-seedance-2-0-720p, ratio: "16:9" }
`;
const picture = `GIF89a${"picture".repeat(20)}`;

test("a plan names every file that is uploaded, with its size and its price", async () => {
  using project = createProject({ "a.yaml": board, "watch.gif": picture });
  const { stdout } = await project.shotlist("plan", "a.yaml", "--json");
  const { uploads, totals } = JSON.parse(stdout);
  expect(uploads).toMatchObject([
    { provider: "toapis", path: "watch.gif", state: "to-upload" },
    { provider: "relaydance", path: "watch.gif", state: "to-upload", price: { amount: 0.1, currency: "CNY" } },
  ]);
  expect(uploads[0]).not.toHaveProperty("price");
  expect(totals.estimate).toEqual({ atMost: [{ amount: 0.1, currency: "CNY" }], unpriced: 3 });
  const { stdout: words } = await project.shotlist("plan", "a.yaml");
  expect(words).toMatch(/watch\.gif +relaydance .+ 0\.10 CNY +will be uploaded/u);
});

test("the mock takes uploads: each file once for each vendor, and what they cost is reported", async () => {
  using project = createProject({ "a.yaml": board, "watch.gif": picture });
  const { stdout, exitCode } = await project.shotlist("render", "a.yaml", "--mock", "--speed", "600", "--json");
  expect(exitCode).toBe(0);
  const { uploads, spent } = JSON.parse(stdout);
  const byProvider = uploads.toSorted((one: { provider: string }, other: { provider: string }) =>
    one.provider < other.provider ? -1 : 1,
  );
  expect(byProvider).toMatchObject([
    { provider: "relaydance", path: "watch.gif", reused: false, cost: { amount: 0.1, currency: "CNY" } },
    { provider: "toapis", path: "watch.gif", reused: false },
  ]);
  expect(spent).toEqual([{ amount: 0.1, currency: "CNY" }]);
});

test("a file that may have been uploaded for money is listed, and a person lets it go up once more", async () => {
  const lostAnswer = { fault: "cut_after_accepting", match: { operation: "upload", format: "relaydance" } } as const;
  const mock = await createMockServer({ progress: { mode: "immediate" }, scenario: { rules: [lostAnswer] } });
  onTestFinished(() => mock.close());
  using project = createProject({ "a.yaml": board, "watch.gif": picture });
  const urls = ["toapis", "relaydance"].flatMap((format) => ["--base-url", `${format}=${mock.urlOf(format)}`]);
  const lost = await project.shotlist("render", "a.yaml", ...urls, "--json");
  const { takes } = JSON.parse(lost.stdout);
  expect(takes.at(-1)).toMatchObject({ id: "three", status: "failed", error: { code: "upload_uncertain" } });
  const { stdout } = await project.shotlist("resolve", "--list", "--json");
  const [held] = JSON.parse(stdout).uploads;
  expect(held).toMatchObject({ provider: "relaydance", storyboard: "launch", price: { amount: 0.1, currency: "CNY" } });
  const words = await project.shotlist("resolve", "--list");
  expect(words.stdout).toContain(`shotlist resolve --upload-again ${held.sha256.slice(0, 12)}`);
  expect(await project.shotlist("resolve", "--upload-again", held.sha256.slice(0, 12))).toMatchObject({
    exitCode: 0,
    stdout: `${held.sha256.slice(0, 12)}: the next render uploads it again.\n`,
  });
  expect((await project.shotlist("resolve", "--list")).stdout).toBe("Nothing needs a decision.\n");
  expect(await project.shotlist("resolve", "--upload-again", held.sha256.slice(0, 12))).toMatchObject({ exitCode: 2 });
});

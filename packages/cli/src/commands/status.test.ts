import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

test("without a ledger it says that nothing was rendered", async () => {
  using project = createProject();
  expect(await project.shotlist("status")).toEqual({
    exitCode: 0,
    stdout: `Nothing has been rendered yet: no takes in the ledger at ${project.path(".shotlist")}.\n`,
    stderr: "",
  });
});

test("shows every take of the ledger, and with a storyboard what a render would do", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  const all = await project.shotlist("status");
  expect(all.stdout).toMatch(
    /^mock\ntake +state +task\nlaunch\/reveal +rendered +cgt-\S+\n\n1 take\. Nothing spent\.\n$/,
  );

  const one = await project.shotlist("status", "a.yaml");
  expect(one.stdout).toMatch(/^launch\/reveal +rendered +nothing +cgt-\S+$/m);
  expect(one.stdout).toMatch(/^launch\/skyline +planned +render$/m);
});

test("a take that was rendered again shows what was asked for last, whatever the clocks of the two runs said", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  // The first run's mock is far ahead of the second's when it submits its last take.
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--concurrency", "1");
  project.write("a.yaml", twoTakes.replace("A skyline", "A river"));
  const again = await project.shotlist("render", "a.yaml", "--mock", "--speed", "1000", "--json");
  const rendered: { takes: readonly { id: string; taskId: string }[] } = JSON.parse(again.stdout);
  const task = rendered.takes.find(({ id }) => id === "skyline")?.taskId;
  const { stdout } = await project.shotlist("status", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    takes: expect.arrayContaining([expect.objectContaining({ id: "skyline", taskId: task })]),
  });
});

test("a ledger that knows nothing of the storyboard is not shown", async () => {
  using project = createProject({ "a.yaml": twoTakes, "b.yaml": twoTakes.replace("name: launch", "name: sequel") });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  await project.shotlist("render", "b.yaml", "--base-url", "http://127.0.0.1:1", "--max-tasks", "0");
  const { stdout } = await project.shotlist("status", "a.yaml");
  expect(stdout).toMatch(/^mock\ntake /);
  expect(stdout).not.toContain("local");
});

test("--json has the same, per realm", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--only", "reveal");
  const { stdout } = await project.shotlist("status", "a.yaml", "--json");
  expect(JSON.parse(stdout)).toEqual({
    takes: [
      {
        storyboard: "launch",
        realm: "mock",
        id: "reveal",
        shot: "reveal",
        variant: {},
        prompt: "A watch turns slowly on white marble",
        state: "downloaded",
        action: "cached",
        reason: "the clip is in the store",
        provider: "wisgate",
        model: "doubao-seedance-2.0",
        attempts: 1,
        taskId: expect.stringMatching(/^cgt-/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        versions: 1,
        version: 1,
        clip: expect.stringMatching(/^[0-9a-f]{64}$/),
        file: "renders-mock/launch/reveal.mp4",
        updatedAt: expect.any(String),
      },
      {
        storyboard: "launch",
        realm: "mock",
        id: "skyline",
        shot: "skyline",
        variant: {},
        prompt: "A skyline from dusk to night",
        state: "planned",
        action: "render",
        reason: "not rendered yet",
        provider: "wisgate",
        model: "doubao-seedance-2.0",
        attempts: 0,
        versions: 0,
      },
    ],
    totals: [{ realm: "mock", takes: 2, spent: [], reserved: [] }],
  });
});

const priced = twoTakes
  .replace("pollEvery: 5ms", "pollEvery: 5ms, price: { perClip: 2, currency: CNY }")
  .replace("shots:", "matrix: { lang: [en, de] }\nshots:")
  .replace("A watch turns", "=A ${{ matrix.lang }} watch turns");

/** A table as a spreadsheet reads it; no cell of these tests holds a comma or a line break. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const titles = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, index) => [titles[index] ?? "", cell])));
}

test("--csv is one table: variants, prompts, files, the version that counts, and costs that add up", async () => {
  using project = createProject({ "a.yaml": priced });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  await project.shotlist("retry", "--take", "launch/reveal[lang=en]", "--yes");
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  await project.shotlist("use", "reveal[lang=en]", "1");
  await project.shotlist("approve", "reveal[lang=en]", "--note", "calm");
  const { stdout } = await project.shotlist("status", "a.yaml", "--csv");
  const rows = rowsOf(stdout);
  expect(rows.map((row) => row["take"])).toEqual([
    "reveal[lang=en]",
    "reveal[lang=de]",
    "skyline[lang=en]",
    "skyline[lang=de]",
  ]);
  expect(rows[0]).toMatchObject({
    storyboard: "launch",
    shot: "reveal",
    "variant.lang": "en",
    prompt: "'=A en watch turns slowly on white marble",
    state: "downloaded",
    file: "renders-mock/launch/reveal-lang-en.mp4",
    version: "1",
    versions: "2",
    chosen: "yes",
    verdict: "approved",
    note: "calm",
    "cost CNY": "4",
  });
  // What the languages share is paid once.
  expect(rows.map((row) => row["cost CNY"])).toEqual(["4", "2", "2", ""]);
  expect((await project.shotlist("status", "a.yaml")).stdout).toMatch(
    /^launch\/reveal\[lang=en\] +rendered +nothing +1 of 2, chosen, approved /m,
  );
});

test("--failed and --only leave out the other takes, not the money", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "content_policy", match: { operation: "submit" }, times: 1 }] },
  });
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--concurrency", "1");
  const failed = JSON.parse((await project.shotlist("status", "--failed", "--json")).stdout);
  expect(failed).toMatchObject({ takes: [{ id: "reveal", state: "failed" }], totals: [{ takes: 1 }] });
  const only = JSON.parse((await project.shotlist("status", "--only", "launch/sky*", "--json")).stdout);
  expect(only).toMatchObject({ takes: [{ id: "skyline" }] });
  expect(await project.shotlist("status", "--failed", "--only", "skyline")).toMatchObject({
    exitCode: 0,
    stdout: "No matching takes have failed.\n",
  });
  expect(await project.shotlist("status", "--csv", "--json")).toMatchObject({ exitCode: 2 });
});

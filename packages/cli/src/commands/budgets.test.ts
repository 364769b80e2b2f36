import { createMockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject } from "../testing/project.ts";

interface Terms {
  /** In addition to the price of 2 CNY a clip. */
  readonly provider?: string;
  /** A line of the storyboard. */
  readonly budget?: string;
}

/** Three takes, of which the last begins with the last frame of the first. */
const storyboard = (name: string, { provider = "", budget = "" }: Terms): string => `shotlist: 1
name: ${name}
provider: wisgate
providers:
  wisgate: { pollEvery: 10ms, requestsPerMinute: 60000, concurrency: 1, price: { perClip: 2, currency: CNY }${provider} }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
${budget}
shots:
  - { id: one, prompt: the first of ${name} }
  - { id: two, prompt: the second of ${name} }
  - { id: three, prompt: the third of ${name}, firstFrame: "\${{ shots.one.lastFrame }}" }
`;

async function rendered(
  terms: Terms,
  ...options: readonly string[]
): Promise<{ readonly tasks: number; readonly runs: readonly unknown[] }> {
  using project = createProject();
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  const runs: unknown[] = [];
  for (const name of ["first", "second"]) {
    project.write(`${name}.yaml`, storyboard(name, terms));
    const words = ["render", `${name}.yaml`, "--base-url", vendor.url, "--json", ...options];
    const { exitCode, stdout } = await project.shotlist(...words);
    runs.push({ exitCode, ...JSON.parse(stdout) });
  }
  return { tasks: vendor.tasks.length, runs };
}

const left = (count: number, code: string): object => ({
  exitCode: 4,
  totals: { left: count },
  takes: expect.arrayContaining([
    expect.objectContaining({ status: "left", error: expect.objectContaining({ code }) }),
  ]),
});
const all = { exitCode: 0, totals: { succeeded: 3 } };

test.each<[string, Terms, readonly string[], number, readonly [object, object]]>([
  [
    "a run stops at its --budget, and the next one has its own",
    {},
    ["--budget", "4 CNY"],
    4,
    [left(1, "budget_reached"), left(1, "budget_reached")],
  ],
  [
    "a storyboard stops at its budget, whatever others spend",
    { budget: "budget: 3 CNY" },
    [],
    2,
    [left(2, "budget_reached"), left(2, "budget_reached")],
  ],
  [
    "a provider's cap of a day holds across runs and storyboards",
    { provider: ", caps: { perDay: 8 CNY }" },
    [],
    4,
    [all, left(2, "cap_reached")],
  ],
  [
    "a provider's cap in total holds likewise",
    { provider: ", caps: { total: 6 CNY }" },
    [],
    3,
    [all, left(3, "cap_reached")],
  ],
  [
    "with --cutoff soft what depends on a paid shot is finished past the budget",
    {},
    ["--budget", "4 CNY", "--cutoff", "soft"],
    6,
    [all, all],
  ],
  [
    "with --cutoff soft a provider's cap holds all the same",
    { provider: ", caps: { total: 4 CNY }" },
    ["--cutoff", "soft"],
    2,
    [left(1, "cap_reached"), left(3, "cap_reached")],
  ],
  ["--max-tasks needs no price", {}, ["--max-tasks", "2"], 4, [left(1, "max_tasks"), left(1, "max_tasks")]],
])("%s", async (_, terms, options, tasks, runs) => {
  expect(await rendered(terms, ...options)).toMatchObject({ tasks, runs });
});

test("with --cutoff cautious the worst case of a price must fit the budget, otherwise its middle", async () => {
  // How long the reference is, and so what the clip costs, only the vendor knows: from 4.16 to 9.26 CNY.
  const board = `shotlist: 1
name: range
provider: wisgate
providers:
  wisgate: { pollEvery: 10ms, price: { perMillionTokens: 46, currency: CNY } }
shots:
  - id: one
    prompt: a watch that moves as in the reference
    model: doubao-seedance-2.0
    resolution: 480p
    references: { videos: ["https://cdn.example.com/motion.mp4"] }
`;
  using project = createProject({ "range.yaml": board });
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  const words = ["render", "range.yaml", "--base-url", vendor.url, "--budget", "8 CNY"];
  expect(await project.shotlist(...words, "--cutoff", "cautious")).toMatchObject({ exitCode: 4 });
  expect(vendor.tasks).toHaveLength(0);
  expect(await project.shotlist(...words)).toMatchObject({ exitCode: 0 });
  expect(vendor.tasks).toHaveLength(1);
});

test("a terminal shows what the run may spend: the storyboard's budget less what earlier runs spent of it", async () => {
  using project = createProject();
  const vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  onTestFinished(() => vendor.close());
  const render = async (terms: Terms, ...options: readonly string[]): Promise<string> => {
    project.write("first.yaml", storyboard("first", terms));
    const env = { WISGATE_API_KEY: "test-key-0123456789" };
    const words = ["render", "first.yaml", "--base-url", vendor.url, "--yes", ...options];
    return (await runIn({ cwd: project.folder, isTTY: true, env }, ...words)).stderr;
  };
  expect(await render({ budget: "budget: 30 CNY" })).toContain(" of 30.00 CNY");
  await project.shotlist("retry", "--take", "one", "--yes");
  expect(await render({ budget: "budget: 30 CNY" })).toContain(" of 24.00 CNY");
  await project.shotlist("retry", "--take", "one", "--yes");
  expect(await render({ budget: "budget: 30 CNY" }, "--budget", "5 CNY")).toContain(" of 5.00 CNY");
});

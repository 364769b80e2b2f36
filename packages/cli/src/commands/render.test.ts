import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createMockServer, type MockServer, type Scenario } from "@shotlist/mock-server";
import { present } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, onePixelPng, twoTakes } from "../testing/project.ts";

const fast = ["--mock", "--speed", "6000"];

/** A mock in this process, behind a socket, whose tasks are done at once. */
async function openVendor(scenario?: Scenario): Promise<MockServer> {
  return createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    ...present({ scenario }),
  });
}

function submitsTo(vendor: MockServer): number {
  return vendor.requests.filter(({ operation }) => operation === "submit").length;
}

interface RenderDocument {
  readonly ok: boolean;
  readonly totals: Readonly<Record<string, number>>;
  readonly takes: readonly {
    readonly id: string;
    readonly status: string;
    readonly file?: string;
    readonly error?: { readonly code: string };
  }[];
}

function parse(stdout: string): RenderDocument {
  // The shape is what the tests below are about.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(stdout) as RenderDocument;
}

describe("with --mock", () => {
  test("what the clips would have cost is not said to be spent", async () => {
    const priced = twoTakes.replace("pollEvery: 5ms", "pollEvery: 5ms, price: { perClip: 2, currency: CNY }");
    using project = createProject({ "a.yaml": priced });
    const { stdout } = await project.shotlist("render", "a.yaml", ...fast);
    expect(stdout).toContain("2 tasks submitted. 4.00 CNY at live prices.");
  });

  test("clips land in their own folder, with a table of what they are", async () => {
    using project = createProject({ "boards/a.yaml": twoTakes });
    const { exitCode, stdout, stderr } = await project.shotlist("render", "boards/a.yaml", ...fast);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Clips in boards\/renders-mock\/launch\/\n/m);
    expect(stdout).toMatch(/^reveal +reveal\.mp4 +864x496 +5\.0 /m);
    expect(stdout).toContain("2 takes: 2 rendered. 2 tasks submitted.");
    expect(stderr).toMatch(/^\[\d+:\d\d 0\/2\] · reveal {2}submitted as task \S+$/m);
    expect(stderr).toMatch(/^\[\d+:\d\d [12]\/2\] ✓ reveal {2}[\d.]+ kB$/m);
    expect(readFileSync(project.path("boards/renders-mock/launch/reveal.mp4")).subarray(4, 8).toString()).toBe("ftyp");
  });

  test("a second run submits nothing and says so", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    await project.shotlist("render", "a.yaml", ...fast);
    const { exitCode, stdout } = await project.shotlist("render", "a.yaml", ...fast);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("2 takes: all already rendered. Nothing was submitted.");
  });

  test("--json prints one document of the promised shape", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stdout } = await project.shotlist("render", "a.yaml", ...fast, "--json");
    expect(exitCode).toBe(0);
    const take = (id: string): object => ({
      storyboard: "launch",
      realm: "mock",
      id,
      status: "succeeded",
      taskId: expect.stringMatching(/^cgt-/),
      file: project.path(`renders-mock/launch/${id}.mp4`),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      totals: {
        takes: 2,
        cached: 0,
        succeeded: 2,
        failed: 0,
        blocked: 0,
        cancelled: 0,
        uncertain: 0,
        lost: 0,
        missing: 0,
        detached: 0,
        left: 0,
      },
      spent: [],
      submitted: 2,
      takes: [take("reveal"), take("skyline")],
    });
  });

  test("--events prints one event a line, from the start of the run to its end", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const { stdout } = await project.shotlist("render", "a.yaml", ...fast, "--events");
    const types = stdout
      .trimEnd()
      .split("\n")
      .map((line) => /^\{"type":"([\w-]+)"/.exec(line)?.[1]);
    expect(types[0]).toBe("run-started");
    expect(types.at(-1)).toBe("run-finished");
    expect(types.filter((type) => type === "downloaded")).toHaveLength(2);
  });

  test("--only renders the takes that match, and --max-tasks stops with exit 4", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const only = parse((await project.shotlist("render", "a.yaml", ...fast, "--json", "--only", "sky*")).stdout);
    expect(only.takes.map(({ id, status }) => [id, status])).toEqual([["skyline", "succeeded"]]);
    const none = await project.shotlist("render", "a.yaml", ...fast, "--json", "--max-tasks", "0");
    expect(none.exitCode).toBe(4);
    expect(parse(none.stdout).takes).toMatchObject([
      { id: "reveal", status: "left", error: { code: "max_tasks" } },
      { id: "skyline", status: "cached" },
    ]);
  });

  test("a pattern that matches nothing is refused with the takes that there are", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    expect(await project.shotlist("render", "a.yaml", ...fast, "--only", "revael")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Takes: reveal, skyline; * matches anything"),
    });
  });

  test("--out takes the clips", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    await project.shotlist("render", "a.yaml", ...fast, "--out", "clips");
    expect(existsSync(project.path("clips/launch/reveal.mp4"))).toBe(true);
  });

  test("a shot that was edited is rendered again, the other is not", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    await project.shotlist("render", "a.yaml", ...fast);
    project.write("a.yaml", twoTakes.replace("dusk to night", "night to dawn"));
    const { exitCode, stdout } = await project.shotlist("render", "a.yaml", ...fast, "--json");
    expect(exitCode).toBe(0);
    expect(parse(stdout).totals).toMatchObject({ cached: 1, succeeded: 1 });
  });

  test("no key is read, and a local asset goes along", async () => {
    using project = createProject({ "a.yaml": `${twoTakes}    firstFrame: ./one.png\n`, "one.png": onePixelPng });
    const { exitCode } = await project.shotlistWith({ WISGATE_API_KEY: "wrong-key" }, "render", "a.yaml", ...fast);
    expect(exitCode).toBe(0);
  });

  test("the state stays out of git", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    await project.shotlist("render", "a.yaml", ...fast);
    expect(readFileSync(project.path(".shotlist/.gitignore"), "utf8")).toBe("*\n");
    expect(readdirSync(project.path(".shotlist")).toSorted()).toEqual([".gitignore", "mock", "storyboards.json"]);
  });

  test("two storyboards render in one run, and may not share a name", async () => {
    using project = createProject({ "a.yaml": twoTakes, "b.yaml": twoTakes.replace("launch", "sequel") });
    const both = await project.shotlist("render", "a.yaml", "b.yaml", ...fast, "--json");
    // What both ask for is rendered once.
    expect(JSON.parse(both.stdout)).toMatchObject({ ok: true, submitted: 2, totals: { takes: 4, succeeded: 4 } });
    project.write("b.yaml", twoTakes);
    expect(await project.shotlist("render", "a.yaml", "b.yaml", ...fast)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("a.yaml and b.yaml have the same name: launch"),
    });
  });

  test("an interruption submits nothing more and says how to continue", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stdout } = await runIn(
      { cwd: project.folder, interrupt: AbortSignal.abort() },
      "render",
      "a.yaml",
      ...fast,
    );
    expect(exitCode).toBe(143);
    expect(stdout).toContain("Nothing was submitted.");
    expect(stdout).toContain("Continue with: shotlist render a.yaml --mock --speed 6000\n");
  });
});

describe("against a vendor on this machine", () => {
  test("a lost answer to a submit ends with exit 3 and the commands that decide it", async () => {
    await using vendor = await openVendor({
      rules: [{ fault: "cut_after_accepting", match: { operation: "submit", prompt: "*skyline*" }, times: 1 }],
    });
    using project = createProject({
      "a.yaml": twoTakes.replace("skyline\n", "skyline\n    matrix: { ratio: ['9:16'] }\n"),
    });
    const target = ["--base-url", vendor.url];
    const first = await project.shotlist("render", "a.yaml", ...target);
    expect(first.exitCode).toBe(3);
    expect(first.stdout).toContain("  shotlist resolve 'launch/skyline[ratio=9:16]' --adopt TASK_ID\n");

    const again = await project.shotlist("render", "a.yaml", ...target);
    expect(again.exitCode).toBe(3);
    expect(submitsTo(vendor)).toBe(2);

    const list = await project.shotlist("resolve", "--list", "--json");
    expect(JSON.parse(list.stdout)).toMatchObject({
      undecided: [{ takes: ["launch/skyline[ratio=9:16]"], state: "uncertain", provider: "wisgate" }],
    });

    const task = vendor.tasks.at(-1)?.id ?? "";
    const adopted = await project.shotlist("resolve", "skyline[ratio=9:16]", "--adopt", task);
    expect(adopted).toMatchObject({
      exitCode: 0,
      stdout: `launch/skyline[ratio=9:16]: adopted task ${task}. The next render collects it.\n`,
    });
    expect(await project.shotlist("render", "a.yaml", ...target)).toMatchObject({ exitCode: 0 });
    expect(submitsTo(vendor)).toBe(2);
    expect(existsSync(project.path("renders-local/launch/skyline-ratio-9x16.mp4"))).toBe(true);
  });

  test("the command that adopts a task runs as it is printed, another state folder included", async () => {
    await using vendor = await openVendor({
      rules: [{ fault: "cut_after_accepting", match: { operation: "submit", prompt: "*skyline*" }, times: 1 }],
    });
    using project = createProject({ "a.yaml": twoTakes });
    const { stdout } = await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--state", "kept");
    const printed = /^ {2}shotlist (resolve .*--adopt.*)$/mu.exec(stdout)?.[1] ?? "";
    const words = printed.replace("TASK_ID", vendor.tasks.at(-1)?.id ?? "").split(" ");
    expect(words).toContain("kept");
    expect(await project.shotlist(...words)).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("a wrong key ends with exit 2 and names the variable, never the key", async () => {
    await using vendor = await openVendor();
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stdout, stderr } = await project.shotlistWith(
      { WISGATE_API_KEY: "wrong-canary-77" },
      "render",
      "a.yaml",
      "--base-url",
      vendor.url,
    );
    expect(exitCode).toBe(2);
    expect(stdout).toContain("Check WISGATE_API_KEY");
    expect(stdout + stderr).not.toContain("canary-77");
  });

  test("a refused prompt fails that take alone, with the vendor's own code", async () => {
    await using vendor = await openVendor({
      rules: [{ fault: "content_policy", match: { operation: "submit", prompt: "*skyline*" } }],
    });
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stdout } = await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^failed skyline: .*SensitiveContentDetected/m);
    expect(stdout).toContain("2 takes: 1 rendered, 1 failed.");
  });

  test("the ledger of a mock is never used for it", async () => {
    await using vendor = await openVendor();
    using project = createProject({ "a.yaml": twoTakes });
    await project.shotlist("render", "a.yaml", ...fast);
    const { stdout } = await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--json");
    expect(parse(stdout).totals).toMatchObject({ cached: 0, succeeded: 2 });
  });
});

describe("before anything is sent", () => {
  test.each(["one\ntwo", "“quoted”", "schlüssel"])("%j is not a key, and is not shown", async (key) => {
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stdout, stderr } = await project.shotlistWith(
      { WISGATE_API_KEY: key },
      "render",
      "a.yaml",
      "--base-url",
      "http://127.0.0.1:1",
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("error: WISGATE_API_KEY contains a character that no key has, such as a line break\n");
    expect(stderr).not.toContain(key);
  });

  test("a few letters are not a key of a vendor, and nothing is sent", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    expect(await project.shotlistWith({ WISGATE_API_KEY: "task" }, "render", "a.yaml", "--yes")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "error: WISGATE_API_KEY is not a key: it has fewer than 6 characters\nhelp: Copy the key of wisgate again\n",
    });
    expect(existsSync(project.path(".shotlist"))).toBe(false);
  });

  test("a missing key is named, with the ways out", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    expect(await project.shotlist("render", "a.yaml", "--yes")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "error: No key for wisgate: WISGATE_API_KEY is not set\n" +
        "help: Set WISGATE_API_KEY, give a file that contains it with --env-file, or try it offline with --mock\n",
    });
    expect(existsSync(project.path(".shotlist"))).toBe(false);
  });

  test("without a terminal, a live vendor needs --yes", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    expect(await project.shotlistWith({ WISGATE_API_KEY: "sk-test-0123" }, "render", "a.yaml")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("2 tasks would cost money, and this is not an interactive terminal"),
    });
  });

  test("at a terminal, leaving --mock out asks before anything is spent, and no is no", async () => {
    const priced = twoTakes.replace("pollEvery: 5ms", "pollEvery: 5ms, price: { perClip: 2, currency: CNY }");
    using project = createProject({ "a.yaml": priced });
    const person = { cwd: project.folder, env: { WISGATE_API_KEY: "sk-test-0123" }, isTTY: true };
    for (const argv of [[], ["--budget", "3 CNY"], ["--json"]]) {
      const refused = await runIn({ ...person, answers: ["n"] }, "render", "a.yaml", ...argv);
      expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("Nothing was submitted") });
      expect(refused.stderr).toContain("Render 2 takes for at most 4.00 CNY? [y/N] ");
    }
    // `budget:` in the file is not an answer, and without an input nobody can give one.
    project.write("a.yaml", `budget: 100 CNY\n${priced}`);
    expect(await runIn({ ...person, answers: [""] }, "render", "a.yaml")).toMatchObject({ exitCode: 4 });
    expect(await runIn(person, "render", "a.yaml")).toMatchObject({ exitCode: 2 });
    expect(existsSync(project.path(".shotlist"))).toBe(false);
    const mocked = await runIn({ ...person, answers: [] }, "render", "a.yaml", ...fast);
    expect(mocked).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("[y/N]") });
  });

  test("a key goes over no http but to this machine", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const argv = ["render", "a.yaml", "--yes", "--base-url", "http://api.example.com"];
    expect(await project.shotlistWith({ WISGATE_API_KEY: "sk-test-0123" }, ...argv)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--base-url must use https, except for this machine"),
    });
  });

  test("a --base-url for a provider that no shot uses is refused", async () => {
    using project = createProject({ "a.yaml": twoTakes });
    const argv = ["render", "a.yaml", "--base-url", "wisgat=http://127.0.0.1:1"];
    expect(await project.shotlist(...argv)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Did you mean wisgate?"),
    });
  });

  test("a storyboard with a mistake renders nothing, and --json has the diagnostics", async () => {
    using project = createProject({ "a.yaml": twoTakes.replace("prompt: A skyline", "promt: A skyline") });
    const { exitCode, stdout } = await project.shotlist("render", "a.yaml", ...fast, "--json");
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      error: { code: "storyboard_wrong" },
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: "unknown-key", line: 10 })]),
    });
    expect(existsSync(project.path(".shotlist"))).toBe(false);
  });

  test.each([
    [["--json", "--events"], "--json and --events cannot be used together"],
    [["--base-url", "http://127.0.0.1:1"], "--mock and --base-url cannot be used together"],
    [["--speed", "0"], "--speed takes a number above 0"],
    [["--concurrency", "none"], "--concurrency takes a whole number from 1"],
  ])("%j with --mock is refused", async (argv, message) => {
    using project = createProject({ "a.yaml": twoTakes });
    const { exitCode, stderr } = await project.shotlist("render", "a.yaml", "--mock", ...argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("an output folder that cannot be made is reported with its place, and nothing is submitted", async () => {
  await using vendor = await openVendor();
  using project = createProject({ "a.yaml": twoTakes });
  writeFileSync(project.path("renders-local"), "a file where a folder should be");
  const { exitCode, stderr } = await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: .*renders-local/m);
  expect(submitsTo(vendor)).toBe(0);
});

test("the closing table names the providers where there are several", async () => {
  using project = createProject({
    "a.yaml": twoTakes.replace(
      "- id: skyline",
      "- id: skyline\n    provider: ark\n    model: doubao-seedance-2-0-fast-260128",
    ),
  });
  const several = await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(several.stdout).toMatch(/^provider +take +clip/m);
  expect(several.stdout).toMatch(/^ark +skyline +skyline\.mp4/m);
  const one = await project.shotlist("render", "a.yaml", "--mock", "--only", "reveal");
  expect(one.stdout).toMatch(/^take +clip/m);
});

test("a server that is not there is reported after a few tries, and nothing is lost", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode, stdout } = await project.shotlist("render", "a.yaml", "--base-url", "http://127.0.0.1:1");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("skipped reveal, skyline: wisgate cannot be reached: The server refused the connection\n");
  expect(stdout).toContain("  help: Check the network and the provider's base URL, then run again.\n");
});

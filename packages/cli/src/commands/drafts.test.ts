import { existsSync, readFileSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { draftBoard as board } from "../testing/draft-board.ts";
import { createProject, type Project } from "../testing/project.ts";

interface Vendor {
  readonly there: readonly string[];
  readonly bodies: () => readonly unknown[];
}

async function startVendor(): Promise<Vendor> {
  const mock = await createMockServer({ format: "ark", progress: { mode: "immediate" } });
  onTestFinished(() => mock.close());
  return {
    there: ["--base-url", mock.url],
    bodies: () => mock.requests.filter(({ operation }) => operation === "submit").map(({ body }) => body),
  };
}

function parse(text: string): { readonly [key: string]: unknown } {
  return JSON.parse(text);
}

async function rendered(project: Project, ...words: readonly string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await project.shotlist("render", "a.yaml", ...words, "--json");
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
  return parse(stdout)["totals"];
}

describe("render --draft", () => {
  test("renders the cheapest forms into their own folder, once", async () => {
    using project = createProject({ "a.yaml": board });
    const { there, bodies } = await startVendor();
    expect(await rendered(project, "--draft", ...there)).toMatchObject({ succeeded: 2 });
    expect(bodies()).toEqual([
      expect.objectContaining({ draft: true, resolution: "480p" }),
      expect.objectContaining({ resolution: "480p", return_last_frame: true }),
    ]);
    expect(existsSync(project.path("renders-draft-local/aurora/reveal.mp4"))).toBe(true);
    expect(existsSync(project.path("renders-local"))).toBe(false);
    expect(await rendered(project, "--draft", ...there)).toMatchObject({ cached: 2, succeeded: 0 });
    expect(bodies()).toHaveLength(2);
  });

  test("an edited shot has a new draft, which is never stale, and the others are not made again", async () => {
    using project = createProject({ "a.yaml": board });
    const { there, bodies } = await startVendor();
    await rendered(project, "--draft", ...there);
    project.write("a.yaml", board.replace("A watch turns slowly", "A watch falls"));
    const { stdout } = await project.shotlist("plan", "a.yaml", "--draft", ...there);
    expect(stdout).toMatch(/reveal +render .*the shot has changed since its last draft/u);
    expect(await rendered(project, "--draft", ...there)).toMatchObject({ cached: 1, succeeded: 1 });
    expect(bodies()).toHaveLength(3);
  });

  test("plain render buys clips as ever, whatever drafts there are, and never delivers one", async () => {
    using project = createProject({ "a.yaml": board });
    const { there, bodies } = await startVendor();
    await rendered(project, "--draft", ...there);
    expect(await rendered(project, ...there)).toMatchObject({ succeeded: 2, cached: 0 });
    expect(bodies().slice(2)).toEqual([
      expect.objectContaining({ resolution: "1080p" }),
      expect.objectContaining({ resolution: "1080p" }),
    ]);
    expect(bodies().slice(2)).not.toContainEqual(expect.objectContaining({ draft: true }));
    expect(await rendered(project, "--draft", ...there)).toMatchObject({ cached: 2 });
  });

  test("drafts go next to the folder of --out", async () => {
    using project = createProject({ "a.yaml": board });
    const { there } = await startVendor();
    await rendered(project, "--draft", "--out", "clips", ...there);
    expect(existsSync(project.path("clips-draft/aurora/skyline.mp4"))).toBe(true);
    expect(existsSync(project.path("clips"))).toBe(false);
  });

  test("works with --mock, with a reviewed plan and with --only", async () => {
    using project = createProject({ "a.yaml": board });
    const planned = await project.shotlist(
      "plan",
      "a.yaml",
      "--mock",
      "--draft",
      "--only",
      "reveal",
      "--out",
      "p.json",
    );
    expect(planned.exitCode).toBe(0);
    const { exitCode, stdout } = await project.shotlist("render", "--plan", "p.json", "--mock", "--json");
    expect(exitCode).toBe(0);
    expect(parse(stdout)).toMatchObject({ takes: [{ storyboard: "aurora~draft", id: "reveal", status: "succeeded" }] });
    expect((await project.shotlist("render", "--plan", "p.json", "--draft")).stderr).toContain(
      "--plan cannot be used with",
    );
  });

  test("an error that only the draft has is said, and nothing is sent", async () => {
    const overlaid = board.replace("A watch turns slowly", "A watch, extra: { resolution: 720p }");
    using project = createProject({ "a.yaml": overlaid });
    expect((await project.shotlist("plan", "a.yaml")).exitCode).toBe(0);
    const { there, bodies } = await startVendor();
    const { exitCode, stderr } = await project.shotlist("render", "a.yaml", "--draft", ...there);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("a.yaml:8");
    expect(stderr).toContain("Nothing was rendered or sent: the drafts have 1 error");
    expect(bodies()).toEqual([]);
  });
});

describe("plan --draft", () => {
  test("shows draft, final and what is saved, and says which form a draft has", async () => {
    using project = createProject({ "a.yaml": board });
    const { stdout } = await project.shotlist("plan", "a.yaml", "--draft");
    expect(stdout).toContain("At most 1.20 CNY.");
    expect(stdout).toContain("take     draft                        cost     final  saved if rejected");
    expect(stdout).toMatch(/reveal +draft at 480p +0\.60 CNY +6\.00 CNY +5\.40 CNY/u);
    expect(stdout).toMatch(/skyline +lowest resolution, 480p +0\.60 CNY +6\.00 CNY +5\.40 CNY/u);
    expect(stdout).toContain("Drafts 1.20 CNY, finals 12.00 CNY; at most 10.80 CNY saved by drafts that are rejected.");
  });

  test("--json has the same", async () => {
    using project = createProject({ "a.yaml": board });
    const { ladder, takes } = parse((await project.shotlist("plan", "a.yaml", "--draft", "--json")).stdout);
    expect(takes).toMatchObject([{ storyboard: "aurora~draft" }, { storyboard: "aurora~draft" }]);
    expect(ladder).toMatchObject({
      takes: [
        {
          storyboard: "aurora",
          id: "reveal",
          form: "draft",
          resolution: "480p",
          draft: { kind: "exact", amount: 0.6, currency: "CNY" },
          final: { kind: "exact", amount: 6, currency: "CNY" },
          saved: { kind: "exact", amount: 5.4, currency: "CNY" },
        },
        { form: "lowest-resolution" },
      ],
      totals: { saved: { atMost: [{ amount: 10.8, currency: "CNY" }], unpriced: 0 } },
      without: [],
    });
  });
});

describe("drafts and clips", () => {
  test("status and the contact sheet show both, with what both cost", async () => {
    using project = createProject({ "a.yaml": board });
    const { there } = await startVendor();
    await rendered(project, "--draft", ...there);
    await rendered(project, "--only", "reveal", ...there);
    const status = await project.shotlist("status", "a.yaml", "--json");
    expect(parse(status.stdout)).toMatchObject({
      takes: [
        { storyboard: "aurora", id: "reveal", state: "downloaded" },
        { storyboard: "aurora", id: "skyline", state: "planned" },
        { storyboard: "aurora~draft", draftOf: "aurora", id: "reveal", file: "renders-draft-local/aurora/reveal.mp4" },
        { storyboard: "aurora~draft", draftOf: "aurora", id: "skyline" },
      ],
      totals: [{ takes: 4, spent: [{ amount: 7.2, currency: "CNY" }] }],
    });
    await project.shotlist("report", "a.yaml");
    const page = readFileSync(project.path("report.html"), "utf8");
    expect(page).toContain("<title>aurora: contact sheet</title>");
    expect(page).toContain("aurora~draft");
  });

  test("a take's id means its clip where there is one, and its draft by its full name", async () => {
    using project = createProject({ "a.yaml": board });
    const { there } = await startVendor();
    await rendered(project, "--draft", ...there);
    const taken = async (pattern: string): Promise<unknown> =>
      parse((await project.shotlist("retry", "--take", pattern, "--json")).stdout)["takes"];
    await rendered(project, "--only", "reveal", ...there);
    expect(await taken("reveal")).toEqual(["aurora/reveal"]);
    expect(await taken("skyline")).toEqual(["aurora~draft/skyline"]);
    expect(await taken("aurora~draft/rev*")).toEqual(["aurora~draft/reveal"]);
    expect((await project.shotlist("use", "reveal", "1", "--json")).stdout).toContain('"aurora/reveal"');
  });

  test("another file with the name of one whose drafts are here is refused", async () => {
    using project = createProject({ "a.yaml": board });
    const { there } = await startVendor();
    await rendered(project, "--draft", ...there);
    project.write("b.yaml", board);
    const { exitCode, stderr } = await project.shotlist("render", "b.yaml", "--draft", ...there);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("b.yaml has the same name (aurora) as a.yaml,");
  });

  test("gc and verify keep drafts, which were paid for", async () => {
    using project = createProject({ "a.yaml": board });
    const { there } = await startVendor();
    await rendered(project, "--draft", ...there);
    expect(parse((await project.shotlist("gc", "--apply", "--json")).stdout)).toMatchObject({ files: [] });
    expect((await project.shotlist("verify")).exitCode).toBe(0);
    expect(await rendered(project, "--draft", ...there)).toMatchObject({ cached: 2 });
  });
});

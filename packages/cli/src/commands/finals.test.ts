import { existsSync, readFileSync, rmSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { draftBoard as board } from "../testing/draft-board.ts";
import { createProject, type Project } from "../testing/project.ts";

interface Drafted extends Disposable {
  readonly project: Project;
  readonly there: readonly string[];
  readonly bodies: () => readonly unknown[];
  readonly taskIds: () => readonly string[];
  readonly render: (...words: readonly string[]) => Promise<Report>;
}

interface Report {
  readonly exitCode: number;
  readonly stderr: string;
  readonly totals?: unknown;
  readonly finals?: unknown;
  readonly error?: unknown;
}

/** A project whose drafts are rendered; what was sent for them is forgotten. */
async function drafted(text = board): Promise<Drafted> {
  const project = createProject({ "a.yaml": text });
  const mock = await createMockServer({ format: "ark", progress: { mode: "immediate" } });
  onTestFinished(() => mock.close());
  const there = ["--base-url", mock.url];
  const render = async (...words: readonly string[]): Promise<Report> => {
    const { stdout, stderr, exitCode } = await project.shotlist("render", "a.yaml", ...there, ...words, "--json");
    return { exitCode, stderr, ...JSON.parse(stdout) };
  };
  await render("--draft");
  const submits = mock.requests.filter(({ operation }) => operation === "submit").length;
  const bodies = (): readonly unknown[] =>
    mock.requests
      .filter(({ operation }) => operation === "submit")
      .slice(submits)
      .map(({ body }) => body);
  const taskIds = (): readonly string[] => mock.tasks.map(({ id }) => id);
  return { project, there, bodies, taskIds, render, [Symbol.dispose]: () => project[Symbol.dispose]() };
}

describe("render --final", () => {
  test("buys nothing where no draft is approved, and names the takes", async () => {
    using made = await drafted();
    const { exitCode, error, stderr } = await made.render("--final", "--yes");
    expect(exitCode).toBe(3);
    expect(error).toMatchObject({ code: "not_approved" });
    expect(stderr).toContain("No draft is approved, so no final was rendered: aurora/reveal, aurora/skyline");
    expect(made.bodies()).toEqual([]);
  });

  test("buys the approved ones alone, from their draft where the format makes them so", async () => {
    using made = await drafted();
    const [draft = ""] = made.taskIds();
    await made.project.shotlist("approve", "reveal");
    const first = await made.render("--final");
    expect(first).toMatchObject({
      exitCode: 0,
      totals: { takes: 1, succeeded: 1 },
      finals: {
        fromDraft: [{ id: "reveal", draftTaskId: draft, lapsed: false }],
        left: [{ id: "skyline", approval: "not-approved" }],
      },
    });
    expect(made.bodies()).toEqual([
      {
        model: "doubao-seedance-1-5-pro-251215",
        content: [{ type: "draft_task", draft_task: { id: draft } }],
        resolution: "1080p",
        return_last_frame: true,
      },
    ]);
    expect(existsSync(made.project.path("renders-local/aurora/reveal.mp4"))).toBe(true);

    await made.project.shotlist("approve", "skyline");
    expect(await made.render("--final")).toMatchObject({ totals: { takes: 2, succeeded: 1, cached: 1 } });
    expect(made.bodies()[1]).toMatchObject({ content: [{ type: "text" }], resolution: "1080p" });
  });

  test("is never bought twice: plain render and another --final find it, and drafts are not made again", async () => {
    using made = await drafted();
    await made.project.shotlist("approve", "reveal", "skyline");
    await made.render("--final");
    expect(await made.render("--final")).toMatchObject({ totals: { cached: 2, succeeded: 0 } });
    expect(await made.render()).toMatchObject({ totals: { cached: 2, succeeded: 0 } });
    expect(await made.render("--draft")).toMatchObject({ totals: { cached: 2, succeeded: 0 } });
    expect(made.bodies()).toHaveLength(2);
  });

  test("what a plain render has bought is not bought again, approved or not", async () => {
    using made = await drafted();
    await made.render("--only", "reveal");
    expect(await made.render("--final")).toMatchObject({ exitCode: 0, totals: { takes: 1, cached: 1 } });
    expect(made.bodies()).toHaveLength(1);
  });

  test.each([
    ["another prompt", "A watch turns slowly", "A watch falls"],
    ["another resolution, which has the same draft", "resolution: 1080p", "resolution: 720p"],
    ["another length", "duration: 6", "duration: 7"],
  ])("an approval is void once the shot has %s", async (_, from, to) => {
    using made = await drafted();
    await made.project.shotlist("approve", "reveal");
    made.project.write("a.yaml", board.replace(from, to));
    expect(await made.render("--final")).toMatchObject({ exitCode: 3, error: { code: "not_approved" } });
    expect(made.bodies()).toEqual([]);
    made.project.write("a.yaml", board);
    expect(await made.render("--final")).toMatchObject({ exitCode: 0, totals: { succeeded: 1 } });
  });

  test("a rejected draft bars its final, whatever was said before", async () => {
    using made = await drafted();
    await made.project.shotlist("approve", "reveal");
    await made.project.shotlist("reject", "reveal");
    expect(await made.render("--final")).toMatchObject({ exitCode: 3 });
    const { stdout } = await made.project.shotlist("plan", "a.yaml", "--final", ...made.there);
    expect(stdout).toContain("not rendered (its draft is rejected): reveal");
    expect(stdout).toContain("not rendered (its draft is not approved): skyline");
  });

  test("a take is not bought before the one that it needs", async () => {
    const chained = `${board}  - { id: after, prompt: Onwards, firstFrame: "\${{ shots.reveal.lastFrame }}", ratio: adaptive, model: doubao-seedance-2-0-260128 }\n`;
    using made = await drafted(chained);
    await made.project.shotlist("approve", "after");
    expect(await made.render("--final")).toMatchObject({ exitCode: 3 });
    await made.project.shotlist("approve", "reveal");
    expect(await made.render("--final")).toMatchObject({ totals: { takes: 2, succeeded: 2 } });
  });

  test("an approval of a shot that names its draft itself is one of that draft", async () => {
    const text = board
      .replace("A watch turns slowly", "A watch turns slowly, draft: true, resolution: 480p")
      .replace(/ {2}- \{ id: skyline.*/u, "  - { id: final, draftOf: reveal }");
    using made = await drafted(text);
    expect(await made.render("--final", "--only", "final")).toMatchObject({
      exitCode: 0,
      totals: { takes: 1, cached: 1 },
    });
    await made.project.shotlist("approve", "reveal");
    expect(await made.render("--final")).toMatchObject({ exitCode: 0, totals: { takes: 2, cached: 1, succeeded: 1 } });
    expect(made.bodies()).toMatchObject([{ content: [{ type: "draft_task" }] }]);
  });

  test("a plan for finals is carried out as it was reviewed, or not at all", async () => {
    using made = await drafted();
    await made.project.shotlist("approve", "reveal");
    await made.project.shotlist("plan", "a.yaml", "--final", "--out", "p.json", ...made.there);
    await made.project.shotlist("approve", "skyline");
    const moved = await made.project.shotlist("render", "--plan", "p.json", ...made.there);
    expect(moved.exitCode).toBe(2);
    expect(moved.stderr).toContain("aurora/skyline: it is new");
    await made.project.shotlist("reject", "skyline");
    expect((await made.project.shotlist("render", "--plan", "p.json", ...made.there)).exitCode).toBe(0);
    expect(made.bodies()).toMatchObject([{ content: [{ type: "draft_task" }] }]);
  });

  test("plan --final --requests shows what is sent", async () => {
    using made = await drafted();
    await made.project.shotlist("approve", "reveal");
    const { stdout } = await made.project.shotlist("plan", "a.yaml", "--final", "--requests", ...made.there);
    expect(stdout).toContain(`"id": "${made.taskIds()[0]}"`);
    expect(stdout).toContain("reveal: its final is rendered from its draft, which expires on 20");
  });
});

describe("approve", () => {
  test("is of a clip and its draft about the newer one, unless one of them is asked for", async () => {
    using made = await drafted();
    const approved = async (...words: readonly string[]): Promise<unknown> =>
      JSON.parse((await made.project.shotlist("approve", ...words, "--json")).stdout).takes;
    expect(await approved("reveal")).toMatchObject([{ take: "aurora~draft/reveal", version: 1 }]);
    await made.render("--final");
    expect(await approved("reveal")).toMatchObject([{ take: "aurora/reveal" }]);
    expect(await approved("reveal", "--draft")).toMatchObject([{ take: "aurora~draft/reveal" }]);
    expect(await approved("*")).toMatchObject([{ take: "aurora/reveal" }, { take: "aurora~draft/skyline" }]);
  });

  test("refuses a draft of an earlier shot, and one whose storyboard is gone", async () => {
    using made = await drafted();
    made.project.write("a.yaml", board.replace("A watch turns slowly", "A watch falls"));
    const outdated = await made.project.shotlist("approve", "reveal");
    expect(outdated.exitCode).toBe(2);
    expect(outdated.stderr).toContain("has changed since its draft was rendered");
    rmSync(made.project.path("a.yaml"));
    expect((await made.project.shotlist("approve", "reveal")).stderr).toContain("cannot be read");
    expect((await made.project.shotlist("reject", "reveal")).exitCode).toBe(0);
  });
});

test("at a mock, which forgets its tasks, a final is made without its draft", async () => {
  using project = createProject({ "a.yaml": board });
  await project.shotlist("render", "a.yaml", "--mock", "--draft");
  await project.shotlist("approve", "reveal");
  const { stdout, exitCode } = await project.shotlist("render", "a.yaml", "--mock", "--final", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { succeeded: 1 }, finals: { fromDraft: [] } });
  expect(readFileSync(project.path("renders-mock/aurora/reveal.mp4")).length).toBeGreaterThan(1000);
});

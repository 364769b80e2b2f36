// oxlint-disable typescript/no-unsafe-type-assertion -- the pages and the action are read as the services read them
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const page = await readFile(join(root, "docs/git-and-ci.md"), "utf8");

const storyboard = `shotlist: 1
name: launch
provider: wisgate
providers: { wisgate: { price: { currency: CNY, perClip: 4.5 } } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - id: reveal
    prompt: A watch turns slowly on white marble
`;

/** The block of the page whose first line has a name in it. */
function blockWith(name: string): string {
  const blocks = [...page.matchAll(/```\w+\n([\s\S]*?)```/gu)].map(([, text = ""]) => text);
  const block = blocks.find((text) => text.split("\n").slice(0, 2).join("\n").includes(name));
  if (block === undefined) throw new Error(`no block has ${name}`);
  return block;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

interface Repository {
  readonly folder: string;
  readonly bash: (script: string, env?: Record<string, string>) => Promise<Ran>;
  /** The files of the branch that the others see. */
  readonly pushed: () => Promise<string>;
}

/** A repository with a storyboard, in which `npx shotlist` is this program against its mock. */
async function repository(): Promise<Repository> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-ci-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "storyboards"));
  await writeFile(join(folder, "storyboards/launch.yaml"), storyboard);
  const bin = await mkdtemp(join(tmpdir(), "shotlist-bin-"));
  onTestFinished(() => rm(bin, { recursive: true }));
  // No money: the mock replaces the vendor, and what a budget would allow is left out.
  const npx = `#!/usr/bin/env bash
while [ "$1" != "\${1#-}" ]; do shift; done
shift
case "$1" in plan | render) mock=(--mock) ;; *) mock=() ;; esac
exec "${process.execPath}" "${launcher}" "$@" "\${mock[@]}"
`;
  await writeFile(join(bin, "npx"), npx, { mode: 0o755 });
  const bash = (script: string, env: Record<string, string> = {}): Promise<Ran> =>
    new Promise((resolve) => {
      const child = spawn("bash", ["-c", script], {
        cwd: folder,
        // Else bash takes itself for the far end of a remote shell, and reads somebody's start files.
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, ...env },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
      child.on("close", (status) => resolve({ status, output }));
    });
  const origin = await mkdtemp(join(tmpdir(), "shotlist-origin-"));
  onTestFinished(() => rm(origin, { recursive: true }));
  const made = await bash(`set -e; git init -q --bare -b main ${origin}; git init -q -b main; git config user.name test
    git config user.email test@example.com; git remote add origin ${origin}; git add .; git commit -qm first; git push -qu origin main`);
  expect([made.status, made.output]).toEqual([0, expect.any(String)]);
  // What a render against a vendor leaves; the mock's own tasks are in no lock file.
  await writeFile(join(folder, "storyboards/other.lock.json"), "{}");
  const pushed = async (): Promise<string> => (await bash(`git -C ${origin} ls-tree -r --name-only main`)).output;
  return { folder, bash, pushed };
}

test("the recipe for any service renders, and leaves a report and a JUnit file", async () => {
  const { folder, bash, pushed } = await repository();
  const { status, output } = await bash(blockWith("storyboards.sh"));
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect(await pushed()).toContain("storyboards/other.lock.json");
  expect(await readdir(folder)).toEqual(expect.arrayContaining(["junit.xml", "report-launch.html"]));
  expect(await readFile(join(folder, "junit.xml"), "utf8")).toContain('tests="1" failures="0"');
});

interface GitlabJob {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly artifacts: { readonly paths: readonly string[] };
}

test("the scripts of the GitLab recipe run, and leave what it keeps", async () => {
  const jobs = parse(blockWith(".gitlab-ci.yml")) as { readonly plan: GitlabJob; readonly render: GitlabJob };
  const { folder, bash, pushed } = await repository();
  const env = { CI_COMMIT_BRANCH: "main", GITLAB_USER_NAME: "test", GITLAB_USER_EMAIL: "test@example.com" };
  for (const { script, after_script: after = [], artifacts } of [jobs.plan, jobs.render]) {
    const { status, output } = await bash(`set -e\n${[...script, ...after].join("\n")}`, env);
    expect([status, output]).toEqual([0, expect.any(String)]);
    const kept = await bash(`set -e; for kept in ${artifacts.paths.join(" ")}; do test -s "$kept"; done`);
    expect(kept.status).toBe(0);
  }
  expect(await pushed()).toContain("storyboards/other.lock.json");
  expect(await readFile(join(folder, "plan.md"), "utf8")).toContain("| reveal | render |");
});

test("a reviewed plan is rendered as the page says", async () => {
  const { bash } = await repository();
  const { status, output } = await bash(`set -e\n${blockWith("plan.json")}`);
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect(output).toContain("1 task submitted");
});

interface Step {
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Record<string, string>;
}

const action = parse(await readFile(join(root, "action.yml"), "utf8")) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};
const workflow = parse(blockWith(".github/workflows")) as {
  readonly jobs: {
    readonly storyboards: {
      readonly steps: readonly {
        readonly uses?: string;
        readonly run?: string;
        readonly with?: Record<string, string>;
      }[];
    };
  };
};

test("the workflow of the page gives the action only inputs that it has, and commits the lock files", async () => {
  const { steps } = workflow.jobs.storyboards;
  const { with: given = {} } = steps.find(({ uses }) => uses?.startsWith("shotlist/")) ?? {};
  const { bash, pushed } = await repository();
  const { status, output } = await bash(`set -e\n${steps.at(-1)?.run ?? "false"}`);
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect(await pushed()).toContain("storyboards/other.lock.json");
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
});

test("no expression is part of a script, where a pull request could write it", () => {
  for (const { run = "" } of action.runs.steps) expect(run).not.toContain("${{");
});

test("on a pull request the action plans, and keeps one comment up to date", async () => {
  const { folder, bash } = await repository();
  const comments: { id: number; body: string; user: { type: string } }[] = [
    { id: 1, body: "<!-- shotlist plan --> as somebody quotes it", user: { type: "User" } },
  ];
  const api = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      expect(request.headers.authorization).toBe("Bearer secret");
      const { body = "" }: { readonly body?: string } = text === "" ? {} : JSON.parse(text);
      if (request.method === "POST") comments.push({ id: comments.length + 1, body, user: { type: "Bot" } });
      const [, id] = /comments\/(\d+)$/u.exec(request.url ?? "") ?? [];
      const known = comments.find((comment) => comment.id === Number(id));
      if (request.method === "PATCH" && known !== undefined) known.body = body;
      response.end(JSON.stringify(comments));
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void api.close());
  await new Promise((resolve) => api.once("listening", resolve));
  const address = api.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const env = {
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_REPOSITORY: "owner/name",
    GITHUB_TOKEN: "secret",
    SHOTLIST_FILES: "storyboards/*.yaml",
    SHOTLIST_EVENT: "pull_request",
    SHOTLIST_PULL_REQUEST: "7",
  };
  const [plan, comment] = action.runs.steps;
  for (const marble of ["white marble", "black marble"]) {
    await writeFile(join(folder, "storyboards/launch.yaml"), storyboard.replace("white marble", marble));
    for (const { run = "" } of [plan, comment].filter((step) => step !== undefined)) {
      const { status, output } = await bash(run, env);
      expect([status, output]).toEqual([0, expect.any(String)]);
      expect(output).not.toContain("::warning");
    }
  }
  expect(comments).toHaveLength(2);
  expect(comments[1]?.body).toMatch(/^<!-- shotlist plan -->\n### Shotlist plan/u);
  expect(await readFile(join(folder, "summary"), "utf8")).toContain("### Shotlist plan");
});

test("elsewhere the action renders, and leaves its report however the render ended", async () => {
  const { folder, bash } = await repository();
  const env = {
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: join(folder, "output"),
    SHOTLIST_FILES: "storyboards/*.yaml",
    SHOTLIST_EVENT: "push",
    SHOTLIST_BUDGET: "200 CNY",
  };
  const [render] = action.runs.steps;
  const { status, output } = await bash(render?.run ?? "", env);
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect((await readdir(join(folder, "shotlist-report"))).toSorted()).toEqual(["junit.xml", "report.html"]);
  expect(await readFile(join(folder, "output"), "utf8")).toBe(`report=${join(folder, "shotlist-report")}\n`);
  await writeFile(join(folder, "storyboards/launch.yaml"), storyboard.replace("wisgate", "nobody"));
  expect((await bash(render?.run ?? "", env)).status).toBe(2);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "./testing/project.ts";

const bin = fileURLToPath(new URL("bin.ts", import.meta.url));
const oneTake = twoTakes.slice(0, twoTakes.indexOf("  - id: skyline"));

interface Child {
  /** Resolves once stderr or stdout has the text. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

function shotlist(cwd: string, ...argv: readonly string[]): Child {
  const child = spawn(process.execPath, ["-C", "@shotlist/source", bin, ...argv], {
    cwd,
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const hasSaid = (text: string): boolean => said.stdout.includes(text) || said.stderr.includes(text);
  return {
    says: (text) =>
      new Promise((resolve, reject) => {
        const listener = (): void => {
          if (!hasSaid(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
        child.once("close", () => reject(new Error(`it ended without saying ${text}:\n${said.stderr}`)));
      }),
    kill: (signal) => void child.kill(signal),
    ended: once(child, "close").then(([code]: unknown[]) => ({
      code: typeof code === "number" ? code : null,
      ...said,
    })),
  };
}

test("exits with the code of the command", async () => {
  using project = createProject({ "a.yaml": "shotlist: 1\n" });
  expect(await shotlist(project.folder, "check", "a.yaml").ended).toMatchObject({ code: 2, stderr: "" });
});

test("a mock over a socket ends as soon as it is asked to stop", async () => {
  using project = createProject();
  const child = shotlist(project.folder, "mock", "--port", "0");
  await child.says("Press Ctrl-C to stop.");
  child.kill("SIGTERM");
  expect(await child.ended).toMatchObject({ code: 0, stderr: "stopped\n" });
});

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)(
  "%s during a render ends it with %i, and the next render collects what was submitted",
  async (signal, code) => {
    // A manual clock: the task runs until the test says otherwise.
    await using vendor = await createMockServer({ format: "wisgate", clock: "manual" });
    using project = createProject({ "a.yaml": oneTake });
    const child = shotlist(project.folder, "render", "a.yaml", "--base-url", vendor.url);
    await child.says("submitted as task");
    child.kill(signal);
    const { code: exitCode, stdout, stderr } = await child.ended;
    expect(exitCode).toBe(code);
    expect(stderr).toContain("Stopping: no new submits");
    expect(stdout).toContain("1 take: 1 still running. 1 task submitted.");
    expect(stdout).toContain(`Continue with: shotlist render a.yaml --base-url ${vendor.url}`);

    vendor.clock.advance(10 * 60_000);
    const again = await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, submitted: 0, totals: { succeeded: 1 } });
    expect(vendor.tasks).toHaveLength(1);
  },
);

test("killed inside a submit, the next render asks for a decision, and after it completes", async () => {
  await using vendor = await createMockServer({
    format: "wisgate",
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "stall", match: { operation: "submit" }, times: 1 }] },
  });
  using project = createProject({ "a.yaml": oneTake });
  const child = shotlist(project.folder, "render", "a.yaml", "--base-url", vendor.url, "--events");
  await child.says('"type":"submitting"');
  await expect.poll(() => vendor.requests.length).toBe(1);
  child.kill("SIGKILL");
  await child.ended;

  const held = await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  expect(held.exitCode).toBe(3);
  expect(held.stdout).toContain("  shotlist resolve launch/reveal --resubmit\n");
  expect(await project.shotlist("resolve", "launch/reveal", "--resubmit")).toMatchObject({ exitCode: 0 });
  expect(await project.shotlist("render", "a.yaml", "--base-url", vendor.url)).toMatchObject({ exitCode: 0 });
});

test("a second run at the same time is refused with exit 5, and the first continues", async () => {
  await using vendor = await createMockServer({ format: "wisgate", clock: "manual" });
  using project = createProject({ "a.yaml": oneTake });
  const first = shotlist(project.folder, "render", "a.yaml", "--base-url", vendor.url);
  await first.says("submitted as task");
  const second = await shotlist(project.folder, "render", "a.yaml", "--base-url", vendor.url).ended;
  expect(second.code).toBe(5);
  expect(second.stderr).toContain("error: Another run is using the ledger");
  vendor.clock.advance(10 * 60_000);
  expect(await first.ended).toMatchObject({ code: 0 });
});

test("a reader that has gone does not end a render", async () => {
  using project = createProject({ "a.yaml": oneTake });
  const child = spawn(
    "sh",
    ["-c", `"$0" -C @shotlist/source "$1" render a.yaml --mock --speed 6000 --events | head -1`, process.execPath, bin],
    { cwd: project.folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  await once(child, "close");
  const { stdout } = await project.shotlist("status", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ takes: [{ id: "reveal", state: "downloaded" }] });
});

test("an output that cannot be written is said, with exit 1, and a render continues all the same", async () => {
  using project = createProject({ "a.yaml": oneTake });
  // A file that is open for reading alone refuses every write, as a full disk does.
  const stdout = openSync(project.path("a.yaml"), "r");
  const argv = ["-C", "@shotlist/source", bin, "render", "a.yaml", "--mock", "--speed", "6000", "--events"];
  const child = spawn(process.execPath, argv, { cwd: project.folder, stdio: ["ignore", stdout, "pipe"] });
  const said: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => said.push(chunk));
  const [code] = await once(child, "close");
  closeSync(stdout);
  expect(code).toBe(1);
  expect(said.join("")).toMatch(/^error: Could not write all output: EBADF[^\n]*\n$/mu);
  expect(said.join("")).not.toMatch(/^ +at /mu);
  expect(existsSync(project.path("renders-mock", "launch", "reveal.mp4"))).toBe(true);
});

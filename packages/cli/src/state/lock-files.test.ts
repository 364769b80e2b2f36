import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const oneTake = twoTakes.slice(0, twoTakes.indexOf("  - id: skyline"));

interface Planned {
  readonly takes: readonly [{ readonly action: string; readonly digest: string; readonly model: string }];
}

function planned(stdout: string): Planned["takes"][0] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test looks at what the command promises
  return (JSON.parse(stdout) as Planned).takes[0];
}

test("plan knows from the lock file next to the storyboard what is paid for, without any ledger", async () => {
  using project = createProject({ "boards/a.yaml": oneTake });
  const before = planned((await project.shotlist("plan", "boards/a.yaml", "--json")).stdout);
  expect(before.action).toBe("render");
  const entry = {
    realm: "live:api.wisgate.ai",
    digest: before.digest,
    attempt: "a".repeat(32),
    number: 1,
    provider: "wisgate",
    format: "wisgate",
    model: before.model,
    task: "cgt-1",
    clip: "c".repeat(64),
    at: 1_778_757_081_000,
  };
  const { stdout } = await project.shotlist("plan", "boards/a.yaml", "--json");
  const realm = /"realm": "live:https:\/\/([^"]+)"/u.exec(stdout)?.[1] ?? "";
  const lock = {
    version: 1,
    storyboard: "launch",
    takes: { reveal: { ...entry, realm: `live:${realm}` } },
    earlier: [],
  };
  project.write("boards/launch.lock.json", JSON.stringify(lock));
  const after = await project.shotlist("plan", "boards/a.yaml", "--json", "--exit-code");
  // To fetch, while its link lives: nothing to pay.
  expect(after.exitCode).toBe(7);
  expect(planned(after.stdout)).toMatchObject({
    action: "missing",
    reason: "will be downloaded while its link is valid",
  });
  expect(planned((await project.shotlist("plan", "boards/a.yaml", "--mock", "--json")).stdout).action).toBe("render");
});

test("a lock file with a merge conflict refuses a render before anything is sent", async () => {
  using project = createProject({ "a.yaml": oneTake, "launch.lock.json": "<<<<<<< ours\n{}\n" });
  const result = await project.shotlistWith({ WISGATE_API_KEY: "sk-test-0123" }, "render", "a.yaml", "--yes");
  expect(result).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("launch.lock.json:1: a merge conflict"),
  });
});

test("a render at a mock leaves no lock file", async () => {
  using project = createProject({ "a.yaml": oneTake });
  expect(await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000")).toMatchObject({ exitCode: 0 });
  const { existsSync } = await import("node:fs");
  expect(existsSync(project.path("launch.lock.json"))).toBe(false);
});

test.each(["running", "uncertain"])(
  "a lock file's %s task at a host that nobody allowed is refused before any request",
  async (state) => {
    using project = createProject({ "a.yaml": oneTake });
    const { digest, model } = planned((await project.shotlist("plan", "a.yaml", "--json")).stdout);
    const entry = {
      realm: "live:relay.invalid",
      digest,
      attempt: "a".repeat(32),
      number: 1,
      provider: "wisgate",
      format: "wisgate",
      model,
      state,
      ...(state === "running" ? { task: "cgt-1" } : { client: "shotlist-1" }),
      at: 1_778_757_081_000,
    };
    const lock = { version: 1, storyboard: "launch", takes: { reveal: entry }, earlier: [] };
    project.write("launch.lock.json", JSON.stringify(lock));
    const result = await project.shotlistWith({ WISGATE_API_KEY: "secret", CI: "true" }, "render", "a.yaml", "--yes");
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("may not be sent to relay.invalid") });
    expect(result.stderr).toContain("WISGATE_API_KEY: [relay.invalid]");
  },
);

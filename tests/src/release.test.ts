import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { withAddresses } from "../../scripts/release/addresses.ts";
import { problemsOf } from "../../scripts/release/problems.ts";
import { inPublishOrder } from "../../scripts/release/publish-order.ts";
import { packageNames, root } from "./sources.ts";

const release = (...words: readonly string[]) =>
  execa(process.execPath, [join(root, "scripts/release.ts"), ...words], { cwd: root, reject: false });

const ready = {
  manifest: { name: "shotlist", version: "1.2.3", repository: { type: "git", url: "git+https://git.example/a/b.git" } },
  files: ["LICENSE", "README.md", "dist/index.js"],
};

describe("npm run release", () => {
  test("with --dry-run says what would be published, in an order in which each package finds the others", async () => {
    const { stdout, exitCode } = await release("--dry-run");
    expect(exitCode).toBe(0);
    const rows = stdout.split("\n").slice(0, packageNames.length);
    const version = /^\S+ +(?:\d+\.\d+\.\d+ -> )?\d+\.\d+\.\d+ +\d+ files +\d+ kB unpacked$/;
    expect(rows).toEqual(rows.map(() => expect.stringMatching(version)));
    const names = rows.map((row) => row.split(" ")[0] ?? "");
    expect(names.toSorted()).toEqual(
      packageNames.map((name) => (name === "cli" ? "shotlist" : `@shotlist/${name}`)).toSorted(),
    );
    expect(names.indexOf("@shotlist/schema")).toBeLessThan(names.indexOf("@shotlist/core"));
    expect(names.indexOf("@shotlist/core")).toBeLessThan(names.indexOf("@shotlist/batch-runner"));
    expect(names.at(-1)).toBe("shotlist");
    for (const name of names) expect(stdout).toContain(`${name.replace("@", "").replace("/", "-")}.cdx.json`);
  });

  test("writes nothing when something is missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-release-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { exitCode, stdout } = await release("--out", join(folder, "out"), "--tag", "v0.0.0-never");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("the tag v0.0.0-never is not of version");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

describe("a release", () => {
  test("that has everything is ready", () => {
    expect(problemsOf([ready], { pending: 0, tag: "v1.2.3" })).toEqual([]);
  });

  test.each([
    ["2 changesets are pending", [ready], { pending: 2 }],
    [
      "several versions: 1.2.3, 1.2.4",
      [ready, { ...ready, manifest: { ...ready.manifest, version: "1.2.4" } }],
      { pending: 0 },
    ],
    ["the tag v2.0.0 is not of version 1.2.3", [ready], { pending: 0, tag: "v2.0.0" }],
    ["the version is 0.0.0", [{ ...ready, manifest: { ...ready.manifest, version: "0.0.0" } }], { pending: 0 }],
    ["shotlist has no LICENSE", [{ ...ready, files: ["README.md"] }], { pending: 0 }],
    ["shotlist names no repository", [{ ...ready, manifest: { name: "shotlist", version: "1.2.3" } }], { pending: 0 }],
    [
      "depends on a as workspace:^",
      [{ ...ready, manifest: { ...ready.manifest, dependencies: { a: "workspace:^" } } }],
      { pending: 0 },
    ],
  ])("is not ready: %s", (problem, candidates, state) => {
    expect(problemsOf(candidates, state)).toEqual([expect.stringContaining(problem)]);
  });

  test("publishes a package after those that it depends on", () => {
    const packages = [
      { manifest: { name: "c", version: "1.0.0", dependencies: { b: "1.0.0", a: "1.0.0" } } },
      { manifest: { name: "b", version: "1.0.0", dependencies: { a: "1.0.0", yaml: "2.0.0" } } },
      { manifest: { name: "a", version: "1.0.0" } },
    ];
    expect(inPublishOrder(packages).map(({ manifest }) => manifest.name)).toEqual(["a", "b", "c"]);
  });

  test("states the repository whose workflow makes it, and leaves what a manifest states", () => {
    const environment = { GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "owner/name" };
    const manifest = { name: "shotlist", version: "1.0.0" };
    expect(withAddresses(manifest, { folder: "packages/cli", environment })).toEqual({
      ...manifest,
      repository: { type: "git", url: "git+https://git.example/owner/name.git", directory: "packages/cli" },
      homepage: "https://git.example/owner/name/tree/main/packages/cli#readme",
      bugs: { url: "https://git.example/owner/name/issues" },
    });
    expect(withAddresses(manifest, { folder: "packages/cli", environment: {} })).toEqual(manifest);
    expect(withAddresses(ready.manifest, { folder: "packages/cli", environment })).toEqual(ready.manifest);
  });
});

test("no code of others runs where a package can be published", () => {
  const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
  const jobs = workflow.split(/^ {2}(?=\w+:$)/mu);
  const publishing = jobs.filter((job) => job.includes("id-token: write"));
  expect(publishing).toHaveLength(1);
  expect([...(publishing[0] ?? "").matchAll(/run: (.*)/gu)].map(([, command]) => command)).toEqual([
    "node scripts/publish.mjs release --provenance",
  ]);
  const script = readFileSync(join(root, "scripts/publish.mjs"), "utf8");
  expect([...script.matchAll(/from "(.*)"/gu)].filter(([, module]) => !module?.startsWith("node:"))).toEqual([]);
});

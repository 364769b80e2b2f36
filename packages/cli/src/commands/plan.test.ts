import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const priced = twoTakes.replace(
  "requestsPerMinute: 60000 }",
  "requestsPerMinute: 60000, price: { perSecond: 0.5, currency: CNY } }",
);

test("shows what would be rendered and what it costs, and writes nothing", async () => {
  using project = createProject({ "a.yaml": priced });
  expect(await project.shotlist("plan", "a.yaml")).toEqual({
    exitCode: 0,
    stdout: [
      "launch live:https://api.wisgate.ai",
      "take     action      cost  why",
      "reveal   render  2.50 CNY  not rendered yet",
      "skyline  render  2.50 CNY  not rendered yet",
      "",
      "2 takes: 2 to render. At most 5.00 CNY.",
      "",
    ].join("\n"),
    stderr: "",
  });
  expect(existsSync(project.path(".shotlist"))).toBe(false);
});

test("--json prints the promised shape", async () => {
  using project = createProject({ "a.yaml": priced });
  const { stdout } = await project.shotlist("plan", "a.yaml", "--json");
  const document: unknown = JSON.parse(stdout);
  expect(document).toEqual({
    takes: [
      {
        storyboard: "launch",
        realm: "live:https://api.wisgate.ai",
        id: "reveal",
        slug: "reveal",
        shot: "reveal",
        variant: {},
        provider: "wisgate",
        format: "wisgate",
        model: "doubao-seedance-2.0",
        action: "render",
        reason: "not rendered yet",
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        dependsOn: [],
        request: {
          method: "POST",
          path: "/api/v3/contents/generations/tasks",
          body: expect.objectContaining({ model: "doubao-seedance-2.0", duration: 5, resolution: "480p" }),
        },
        estimate: { kind: "exact", amount: 2.5, currency: "CNY" },
      },
      expect.objectContaining({ id: "skyline" }),
    ],
    totals: {
      takes: 2,
      render: 2,
      cached: 0,
      waiting: 0,
      collect: 0,
      stale: 0,
      missing: 0,
      failed: 0,
      blocked: 0,
      uncertain: 0,
      lost: 0,
      estimate: { atMost: [{ amount: 5, currency: "CNY" }], unpriced: 0 },
    },
  });
});

test("--requests prints each request as a curl command that a shell reads back whole, without the key", async () => {
  using project = createProject({
    "a.yaml": twoTakes.replace("A watch turns slowly on white marble", `"It's a $watch, \`turning\` \\"slowly\\""`),
  });
  const { stdout } = await project.shotlist("plan", "a.yaml", "--requests");
  const [command = ""] = stdout.split("\n\n");
  expect(command).toMatch(/^# reveal\ncurl --request POST https:/u);
  const words = execFileSync("sh", ["-c", `curl() { printf '%s\\0' "$@"; }\n${command}`], {
    encoding: "utf8",
    env: { WISGATE_API_KEY: "from the shell" },
  }).split("\0");
  expect(words.slice(0, 7)).toEqual([
    "--request",
    "POST",
    "https://api.wisgate.ai/api/v3/contents/generations/tasks",
    "--header",
    "Authorization: Bearer from the shell",
    "--header",
    "Content-Type: application/json",
  ]);
  expect(words[7]).toBe("--data");
  expect(JSON.parse(words[8] ?? "")).toMatchObject({
    content: [{ type: "text", text: 'It\'s a $watch, `turning` "slowly"' }],
  });
});

test("--exit-code tells whether there is something to render", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  expect(await project.shotlist("plan", "a.yaml", "--mock", "--exit-code")).toMatchObject({ exitCode: 7 });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(await project.shotlist("plan", "a.yaml", "--mock", "--exit-code")).toMatchObject({ exitCode: 0 });
});

test("an edited shot is stale, with the field and its place", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  project.write("a.yaml", twoTakes.replace("dusk to night", "night to dawn"));
  const { stdout } = await project.shotlist("plan", "a.yaml", "--mock");
  expect(stdout).toMatch(/^reveal +cached +its clip is here$/m);
  expect(stdout).toMatch(/^skyline +stale .* shots\[1\]\.prompt, a\.yaml:10:13$/m);
  // The mock's clips say nothing about the vendor's.
  expect((await project.shotlist("plan", "a.yaml")).stdout).toContain("2 takes: 2 to render.");
});

test("what waits for another shot says for which", async () => {
  using project = createProject({
    "a.yaml": `${twoTakes}    firstFrame: \${{ shots.reveal.lastFrame }}\n`,
  });
  const { stdout } = await project.shotlist("plan", "a.yaml");
  expect(stdout).toMatch(/^skyline +waiting .*waits for reveal$/m);
  expect(stdout).toContain("2 takes: 1 to render, 1 waiting for another.");
});

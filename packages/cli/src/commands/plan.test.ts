import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
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

const atArk = twoTakes.replaceAll("wisgate", "ark").replace("doubao-seedance-2.0", "doubao-seedance-2-0-260128");

test("without a configured price the vendor's list price counts, with its source and its day", async () => {
  using project = createProject({ "a.yaml": atArk });
  const { stdout } = await project.shotlist("plan", "a.yaml");
  // (24 × 5 + 1) × 864 × 496 / 1024 tokens at 46 CNY a million.
  expect(stdout).toContain("reveal   render  2.329371 CNY  not rendered yet");
  expect(stdout).toMatch(
    /At most 4\.658742 CNY\.\nBased on the list prices of ark \(Ark: prices, 2026-08-27\); `price:` under `providers:` overrides them\.\n$/u,
  );
  const { stdout: json } = await project.shotlist("plan", "a.yaml", "--json");
  expect(JSON.parse(json)).toMatchObject({
    takes: [{ estimate: { kind: "exact", listPrice: { amount: 46, source: "Ark: prices", asOf: "2026-08-27" } } }, {}],
    totals: { estimate: { unpriced: 0 } },
  });
});

test("an old list price still counts, and its age is said next to the plan, which stays the same", async () => {
  using project = createProject({ "a.yaml": atArk });
  const at = (nowMs: number, ...words: readonly string[]) =>
    runIn({ cwd: project.folder, nowMs }, "plan", "a.yaml", ...words);
  const [fresh, old] = [await at(Date.UTC(2026, 10, 30)), await at(Date.UTC(2028, 0, 1))];
  expect(fresh.stderr).toBe("");
  expect(old.stderr).toBe("note: ark: its list prices are from 2026-08-27, more than 180 days ago\n");
  expect(old.stdout).toBe(fresh.stdout);
  expect((await at(Date.UTC(2028, 0, 1), "--json")).stdout).toBe((await at(Date.UTC(2026, 10, 30), "--json")).stdout);
});

test.each([
  ["another endpoint", ["--base-url", "https://relay.example.com"]],
  ["the mock", ["--mock"]],
])("no list price counts at %s", async (_, words) => {
  using project = createProject({ "a.yaml": atArk });
  const { stdout } = await project.shotlist("plan", "a.yaml", ...words);
  expect(stdout).toMatch(/reveal +render +\? +not rendered yet/u);
  expect(stdout).not.toContain("list price");
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
      tasks: 2,
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

const languages = priced
  .replace("shots:", "matrix: { lang: [en, de, zh] }\nshots:")
  .replace("A watch", "A ${{ matrix.lang }} watch");

test("equal takes are one task: its cost is shown and counted once", async () => {
  using project = createProject({ "a.yaml": languages });
  const { stdout } = await project.shotlist("plan", "a.yaml");
  expect(stdout).toMatch(/^skyline\[lang=en\] +render +2\.50 CNY +not rendered yet$/m);
  expect(stdout).toMatch(/^skyline\[lang=de\] +render +same clip as skyline\[lang=en\]$/m);
  expect(stdout).toMatch(/^skyline\[lang=zh\] +render +same clip as skyline\[lang=en\]$/m);
  expect(stdout).toContain("6 takes: 4 to render, 2 shared. At most 10.00 CNY.");
  const { takes, totals }: { takes: readonly { id: string; shares?: string }[]; totals: object } = JSON.parse(
    (await project.shotlist("plan", "a.yaml", "--json")).stdout,
  );
  expect(takes.flatMap(({ id, shares }) => (shares === undefined ? [] : [[id, shares]]))).toEqual([
    ["skyline[lang=de]", "launch/skyline[lang=en]"],
    ["skyline[lang=zh]", "launch/skyline[lang=en]"],
  ]);
  expect(totals).toMatchObject({ render: 6, tasks: 4, estimate: { atMost: [{ amount: 10, currency: "CNY" }] } });
  const refused = await project.shotlistWith({ WISGATE_API_KEY: "sk-test-0123" }, "render", "a.yaml");
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("4 tasks would cost money") });
});

test("--only plans the takes that match and those they need", async () => {
  using project = createProject({
    "a.yaml": `${priced}    firstFrame: \${{ shots.reveal.lastFrame }}\n  - id: outro\n    prompt: The end\n`,
  });
  const { stdout } = await project.shotlist("plan", "a.yaml", "--only", "skyline");
  expect(stdout).toContain("2 takes: 1 to render, 1 waiting for another take. At most 5.00 CNY.");
  expect(await project.shotlist("plan", "a.yaml", "--only", "skyscraper")).toMatchObject({ exitCode: 2 });
});

test("--changed counts the takes that are here instead of listing them", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  project.write("a.yaml", twoTakes.replace("dusk to night", "night to dawn"));
  const { stdout } = await project.shotlist("plan", "a.yaml", "--mock", "--changed");
  expect(stdout).not.toMatch(/^reveal/m);
  expect(stdout).toMatch(/^1 take already rendered$/m);
  project.write("a.yaml", twoTakes);
  expect((await project.shotlist("plan", "a.yaml", "--mock", "--changed")).stdout).toBe(
    "launch mock\n2 takes already rendered\n\n2 takes: 2 already rendered. Nothing to pay.\n",
  );
});

test("with --mock a request goes to the mock, and takes no key", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const { stdout } = await project.shotlist("plan", "a.yaml", "--mock", "--requests");
  expect(stdout).toContain("curl --request POST http://127.0.0.1:4010/wisgate/api/v3/contents/generations/tasks");
  expect(stdout).not.toMatch(/https:|WISGATE_API_KEY/);
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
  expect(stdout).toMatch(/^reveal +rendered +the clip is in the store$/m);
  expect(stdout).toMatch(
    /^skyline +changed .* shots\[1\]\.prompt, a\.yaml:10:13\n {4}- A skyline from dusk to night\n {4}\+ A skyline from night to dawn$/m,
  );
  // The mock's clips say nothing about the vendor's.
  expect((await project.shotlist("plan", "a.yaml")).stdout).toContain("2 takes: 2 to render.");
});

test("a take that is to be rendered again reads so, in plan and status", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  await project.shotlist("retry", "--take", "reveal");
  const { stdout } = await project.shotlist("plan", "a.yaml", "--mock");
  expect(stdout).toMatch(/^reveal +retake +\? +another version was requested$/m);
  expect(stdout).toContain("2 takes: 1 to retake, 1 already rendered.");
  expect((await project.shotlist("status", "a.yaml")).stdout).toMatch(/^launch\/reveal +submitted again +retake /m);
  const json = (await project.shotlist("plan", "a.yaml", "--mock", "--json")).stdout;
  expect(JSON.parse(json)).toMatchObject({ takes: [{ action: "render", retake: true }, {}], totals: { render: 1 } });
});

test("a paid clip whose bytes are gone is to be fetched, which is nothing to decide", async () => {
  await using vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url);
  rmSync(project.path(".shotlist/local/clips"), { recursive: true });
  const plan = ["plan", "a.yaml", "--base-url", vendor.url, "--exit-code"];
  const { exitCode, stdout } = await project.shotlist(...plan);
  expect(exitCode).toBe(7);
  expect(stdout).toMatch(/^reveal +download +will be downloaded while its link is valid$/m);
  expect(stdout).toContain("2 takes: 2 to download. Nothing to pay.");
  const json = (await project.shotlist(...plan, "--json")).stdout;
  expect(JSON.parse(json)).toMatchObject({ takes: [{ action: "missing", fetch: true }, {}], totals: { missing: 2 } });
});

test("what waits for another shot says for which", async () => {
  using project = createProject({
    "a.yaml": `${twoTakes}    firstFrame: \${{ shots.reveal.lastFrame }}\n`,
  });
  const { stdout } = await project.shotlist("plan", "a.yaml");
  expect(stdout).toMatch(/^skyline +waiting .*waiting for reveal$/m);
  expect(stdout).toContain("2 takes: 1 to render, 1 waiting for another take.");
});

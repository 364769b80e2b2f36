import { createServer } from "node:net";
import { createMockServer, parseScenario } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { createProject } from "../testing/project.ts";
import { ExitCode } from "../world/exit-code.ts";

/** What the mock signs with where its seed is `shotlist`. */
const mockSecret = "whsec_shotlist";

const vendors = [
  ["ark", "doubao-seedance-1-5-pro-251215"],
  ["relaydance", "doubao-seedance-2-0-1080p"],
] as const;

/** Two takes at a vendor whom nobody asks about them for a day. */
function storyboard(provider: string, model: string): string {
  return `shotlist: 1
name: launch
provider: ${provider}
providers: { ${provider}: { pollEvery: 24h, deadline: 48h, concurrency: 2 } }
defaults: { model: ${model}, duration: 5 }
shots:
  - { id: reveal, prompt: A watch turns slowly on white marble }
  - { id: skyline, prompt: A skyline from dusk to night }
`;
}

async function setup([format, model]: readonly [string, string], { fault }: { readonly fault?: string } = {}) {
  const project = createProject({ "launch.yaml": storyboard(format, model) });
  onTestFinished(() => project[Symbol.dispose]());
  const scenario = fault === undefined ? undefined : parseScenario(`rules: [{ fault: ${fault} }]`, "scenario.yaml");
  const mock = await createMockServer({ clock: "manual", ...(scenario === undefined ? {} : { scenario }) });
  onTestFinished(() => mock.close());
  const port = await freePort();
  const name = format.toUpperCase();
  const env = { [`${name}_API_KEY`]: "a-key" };
  const url = `http://127.0.0.1:${port}/hooks?token=of-two-people`;
  const words = ["--base-url", `${format}=${mock.urlOf(format)}`, "--webhook-url", url, "--webhook-port", String(port)];
  async function render() {
    const passing = setInterval(() => mock.clock.advance(60_000), 20);
    try {
      return await project.shotlistWith(env, "render", "launch.yaml", "--json", ...words);
    } finally {
      clearInterval(passing);
    }
  }
  return { mock, render, project };
}

test.each(vendors)("%s: a run collects its clips when the vendor calls, however rarely it polls", async (...vendor) => {
  const { mock, render } = await setup(vendor);
  const { exitCode, stdout, stderr } = await render();
  expect({ exitCode, stderr }).toMatchObject({ exitCode: ExitCode.ok });
  expect(JSON.parse(stdout)).toMatchObject({ totals: { succeeded: 2 } });
  expect(stderr).toMatch(/^Receiving webhooks at http:\/\/127\.0\.0\.1:\d+$/mu);
  expect(stdout + stderr).not.toContain("of-two-people");
  expect(mock.webhooks.map(({ outcome }) => outcome)).toEqual(mock.webhooks.map(() => 204));
});

test("a run with the built-in mock checks signatures by the mock's clock", async () => {
  const project = createProject({ "launch.yaml": storyboard("toapis", "doubao-seedance-1-5-pro") });
  onTestFinished(() => project[Symbol.dispose]());
  const port = String(await freePort());
  const words = ["--webhook-url", `http://127.0.0.1:${port}`, "--webhook-port", port, "--speed", "600"];
  const env = { TOAPIS_WEBHOOK_SECRET: mockSecret };
  const { exitCode, stdout } = await project.shotlistWith(env, "render", "launch.yaml", "--mock", "--json", ...words);
  expect(exitCode).toBe(ExitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { succeeded: 2 } });
});

test.each(["webhook_forged", "webhook_doubled", "webhook_reordered"])("%s changes nothing", async (fault) => {
  const { mock, render } = await setup(vendors[0], { fault });
  const { exitCode, stdout } = await render();
  expect(exitCode).toBe(ExitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ totals: { succeeded: 2 } });
  expect(mock.webhooks.some((attempt) => attempt.fault === fault)).toBe(true);
});

test.each([
  [["--webhook-port", "4020"], "--webhook-port needs --webhook-url"],
  [["--webhook-host", "0.0.0.0", "--webhook-url", "https://hooks.example.com"], "--webhook-host needs --webhook-port"],
  [["--webhook-url", "hooks.example.com/of-two-people"], "--webhook-url takes an http or https URL"],
])("render %j: %s", async (words, message) => {
  const project = createProject({ "launch.yaml": storyboard("ark", vendors[0][1]) });
  onTestFinished(() => project[Symbol.dispose]());
  const { exitCode, stderr } = await project.shotlist("render", "launch.yaml", "--mock", ...words);
  expect(exitCode).toBe(ExitCode.wrong);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("of-two-people");
});

test("a port that is taken is said before anything is sent", async () => {
  const { mock, project } = await setup(vendors[0]);
  const taken = createServer();
  await new Promise<void>((resolve) => void taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  const address = taken.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  const words = ["--webhook-url", "https://hooks.example.com", "--webhook-port", String(address.port)];
  const base = ["--base-url", `ark=${mock.urlOf("ark")}`];
  const { exitCode, stderr } = await project.shotlistWith(
    { ARK_API_KEY: "a-key" },
    "render",
    "launch.yaml",
    ...words,
    ...base,
  );
  expect(exitCode).not.toBe(ExitCode.ok);
  expect(stderr).toContain("Choose another port; 0 takes any free port");
  expect(mock.tasks).toEqual([]);
});

test("shotlist webhooks needs a shared ledger", async () => {
  const project = createProject();
  onTestFinished(() => project[Symbol.dispose]());
  const { exitCode, stderr } = await project.shotlist("webhooks");
  expect(exitCode).toBe(ExitCode.wrong);
  expect(stderr).toContain("shotlist webhooks needs a shared ledger");
});

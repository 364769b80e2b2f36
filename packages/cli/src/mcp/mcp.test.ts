import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { run } from "../run.ts";
import { createProject, type Project } from "../testing/project.ts";
import { serveMcp } from "./serve-mcp.ts";

const eras = [
  ["2025-11-25", {}],
  ["2026-07-28", { versionNegotiation: { mode: "auto" } }],
] as const;

interface Setup {
  readonly project: Project;
  readonly vendor: MockServer;
  /** What the person was asked, in order. */
  readonly asked: string[];
  readonly call: (
    name: string,
    input: object,
  ) => Promise<{ readonly text: string; readonly isError: boolean; readonly json: Record<string, unknown> }>;
  readonly client: Client;
}

interface SetupOptions {
  readonly era?: (typeof eras)[number][1];
  /** What the person answers, or nothing where the client cannot ask. */
  readonly answer?: "accept" | "decline" | "cancel" | "disagree";
  readonly budget?: { readonly amount: number; readonly currency: string };
  readonly price?: string;
}

async function setup({
  era = eras[1][1],
  answer,
  budget,
  price = "price: { perSecond: { 480p: 0.5 }, currency: CNY }",
}: SetupOptions = {}): Promise<Setup> {
  const vendor = await createMockServer({ format: "wisgate", speed: 6000 });
  const project = createProject({
    "launch.yaml": `shotlist: 1
name: launch
provider: wisgate
providers: { wisgate: { baseUrl: "${vendor.url}", pollEvery: 5ms, requestsPerMinute: 60000, ${price} } }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
shots:
  - { id: reveal, prompt: A watch turns }
  - { id: skyline, prompt: A skyline }
`,
  });
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  const stop = new AbortController();
  const silent = { write: () => undefined, isTTY: false, columns: 80 };
  const world = {
    stdout: silent,
    stderr: silent,
    env: { WISGATE_API_KEY: "sk-of-the-test" },
    cwd: project.folder,
    interruptible: () => ({ signal: stop.signal, by: () => undefined, [Symbol.dispose]: () => undefined }),
  };
  const serving = serveMcp({
    run,
    world,
    version: "0.0.0",
    budget,
    common: [],
    forKeys: [],
    transport: theirs,
    signal: stop.signal,
  });
  const asked: string[] = [];
  const capabilities = answer === undefined ? {} : { elicitation: { form: {} } };
  const client = new Client({ name: "test", version: "0.0.0" }, { capabilities, ...era });
  if (answer !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      asked.push(params.message);
      if (answer === "decline" || answer === "cancel") return { action: answer };
      return { action: "accept", content: { agree: answer === "accept" } };
    });
  }
  await client.connect(mine);
  onTestFinished(async () => {
    await client.close();
    stop.abort();
    await serving;
    await vendor.close();
    project[Symbol.dispose]();
  });
  const call: Setup["call"] = async (name, input) => {
    const result = await client.callTool({ name, arguments: { ...input } });
    const [first] = Array.isArray(result.content) ? result.content : [];
    const text = first?.type === "text" ? first.text : "";
    const end = text.lastIndexOf("\n}\n\n");
    return { text, isError: result.isError === true, json: end === -1 ? {} : JSON.parse(text.slice(0, end + 2)) };
  };
  return { project, vendor, asked, call, client };
}

const files = { files: ["launch.yaml"] };

describe.each(eras)("with a client of %s", (_, era) => {
  test("lists what an assistant may do", async () => {
    const { client } = await setup({ era });
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ["check", true],
      ["plan", true],
      ["render_mock", false],
      ["render", false],
      ["status", true],
      ["report", false],
    ]);
  });

  test("checks, plans, renders with the mock, and tells the status, without a question", async () => {
    const { project, vendor, asked, call } = await setup({ era, answer: "accept" });
    expect((await call("check", files)).json).toMatchObject({ ok: true });
    expect((await call("plan", { ...files, only: "reveal" })).json).toMatchObject({ totals: { tasks: 1 } });
    expect((await call("render_mock", files)).json).toMatchObject({ ok: true, submitted: 2 });
    expect((await call("status", files)).json).toMatchObject({ takes: [{ id: "reveal" }, { id: "skyline" }] });
    expect(await call("report", {})).toMatchObject({ isError: false });
    expect(existsSync(project.path("report.html"))).toBe(true);
    expect(asked).toEqual([]);
    expect(vendor.tasks).toEqual([]);
  });

  test("asks a person before it pays, and then pays for exactly that", async () => {
    const { vendor, asked, call } = await setup({ era, answer: "accept" });
    const { json } = await call("render", files);
    expect(asked).toEqual(["Submit 2 tasks for at most 5 CNY? launch.yaml"]);
    expect(json).toMatchObject({ ok: true, submitted: 2, spent: [{ amount: 5, currency: "CNY" }] });
    expect(vendor.tasks).toHaveLength(2);
    expect((await call("render", files)).json).toMatchObject({ ok: true, submitted: 0 });
    expect(asked).toHaveLength(1);
  });

  test.each(["decline", "cancel", "disagree"] as const)("a person who answers %s pays nothing", async (answer) => {
    const { vendor, asked, call } = await setup({ era, answer });
    const { text, isError } = await call("render", files);
    expect(asked).toHaveLength(1);
    expect([text, isError]).toEqual(["Nothing was submitted: the person did not agree to pay.", true]);
    expect(vendor.tasks).toEqual([]);
  });

  test("a client that cannot ask pays nothing", async () => {
    const { vendor, call } = await setup({ era });
    const outcome = await call("render", files).catch((error: unknown) => String(error));
    expect(typeof outcome === "string" ? outcome : outcome.text).toMatch(/elicit/iu);
    expect(vendor.tasks).toEqual([]);
  });
});

test("all renders together keep the budget of the server, and a person is not asked for more", async () => {
  const { vendor, asked, call } = await setup({ answer: "accept", budget: { amount: 4, currency: "CNY" } });
  const whole = await call("render", files);
  expect([whole.text, whole.isError]).toEqual([
    "Nothing was submitted: this costs up to 5 CNY, the budget of this server is 4 CNY, and 4 CNY are left.",
    true,
  ]);
  expect((await call("render", { ...files, only: "reveal" })).json).toMatchObject({ submitted: 1 });
  expect((await call("render", { ...files, only: "skyline" })).text).toContain("1.5 CNY are left");
  expect(asked).toHaveLength(1);
  expect(vendor.tasks).toHaveLength(1);
});

test.each([
  ["", "the cost of some tasks is not known"],
  ["price: { perSecond: { 480p: 0.5 }, currency: USD }", "and this costs USD"],
])("what cannot be held to the budget is not asked for: %j", async (price, words) => {
  const { vendor, asked, call } = await setup({ answer: "accept", budget: { amount: 40, currency: "CNY" }, price });
  expect((await call("render", files)).text).toContain(words);
  expect([asked, vendor.tasks]).toEqual([[], []]);
});

test("a storyboard that changes while a person thinks is not rendered", async () => {
  const { project, vendor, call, client } = await setup({ answer: "accept" });
  client.setRequestHandler("elicitation/create", () => {
    const text = readFileSync(project.path("launch.yaml"), "utf8");
    project.write("launch.yaml", text.replace("A skyline", "Another skyline"));
    return { action: "accept", content: { agree: true } };
  });
  const { text, isError } = await call("render", files);
  expect(isError).toBe(true);
  expect(text).toContain("plan_moved");
  expect(vendor.tasks).toEqual([]);
});

test.each(["../other.yaml", "/etc/passwd", "."])("a file outside the folder is refused: %s", async (file) => {
  const { call } = await setup();
  expect(await call("check", { files: [file] })).toMatchObject({
    isError: true,
    text: expect.stringContaining("is outside the folder"),
  });
});

test("a file that looks like an option is a file", async () => {
  const { vendor, call } = await setup();
  const { text, isError } = await call("plan", { files: ["--yes"] });
  expect([text, isError]).toEqual([expect.stringContaining("Cannot read --yes"), true]);
  expect(vendor.tasks).toEqual([]);
});

test("the program serves a client over its standard input and output, and ends with it", async () => {
  using project = createProject({ "launch.yaml": "shotlist: 1\n" });
  const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const args = ["-C", "@shotlist/source", bin, "mcp", "--budget", "4 CNY"];
  const transport = new StdioClientTransport({ command: process.execPath, args, cwd: project.folder, stderr: "pipe" });
  const client = new Client({ name: "test", version: "0.0.0" });
  await client.connect(transport);
  const { content } = await client.callTool({ name: "check", arguments: { ...files } });
  expect(content).toMatchObject([{ type: "text", text: expect.stringContaining('"diagnostics": [') }]);
  await client.close();
});

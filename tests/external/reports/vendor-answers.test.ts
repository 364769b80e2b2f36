import { describe, expect, test } from "vitest";
import { boardOf, startVendor, type Says } from "./small-vendor.ts";

const shots = `shots:
  - { id: a, prompt: A watch turns slowly }
  - { id: b, prompt: A watch on a wrist }
  - { id: c, prompt: A macro of the dial }
`;
const arkBoard = (url: string, more = ""): string => `shotlist: 1
name: board
provider: p
${more}providers:
  p: { format: ark, baseUrl: "${url}", pollEvery: 50ms, concurrency: 1, price: { perMillionTokens: 46, currency: CNY } }
defaults: { model: doubao-seedance-2-0-260128 }
${shots}`;
const openaiBoard = (url: string): string => `shotlist: 1
name: board
provider: p
providers: { p: { format: openai-videos, baseUrl: "${url}", pollEvery: 50ms, concurrency: 1 } }
shots: [{ id: a, prompt: A watch turns slowly, model: sora-2, duration: 4, audio: true }]
`;
const submits = (asked: readonly string[]): number => asked.filter((line) => line.startsWith("POST")).length;

describe("a budget, where usage is written as", () => {
  test.each([
    ["text", "194400"],
    ["a fraction", 194_399.5],
    ["nothing to be read", "many"],
  ])("%s", async (_name, tokens) => {
    let created = 0;
    const { url, asked } = await startVendor(({ method, path, base }) => {
      if (method === "POST") return { body: { id: `cgt-${(created += 1)}` } };
      if (path === "/a.mp4") return "clip";
      const usage = { completion_tokens: tokens };
      return {
        body: { id: path.split("/").at(-1), status: "succeeded", content: { video_url: `${base}/a.mp4` }, usage },
      };
    });
    const { said } = await boardOf(arkBoard(url, "budget: 12 CNY\n")).shotlist("render", "board.yaml", "--yes");
    expect({ submits: submits(asked), said }).toMatchObject({ submits: 1 });
  });
});

describe("a clip behind the content path, where the poll names", () => {
  test.each([
    ["no id", {}],
    ["the upstream's id", { id: "upstream_9" }],
  ])("%s", async (_name, named) => {
    const { url, asked } = await startVendor(({ method, path }) => {
      if (method === "POST") return { body: { id: "video_1", status: "queued" } };
      if (path === "/v1/videos/video_1/content") return "clip";
      return path === "/v1/videos/video_1" ? { body: { ...named, status: "completed" } } : undefined;
    });
    const { exitCode, said } = await boardOf(openaiBoard(url)).shotlist("render", "board.yaml", "--yes");
    expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
    expect(asked.join()).not.toContain("upstream_9");
  });
});

describe("the upstream's own status word", () => {
  test.each([
    ["succeeded", 0],
    ["SUCCESS", 0],
    ["Completed ", 0],
    ["error", 1],
    ["cancelled", 1],
  ])("%j", async (word, code) => {
    const { url, asked } = await startVendor(({ method, path }) => {
      if (method === "POST") return { body: { id: "video_1", status: "queued" } };
      return path.endsWith("/content")
        ? "clip"
        : { body: { id: "video_1", status: word, error: { message: "Refused" } } };
    });
    const { exitCode, said } = await boardOf(openaiBoard(url)).shotlist("render", "board.yaml", "--yes");
    expect({ exitCode, said }).toMatchObject({ exitCode: code });
    expect(asked.filter((line) => line === "GET /v1/videos/video_1")).toHaveLength(1);
  });
});

describe("an empty account, said as", () => {
  test.each([
    [429, "SetLimitExceeded"],
    [429, "insufficient_quota"],
    [400, "billing_hard_limit_reached"],
  ])("%i %s", async (status, code) => {
    const { url, asked } = await startVendor(() => ({
      status,
      body: { error: { code, message: "Pay first, please" } },
    }));
    const { said } = await boardOf(arkBoard(url)).shotlist("render", "board.yaml", "--yes");
    expect(submits(asked)).toBe(1);
    expect(said).toContain("Pay first, please");
  });
});

const atV1: Says = ({ method, path, base }) => {
  if (path === "/v1/videos/generations" && method === "POST") return { body: { id: "task_1", status: "queued" } };
  if (path === "/a.mp4") return "clip";
  const done = { id: "task_1", status: "completed", result: { data: [{ url: `${base}/a.mp4` }] } };
  return path.startsWith("/v1/videos/generations/task_1") ? { body: done } : undefined;
};

test("a base URL with its /v1 is found, fails no take, and is fixed", async () => {
  const { url } = await startVendor(atV1);
  const board = boardOf(`shotlist: 1
name: board
provider: p
providers: { p: { format: toapis, baseUrl: "${url}/v1", pollEvery: 50ms } }
shots: [{ id: a, prompt: A watch turns slowly, model: doubao-seedance-1-5-pro }]
`);
  expect((await board.shotlist("check", "board.yaml")).said).toContain(`Write ${url}.`);
  expect((await board.shotlist("doctor", "board.yaml")).said).toContain(`Use baseUrl: ${url}`);
  expect((await board.shotlist("render", "board.yaml", "--yes")).said).toContain("Nothing was submitted");
  board.rewrite(`${url}/v1`, url);
  const { exitCode, said } = await board.shotlist("render", "board.yaml", "--yes");
  expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
});

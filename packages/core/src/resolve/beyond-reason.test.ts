import { describe, expect, test } from "vitest";
import { factsOf } from "@shotlist/schema";
import { compileStoryboard } from "../compile-storyboard.ts";
import { mergeExtra } from "../wire/merge-extra.ts";
import { estimateOf } from "../plan/estimate.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

function check(text: string, tables: { readonly [file: string]: string } = {}) {
  const head = "shotlist: 1\nname: aurora\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";
  const shots = text.includes("shots:") ? "" : "shots: [{ id: one, prompt: one }]\n";
  return compileStoryboard({ file: "sb.yaml", text: `${head}${text}\n${shots}` }, { files: createMemoryFiles(tables) });
}

const digits = "9".repeat(400);

describe("a number beyond reason is refused where it is written", () => {
  test.each([
    [`budget: ${digits} CNY`, "wrong-value"],
    ["budget: 1000000001 CNY", "wrong-value"],
    [`providers: { wisgate: { caps: { total: "${digits} CNY" } } }`, "wrong-value"],
    ["providers: { wisgate: { price: { currency: CNY, perClip: 1e300 } } }", "value-range"],
    ["providers: { wisgate: { price: { currency: CNY, perSecond: { 720p: 1000001 } } } }", "value-range"],
    [`providers: { wisgate: { deadline: ${digits}d } }`, "wrong-type"],
    [`shots: [{ id: one, prompt: one, duration: ${digits}s }]`, "wrong-value"],
  ])("%s", (text, code) => {
    const { diagnostics } = check(text);
    expect(diagnostics.map((one) => [one.code, one.line])).toContainEqual([code, 5]);
  });

  test("an estimate that no sum could hold is unknown", () => {
    const price = { currency: "CNY", perSecond: 1_000_000 };
    const estimate = (duration: number) =>
      estimateOf({
        asked: { prompt: [], model: "another", resolution: "720p", references: [], audio: false, duration },
        price,
        atVendor: false,
        facts: factsOf("wisgate"),
        knownSeconds: new Map(),
      });
    expect(estimate(1000)).toEqual({ kind: "exact", amount: 1_000_000_000, currency: "CNY" });
    expect(estimate(1001)).toEqual({ kind: "unknown" });
  });
});

describe("a name of an object's own machinery is a name like any other", () => {
  test.each([
    ["an axis", 'matrix: { __proto__: [a, b] }\nshots: [{ id: one, prompt: "${{ matrix.__proto__ }}" }]', ["a", "b"]],
    ["a column", 'matrix: { rows: t.csv }\nshots: [{ id: one, prompt: "${{ matrix.__proto__ }}" }]', ["a", "b"]],
    [
      "a key of JSON Lines",
      'matrix: { rows: t.jsonl }\nshots: [{ id: one, prompt: "${{ matrix.__proto__ }}" }]',
      ["a"],
    ],
    ["a variable", 'vars: { __proto__: a }\nshots: [{ id: one, prompt: "${{ vars.__proto__ }}" }]', ["a"]],
    ["a text", 'text: { __proto__: { en: a } }\nshots: [{ id: one, prompt: "${{ text.__proto__.en }}" }]', ["a"]],
    ["a shot", "shots: [{ id: __proto__, prompt: a }, { id: two, prompt: b, needs: __proto__ }]", ["a", "b"]],
  ])("%s", (_, text, prompts) => {
    const { plan, diagnostics } = check(text, { "t.csv": "__proto__\na\nb\n", "t.jsonl": '{"__proto__":"a"}\n' });
    expect(diagnostics).toEqual([]);
    expect(plan?.takes.map(({ asked }) => asked.prompt[0])).toEqual(prompts);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("a key of `extra` reaches the request as itself", () => {
    const extra = new Map([["__proto__", { a: 1 }]]);
    const merged = mergeExtra({ metadata: { b: 2 } }, Object.fromEntries([["metadata", Object.fromEntries(extra)]]));
    expect(JSON.stringify(merged)).toBe('{"metadata":{"b":2,"__proto__":{"a":1}}}');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("half of a character is refused where it is written", () => {
  test.each([
    ["a prompt", String.raw`shots: [{ id: one, prompt: "a \uD83C b" }]`],
    ["a value of a matrix", String.raw`matrix: { lang: ["\uDFAC"] }`],
    ["a key", String.raw`vars: { "\uD83C": a }`],
    ["a path", String.raw`shots: [{ id: one, prompt: one, firstFrame: "./\uD83C.jpg" }]`],
  ])("%s", (_, text) => {
    expect(check(text).diagnostics.map(({ code, line }) => [code, line])).toContainEqual(["unsafe-character", 5]);
  });

  test("both halves are a character", () => {
    const { plan } = check(String.raw`shots: [{ id: one, prompt: "\uD83C\uDFAC" }]`);
    expect(plan?.takes[0]?.asked.prompt).toEqual(["🎬"]);
  });
});

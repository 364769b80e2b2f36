import { expect, test } from "vitest";
import { compileStoryboard, type CompileOptions } from "../compile-storyboard.ts";
import { noFiles } from "../files/file-source.ts";
import { realmOf, type Target } from "../model/realm.ts";

const text = `shotlist: 1
name: a
provider: wisgate
defaults: { model: doubao-seedance-2.0 }
shots: [{ id: one, prompt: one }]
`;

function realms(target?: Target): readonly (readonly [string, string])[] {
  const options: CompileOptions = target === undefined ? { files: noFiles } : { files: noFiles, target };
  return (compileStoryboard({ file: "a.yaml", text }, options).plan?.providers ?? []).map(({ baseUrl, realm }) => [
    baseUrl,
    realm,
  ]);
}

test.each([
  ["https://api.example.com/v1", "live:https://api.example.com"],
  ["http://localhost:4010/wisgate", "local:http://localhost:4010"],
  ["http://127.8.0.1:80", "local:http://127.8.0.1"],
  ["http://[::1]:4010", "local:http://[::1]:4010"],
  ["https://127.0.0.1.example.com", "live:https://127.0.0.1.example.com"],
  ["https://localhost.example.com", "live:https://localhost.example.com"],
])("%s is in the realm %s", (baseUrl, realm) => {
  expect(realmOf(baseUrl)).toBe(realm);
});

test("the mock is a realm of its own, whatever the address", () => {
  expect(realms({ kind: "mock" })).toEqual([["https://api.wisgate.ai", "mock"]]);
});

test("another base URL, by name or for all, brings its realm along", () => {
  const local = [["http://127.0.0.1:4010/wisgate", "local:http://127.0.0.1:4010"]];
  expect(realms({ kind: "override", baseUrls: new Map([["wisgate", "http://127.0.0.1:4010/wisgate/"]]) })).toEqual(
    local,
  );
  expect(realms({ kind: "override", baseUrls: new Map([["*", "http://127.0.0.1:4010/wisgate"]]) })).toEqual(local);
  expect(realms({ kind: "override", baseUrls: new Map([["toapis", "http://127.0.0.1:4010"]]) })).toEqual(realms());
});

test("a key goes to no other machine over http, also by another base URL", () => {
  const target: Target = { kind: "override", baseUrls: new Map([["*", "http://relay.example.com"]]) };
  const { plan, diagnostics } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles, target });
  expect(plan).toBeUndefined();
  expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([["base-url", 3]]);
});

test.each<[string, Target | undefined, string, readonly string[]]>([
  ["the storyboard's own", undefined, "http://127.0.0.1:4010/api/v3", ["base-url-path"]],
  [
    "one that takes the place of it, not the storyboard's",
    over("http://127.0.0.1:4010"),
    "http://127.0.0.1:1/api/v3",
    [],
  ],
  ["one that takes the place of it", over("http://127.0.0.1:4010/api/v3"), "http://127.0.0.1:1", ["base-url-path"]],
  [
    "the storyboard's own, where another provider's is given",
    over("http://127.0.0.1:1", "ark"),
    "http://127.0.0.1:1/api/v3",
    ["base-url-path"],
  ],
  ["none where a mock answers", { kind: "mock" }, "http://127.0.0.1:4010/api/v3", []],
])("a path that would come twice is looked for in the base URL that counts: %s", (_, target, baseUrl, codes) => {
  const at = text.replace("provider: wisgate", `provider: wisgate\nproviders: { wisgate: { baseUrl: "${baseUrl}" } }`);
  const options: CompileOptions = target === undefined ? { files: noFiles } : { files: noFiles, target };
  const found = compileStoryboard({ file: "a.yaml", text: at }, options).diagnostics;
  expect(found.map(({ code }) => code)).toEqual(codes);
});

function over(baseUrl: string, provider = "wisgate"): Target {
  return { kind: "override", baseUrls: new Map([[provider, baseUrl]]) };
}

test("strict raises every warning to an error", () => {
  const advised = text.replace("provider: wisgate", "provider: wisgate\nvars: { a: '${{ vars.b }}' }");
  const compile = (strict: boolean): readonly string[] =>
    compileStoryboard({ file: "a.yaml", text: advised }, { files: noFiles, strict }).diagnostics.map(
      ({ severity }) => severity,
    );
  expect([compile(false), compile(true)]).toEqual([["warning"], ["error"]]);
});

import { beforeAll, describe, expect, test } from "vitest";
import { runContract } from "../run/run-contract.ts";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import { behaviourMutants } from "../testing/mutants/behaviour-mutants.ts";
import { verdictMutants } from "../testing/mutants/verdict-mutants.ts";
import { departuresOf } from "./departures.ts";
import { toHtml } from "./html.ts";
import { toJson } from "./json.ts";
import { toJunit } from "./junit.ts";
import type { ContractReport } from "./report.ts";
import { toTable } from "./table.ts";

const apiKey = "sk-never-to-be-seen";
let report: ContractReport;

/** An endpoint that is wrong in three ways, one of them by public knowledge alone, and that repeats the key. */
beforeAll(async () => {
  await using mock = await openMockEndpoint("wisgate");
  const ways = ["forgets nine-images", 'refuses ratio "9:16"', "links live for ever", "running has a word of its own"];
  const mutants = [...behaviourMutants("wisgate"), ...verdictMutants("wisgate")].filter(({ id }) => ways.includes(id));
  const wrong = mutants.reduce((inner, mutant) => mutant.wrap(inner), mock.fetch);
  const telling = async (request: Request): Promise<Response> => {
    const response = await wrong(request);
    if (!/json/.test(response.headers.get("content-type") ?? "")) return response;
    const body: object = await response.json();
    return Response.json({ ...body, asked_with: request.headers.get("authorization") }, response);
  };
  const only = ["submit.request/nine-images/*", "submit.request/ratio*", "lifecycle/*", "submit/*-key"];
  report = await runContract({
    ...mock.options,
    baseUrl: "http://localhost:4010/wisgate",
    apiKey,
    fetch: telling,
    only,
  });
});

test("a table of an endpoint that never answered says that alone", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const fetch = (): Promise<Response> => Promise.reject(new TypeError("fetch failed", { cause: refused }));
  const silent = await runContract({ format: "wisgate", baseUrl: "http://localhost:4010/wisgate", fetch, seed: 7 });
  expect(toTable(silent).split("\n").slice(2)).toEqual([
    "Nothing could be decided: no answer to POST /api/v3/contents/generations/tasks: unreachable.",
    "Check the address, and whether the endpoint is running.",
    "",
    `NOT OK: 0 passed, 0 failed, ${silent.totals.undecided} undecided; 0 submits with a valid key; seed 7`,
  ]);
});

describe("a report", () => {
  test("names each departure once, with all cases that show it", () => {
    const failures = departuresOf(report, "failures");
    expect(failures.map(({ rule }) => rule)).toEqual([
      "submit.request: nine-images",
      "submit.request: ratio.enum",
      "task.response: status.enum",
    ]);
    expect(failures.map(({ caseIds }) => caseIds.length > 0)).toEqual([true, true, true]);
    expect(departuresOf(report, "advice").map(({ rule }) => rule)).toContain("link: expires");
  });

  test("leads to a finding in few calls", () => {
    const lengths = [...departuresOf(report, "failures"), ...departuresOf(report, "advice")].map(
      ({ trace }) => trace.length,
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(6);
  });

  test("repeats the offending call with the key left to the environment", () => {
    const nine = report.results.find(({ verdict, id }) => verdict === "fail" && id.includes("nine-images"));
    expect(nine?.curl).toMatch(
      /^curl -i -X POST 'http:\/\/localhost:4010\/wisgate\/api\/v3\/contents\/generations\/tasks' -H "Authorization: Bearer \$WISGATE_API_KEY"/,
    );
  });

  test.each([
    ["a table", toTable],
    ["JSON", toJson],
    ["JUnit XML", toJunit],
    ["a page", toHtml],
  ] as const)("shows no key and no signature as %s", (_name, print) => {
    const text = print(report);
    expect(text).not.toContain(apiKey);
    expect(text).not.toMatch(/signature=[0-9a-f]/);
    expect(text).toContain("nine-images");
  });

  test("as a table says what is seen, what is allowed and who says so", () => {
    const [, block = ""] = toTable(report).split("FAIL  submit.request: nine-images\n");
    expect(block.split("\n").slice(0, 4)).toEqual([
      "    not refused: a body that breaks: content may have at most 9 reference images",
      expect.stringMatching(/^ {4}seen {5}HTTP 200, \{"id":"cgt-/),
      "    allowed  a refusal like invalid_request",
      "    source   documented, seed 003",
    ]);
    expect(toTable(report).split("\n").at(-1)).toMatch(/^NOT OK: \d+ passed, \d+ failed/);
  });

  test("as JSON is the report itself", () => {
    expect(JSON.parse(toJson(report))).toEqual(report);
  });

  test("as JUnit XML counts what it lists", () => {
    const text = toJunit(report);
    expect(text.match(/<testcase /g)).toHaveLength(report.results.length);
    expect(text.match(/<failure /g)).toHaveLength(report.totals.fail);
    expect(text).toContain(`tests="${report.results.length}" failures="${report.totals.fail}" errors="0"`);
    // Every opened tag is closed, and nothing unescaped is between them.
    expect(text.replaceAll(/<\?xml.*\?>|<[^<>]+\/>|<(\w+)(?:\s[^<>]*)?>[^<>]*<\/\1>/g, "")).not.toMatch(
      /&(?!amp;|lt;|gt;|quot;)/,
    );
  });

  test("as a page escapes what the endpoint said, and needs nothing from elsewhere", () => {
    const hostile = { ...report, target: 'http://localhost/"><script>alert(1)</script>' };
    const page = toHtml(hostile);
    expect(page).not.toContain("<script");
    expect(page).not.toMatch(/<(link|img|iframe)|@import|url\(/);
  });
});

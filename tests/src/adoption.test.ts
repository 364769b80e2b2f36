import { createMockServer, type MockServer, type ScenarioRule } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { renderOnMock } from "./render-on-mock.ts";

const lostAfterAccepting: ScenarioRule = {
  fault: "cut_after_accepting",
  match: { operation: "submit" },
  times: 1,
};
const lostBeforeAccepting: ScenarioRule = { ...lostAfterAccepting, fault: "cut_before_accepting" };

async function startMock(format: string, rules: readonly ScenarioRule[]): Promise<MockServer> {
  const mock = await createMockServer({
    formats: [format],
    speed: 60,
    progress: { mode: "polls", polls: 3 },
    scenario: { rules },
  });
  onTestFinished(() => mock.close());
  return mock;
}

const storyboard = (format: string, model: string, settings = ""): string => `shotlist: 1
name: aurora
provider: ${format}
providers: { ${format}: { pollEvery: 20ms, requestsPerMinute: 60000, concurrency: 2${settings} } }
defaults: { model: ${model}, duration: 5, resolution: 720p }
shots:
  - { id: reveal, prompt: A watch turns slowly on white marble }
  - { id: detail, prompt: Macro of the dial }
`;

const ark = storyboard("ark", "doubao-seedance-1-5-pro-251215");
const listed = (mock: MockServer): number => mock.requests.filter(({ operation }) => operation === "list").length;

test("a task whose answer was lost is found in the vendor's list and adopted: two takes, two tasks", async () => {
  const mock = await startMock("ark", [lostAfterAccepting]);
  const report = await renderOnMock(mock, "ark", ark);
  expect(report.takes.map(({ id, status }) => [id, status])).toEqual([
    ["reveal", "succeeded"],
    ["detail", "succeeded"],
  ]);
  expect(new Set(report.takes.map(({ taskId }) => taskId))).toEqual(new Set(mock.tasks.map(({ id }) => id)));
  expect(mock.tasks).toHaveLength(2);
  expect(listed(mock)).toBe(1);
});

test("both answers lost: each take gets its own task, distinguished by the seeds they were sent with", async () => {
  const mock = await startMock("ark", [{ ...lostAfterAccepting, times: 2 }]);
  const report = await renderOnMock(mock, "ark", ark);
  expect(report.totals).toMatchObject({ succeeded: 2 });
  const seeds = mock.requests.filter(({ operation }) => operation === "submit").map(({ body }) => body);
  expect(new Set(seeds.map((body) => JSON.stringify(body))).size).toBe(2);
  expect(new Set(report.takes.map(({ taskId }) => taskId)).size).toBe(2);
  expect(mock.tasks).toHaveLength(2);
});

test.each([
  ["doubao-seedance-2-0-260128", ""],
  ["doubao-seedance-2-0-mini-260615", ""],
  ["doubao-seedance-2-5-260628", ""],
  ["doubao-seedance-1-0-pro-250528", ""],
  ["doubao-seedance-1-5-pro-251215", ", serviceTier: flex"],
])(
  "a lost submit of %s%s is adopted: every model takes a seed, and the flex tier is listed apart",
  async (model, more) => {
    const mock = await startMock("ark", [lostAfterAccepting]);
    const told = storyboard("ark", model).replace("resolution: 720p }", `resolution: 720p${more} }`);
    const report = await renderOnMock(mock, "ark", told);
    expect(report.totals).toMatchObject({ succeeded: 2 });
    expect(mock.tasks).toHaveLength(2);
  },
);

test("a submit that the vendor never saw is held for a person: nothing in the list is ours", async () => {
  const mock = await startMock("ark", [lostBeforeAccepting]);
  const report = await renderOnMock(mock, "ark", ark);
  expect(report.totals).toMatchObject({ succeeded: 1, uncertain: 1 });
  expect(mock.tasks).toHaveLength(1);
});

test("a list that only the upstream documents is asked for where the provider says so", async () => {
  const model = "doubao-seedance-2.0";
  const silent = await startMock("wisgate", [lostAfterAccepting]);
  expect((await renderOnMock(silent, "wisgate", storyboard("wisgate", model))).totals).toMatchObject({ uncertain: 1 });
  expect(listed(silent)).toBe(0);
  const told = await startMock("wisgate", [lostAfterAccepting]);
  const report = await renderOnMock(told, "wisgate", storyboard("wisgate", model, ", list: true"));
  expect(report.totals).toMatchObject({ succeeded: 2 });
  expect(told.tasks).toHaveLength(2);
});

test("a format with client ids finds the task by the one it was sent with", async () => {
  const mock = await startMock("toapis", [lostAfterAccepting]);
  const report = await renderOnMock(mock, "toapis", storyboard("toapis", "doubao-seedance-1-5-pro"));
  expect(report.totals).toMatchObject({ succeeded: 2 });
  expect(mock.tasks).toHaveLength(2);
});

import { expect, test } from "vitest";
import { sampleRequest } from "../testing/sample-requests.ts";
import { taskIdOf } from "../testing/read-answer.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";
import { createProgressChoice } from "./choose-progress.ts";
import type { ProgressRule } from "./choose-progress.ts";

const rules: readonly ProgressRule[] = [
  { match: { format: "toapis" }, mode: "immediate" },
  { match: { model: "doubao-seedance-1-5-pro-251215" }, mode: "polls", polls: 1 },
  { match: { prompt: "fog*sea" }, mode: "manual" },
  { match: { headers: { "X-Test": "slow" } }, mode: "time", runningSeconds: 600 },
  { mode: "polls", polls: 4 },
];

test.each([
  ["its format", { format: "toapis" }, rules[0]],
  ["its model", { model: "doubao-seedance-1-5-pro-251215" }, rules[1]],
  ["its prompt", { prompt: "Thick fog over the sea" }, rules[2]],
  ["its request's headers", { headers: { "x-test": "slow" } }, rules[3]],
  ["no rule but the last", {}, rules[4]],
  [
    "the request's own header",
    { format: "toapis", headers: { "x-mock-progress": "polls=7" } },
    { mode: "polls", polls: 7 },
  ],
  ["a header that says nothing known", { format: "toapis", headers: { "x-mock-progress": "soon" } }, rules[0]],
] as const)("a task progresses by %s", (_name, asked, expected) => {
  const { format = "wisgate", model = "another", prompt = "A cat", headers = {} }: Asked = asked;
  const header = (name: string): string | undefined => headers[name];
  expect(createProgressChoice(rules)({ format, header, clip: () => ({ model, prompt }) })).toEqual(expected);
});

interface Asked {
  readonly format?: string;
  readonly model?: string;
  readonly prompt?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

test("without rules, and where no rule matches, virtual time decides", () => {
  const occasion = { format: "wisgate", header: () => undefined, clip: () => undefined };
  expect(createProgressChoice()(occasion)).toEqual({ mode: "time" });
  expect(createProgressChoice(rules.slice(0, 4))(occasion)).toEqual({ mode: "time" });
  expect(createProgressChoice({ mode: "manual" })(occasion)).toEqual({ mode: "manual" });
});

async function statusesOf({ mock, poll }: TestMock, id: string): Promise<readonly (string | undefined)[]> {
  const statuses: (string | undefined)[] = [];
  for (let polls = 0; polls < 4; polls += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each poll moves the task on
    await poll(id);
    statuses.push(mock.tasks.find((task) => task.id === id)?.status);
  }
  return statuses;
}

test("tasks of one server go side by side in their own modes", async () => {
  const body = { ...sampleRequest("toapis"), prompt: "A storm" };
  const started = await startMock("toapis", {
    progress: [
      { match: { prompt: "storm" }, mode: "immediate" },
      { mode: "polls", polls: 3 },
    ],
  });
  const stormy = await started.submitted(body);
  const calm = await started.submitted();
  const { body: manual } = await started.submit(body, { ...goodKey, "x-mock-progress": "manual" });
  const statuses = await Promise.all([stormy, calm, taskIdOf(manual)].map((id) => statusesOf(started, id)));
  expect(statuses.map((seen) => seen.at(0))).toEqual(["succeeded", expect.stringMatching(/queued|running/), "queued"]);
  expect(statuses.map((seen) => seen.at(2))).toEqual(["succeeded", "running", "queued"]);
  expect(statuses.map((seen) => seen.at(3))).toEqual(["succeeded", "succeeded", "queued"]);
});

import { expect, test } from "vitest";
import { startMock } from "../testing/start-mock.ts";

const progress = { mode: "immediate" } as const;
const frame = { url: "https://example.com/a.png", role: "first_frame" };
const content = [
  { type: "text", text: "A cat" },
  { type: "image_url", image_url: { url: frame.url }, role: frame.role },
];

const lateAtToapis = {
  model: "seedance-2-5",
  prompt: "A cat",
  duration: 5,
  aspect_ratio: "16:9",
  image_with_roles: [frame],
};
const lateAtArk = { model: "doubao-seedance-2-5-260628", content, ratio: "16:9" };
const lateAtGogogotoken = {
  model: "doubao-seedance-2-5",
  prompt: "A cat",
  seconds: "5",
  metadata: { resolution: "720p", ratio: "16:9", content: content.slice(1) },
};

test.each([
  ["toapis", lateAtToapis, { status: "failed", error: { code: "InvalidParameter.TaskTypeConstraint" } }],
  ["ark", lateAtArk, { status: "failed", error: { code: "InvalidParameter.TaskTypeConstraint" } }],
  ["gogogotoken", lateAtGogogotoken, { data: { status: "FAILURE" } }],
])("%s accepts a first frame with a fixed ratio, and the task fails", async (format, body, failed) => {
  const { submit, submitted, poll } = await startMock(format, { progress });
  expect((await submit(body)).status).toBe(200);
  expect((await poll(await submitted(body))).body).toMatchObject(failed);
});

test("the same with the ratio adaptive succeeds", async () => {
  const { submitted, poll } = await startMock("toapis", { progress });
  const body = { ...lateAtToapis, aspect_ratio: "adaptive" };
  expect((await poll(await submitted(body))).body).toMatchObject({ status: "completed" });
});

test("a strict mock refuses it at once", async () => {
  const { submit } = await startMock("toapis", { strict: true });
  expect((await submit(lateAtToapis)).status).toBe(400);
});

test("an edition from before the model knows nothing of it", async () => {
  const { submit } = await startMock("toapis", { edition: "2026-05" });
  expect((await submit(lateAtToapis)).status).toBe(400);
});

test("a scenario's own ending comes first", async () => {
  const scenario = { rules: [{ fault: "task_fails", with: { code: "generation_failed" } }] };
  const { submitted, poll } = await startMock("toapis", { progress, scenario });
  expect((await poll(await submitted(lateAtToapis))).body).toMatchObject({ error: { code: "generation_failed" } });
});

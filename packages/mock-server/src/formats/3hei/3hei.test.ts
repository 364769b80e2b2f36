import { expect, test } from "vitest";
import { startMock } from "../../testing/start-mock.ts";

const format = "3hei";
const request = {
  model: "doubao-seedance-2-0",
  content: [{ type: "text", text: "A cat stretches on a window sill" }],
  resolution: "720p",
  ratio: "16:9",
  duration: 5,
};

test("answers a submit with the id alone", async () => {
  const { submit } = await startMock(format);
  expect((await submit(request)).body).toEqual({ id: expect.stringMatching(/^cgt-20260101080000-[a-z0-9]{5}$/) });
});

test("shows the upstream's task object", async () => {
  const { submitted, poll } = await startMock(format, { progress: { mode: "immediate" } });
  expect((await poll(await submitted(request))).body).toMatchObject({
    model: "doubao-seedance-2-0-260128",
    status: "succeeded",
    content: { video_url: expect.any(String) },
    usage: { completion_tokens: 108_900 },
  });
});

test("refuses the generated curl line of the document, whose text entry has no text", async () => {
  const { submit } = await startMock(format);
  const { status, body } = await submit({ model: "doubao-seedance-2-0", content: [{ type: "text" }] });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: "InvalidParameter", param: expect.stringMatching(/^content\[0\]/) } });
});

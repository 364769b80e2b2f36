import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { renderOnMock } from "./render-on-mock.ts";

async function startMock(format: string): Promise<MockServer> {
  const mock = await createMockServer({ formats: [format], progress: { mode: "immediate" } });
  onTestFinished(() => mock.close());
  return mock;
}

const drafted = `shotlist: 1
name: aurora
provider: ark
providers: { ark: { pollEvery: 10ms } }
defaults: { model: doubao-seedance-1-5-pro-251215, duration: 8, ratio: "9:16", audio: true }
shots:
  - id: sketch
    prompt: A watch turns slowly on white marble
    draft: true
  - id: final
    draftOf: sketch
    resolution: 1080p
`;

test("a draft is rendered first, and the clip is made from its task", async () => {
  const mock = await startMock("ark");
  const report = await renderOnMock(mock, "ark", drafted);
  expect(report.takes.map(({ id, status }) => [id, status])).toEqual([
    ["sketch", "succeeded"],
    ["final", "succeeded"],
  ]);
  const [sketch, final] = mock.tasks;
  expect(sketch?.requested).toMatchObject({ resolution: "480p", seconds: 8, ratio: "9:16", audio: true });
  const bodies = mock.requests.filter(({ operation }) => operation === "submit").map(({ body }) => body);
  expect(bodies).toEqual([
    expect.objectContaining({ draft: true, resolution: "480p", duration: 8, generate_audio: true }),
    {
      model: "doubao-seedance-1-5-pro-251215",
      content: [{ type: "draft_task", draft_task: { id: sketch?.id } }],
      resolution: "1080p",
      return_last_frame: true,
    },
  ]);
  expect(final?.requested).toMatchObject({ width: 1080, height: 1920, seconds: 8, audio: true });
});

test("a literal task id makes a clip from a draft that was rendered elsewhere", async () => {
  const mock = await startMock("wisgate");
  const text = `shotlist: 1
name: aurora
provider: wisgate
providers: { wisgate: { pollEvery: 10ms } }
defaults: { model: doubao-seedance-2.0 }
shots:
  - id: final
    draftOf: cgt-20260518175249-8x55h
`;
  const report = await renderOnMock(mock, "wisgate", text);
  expect(report.takes.map(({ id, status }) => [id, status])).toEqual([["final", "succeeded"]]);
  expect(mock.requests.find(({ operation }) => operation === "submit")?.body).toMatchObject({
    content: [{ type: "draft_task", draft_task: { id: "cgt-20260518175249-8x55h" } }],
  });
});

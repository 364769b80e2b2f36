import { factsOf, formatIds } from "@shotlist/schema";
import { fixturesOf, type Fixture } from "@shotlist/schema/fixtures";
import { describe, expect, it } from "vitest";
import { noticeFormatsOf } from "./notice-format.ts";

const documented = formatIds.filter((format) => factsOf(format).webhook !== undefined);

describe("what webhooks say of tasks", () => {
  it("is read of every format that documents them", () => {
    expect(noticeFormatsOf().map(({ format }) => format)).toEqual(documented);
    expect(documented).toEqual(expect.arrayContaining(["toapis", "relaydance", "ark"]));
    expect(noticeFormatsOf(["ark", "ark", "no such format"]).map(({ format }) => format)).toEqual(["ark"]);
  });

  it.each(documented)("%s: every documented body names its task", (format) => {
    const bodies = fixturesOf(format).filter(isWebhook);
    expect(bodies.length).toBeGreaterThan(1);
    const [{ read } = { read: () => undefined }] = noticeFormatsOf([format]);
    for (const { body, name } of bodies) {
      const notice = read(body);
      // An event of no task, such as a test of the address, is a reason for nothing.
      if (!JSON.stringify(body).includes("task") && format === "toapis") continue;
      expect({ name, ...notice }).toMatchObject({ name, format });
      expect(JSON.stringify(body)).toContain(`"${notice?.taskId}"`);
    }
  });

  it("is only that something may have ended, unless it says that nothing has", () => {
    const [ark] = noticeFormatsOf(["ark"]);
    const [toapis] = noticeFormatsOf(["toapis"]);
    const isOpen = (status: unknown): unknown => ark?.read({ id: "cgt-1", status })?.isOpen;
    expect(["queued", "running", "succeeded", "failed", "no such word", 7].map(isOpen)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(toapis?.read({ id: "evt_1", data: { task_id: "task_1", status: "SUCCESS" } })).toEqual({
      format: "toapis",
      taskId: "task_1",
      isOpen: false,
    });
  });

  it.each([[null], [[]], ["text"], [{}], [{ id: 7 }], [{ id: "" }], [{ id: "x".repeat(201) }], [{ ID: "cgt-1" }]])(
    "is nothing in %j",
    (body) => {
      expect(noticeFormatsOf(["ark"])[0]?.read(body)).toBeUndefined();
    },
  );
});

function isWebhook({ message, breaks }: Fixture): boolean {
  return message === "webhook.request" && breaks === undefined;
}

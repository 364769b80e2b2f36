import { factsOf, formatIds, validateMessage } from "@shotlist/schema";
import type { FormatId } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { http } from "msw";
import { setupServer } from "msw/node";
import { describe, expect, onTestFinished, test } from "vitest";
import { findAt, textAt } from "./answer/pointer.ts";
import { exampleBodies } from "./case/example-bodies.ts";
import { mswLifecycle } from "./msw.ts";
import type { MswLifecycle, MswLifecycleOptions } from "./msw.ts";
import { canonicalOf } from "./oracle/belief.ts";

function play(format: FormatId, options: MswLifecycleOptions = {}): MswLifecycle {
  const lifecycle = mswLifecycle(format, options);
  const server = setupServer(...lifecycle.handlers);
  server.listen();
  onTestFinished(() => server.close());
  return lifecycle;
}

async function call(format: FormatId, operation: "submit" | "poll", id = "", body?: unknown): Promise<unknown> {
  const { baseUrl, operations } = factsOf(format);
  const { method = "GET", path = "" } = operations[operation] ?? {};
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(baseUrl.value + path.replace("{id}", id), { method, headers, ...content });
  return response.json();
}

describe.each(formatIds)("the lifecycle of %s by MSW", (format) => {
  test("goes from queued through running to the clip", async () => {
    const lifecycle = play(format);
    const [body] = exampleBodies(format);
    const { places } = contractOf(format);
    const accepted = await call(format, "submit", "", body);
    expect(validateMessage(format, "submit.response", accepted)).toMatchObject({ ok: true });
    const id = textAt(accepted, places.submittedTaskId) ?? "";
    const statuses: unknown[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one poll after the other
      const answer = await call(format, "poll", id);
      expect(validateMessage(format, "task.response", answer)).toMatchObject({ ok: true });
      statuses.push(canonicalOf(format, findAt(answer, places.status)?.value));
    }
    expect(statuses).toEqual(["queued", "running", "succeeded"]);
    expect(await (await fetch(lifecycle.videoUrl)).text()).toBe("clip");
    expect(lifecycle.submits).toEqual([body]);
    expect(lifecycle.taskIds).toEqual([id]);
  });
});

test("leaves what is not the format's to the next handler", async () => {
  const server = setupServer(
    ...mswLifecycle("wisgate").handlers,
    http.get("https://api.wisgate.ai/other", () => Response.json({ ok: true })),
  );
  server.listen();
  onTestFinished(() => server.close());
  expect(await (await fetch("https://api.wisgate.ai/other")).json()).toEqual({ ok: true });
});

test("names the options that there are where one is misspelt", () => {
  // @ts-expect-error -- as plain JavaScript may give it
  expect(() => mswLifecycle("toapis", { poll: 3 })).toThrow("mswLifecycle has no option poll; it has outcome, polls");
});

import { createServer } from "node:http";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { expect, onTestFinished, test } from "vitest";
import { playableFormats } from "./formats/mount.ts";
import { startMock } from "./testing/start-mock.ts";

/** A server on this machine, where the mock could reach it, that notes who comes. */
async function startHost(): Promise<{ readonly url: string; readonly visits: string[] }> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return { url: `http://127.0.0.1:${address.port}`, visits };
}

/** The format's requests with every address of a medium led to that host. */
function requestsTo(host: string, format: (typeof playableFormats)[number]): readonly string[] {
  const bodies = writtenFixturesOf(format).filter(({ message }) => message === "submit.request");
  return bodies.map(({ body }) =>
    JSON.stringify(body, (key, value: unknown) =>
      typeof value === "string" && !/callback|webhook|notify/.test(key)
        ? value.replace(/^https?:\/\/[^/]+/, host)
        : value,
    ),
  );
}

test.each(playableFormats)("no address that a request of %s names is ever asked for", async (format) => {
  const host = await startHost();
  const { mock, submit, poll } = await startMock(format, { progress: { mode: "immediate" } });
  const requests = requestsTo(host.url, format);
  expect(requests.join()).toContain(host.url);
  for (const body of requests) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    await submit(body);
  }
  expect(mock.tasks.length).toBeGreaterThan(0);
  await Promise.all(mock.tasks.map(({ id }) => poll(id)));
  await mock.settled();
  const { tasks } = JSON.parse(await (await mock.fetch(new Request(`${mock.url}/__mock/tasks`))).text());
  // Some of the requests are accepted and fail late, as the vendor has it.
  const succeeded: readonly { readonly videoUrl: string }[] = tasks.filter(
    ({ status }: { readonly status: string }) => status === "succeeded",
  );
  expect(succeeded.length).toBeGreaterThan(0);
  for (const { videoUrl } of succeeded) {
    // oxlint-disable-next-line no-await-in-loop -- one download at a time
    expect((await mock.fetch(new Request(videoUrl))).status).toBe(200);
  }
  expect(host.visits).toEqual([]);
  // The host could have been reached all the while.
  await fetch(`${host.url}/hello`);
  expect(host.visits).toEqual(["/hello"]);
});

import { createServer } from "node:http";
import { createMockServer } from "@shotlist/mock-server";
import { onTestFinished } from "vitest";
import { secret, type Play, type ToldEvent } from "./played.ts";

/** The mock server, whose events come to a server of the test. */
export const playByMock: Play = async (format, { outcome = "succeeded" } = {}) => {
  const inbox = await openInbox();
  const mock = await createMockServer({
    formats: [format],
    clock: "real",
    progress: { mode: "polls", polls: 2 },
    seed: secret,
    webhookUrl: inbox.url,
    allowHosts: ["mock.example"],
    ...(outcome === "failed" ? { scenario: { rules: [{ fault: "task_fails" }] } } : {}),
  });
  onTestFinished(() => mock.close());
  return {
    baseUrl: mock.urlOf(format),
    fetch: (input, init) => mock.fetch(new Request(input, init)),
    eventOf: async (taskId) => {
      await mock.settled();
      const told = inbox.events.find(({ body }) => body.includes(taskId));
      if (told === undefined) throw new Error(`no event about ${taskId} came`);
      return told;
    },
  };
};

async function openInbox(): Promise<{ readonly url: string; readonly events: readonly ToldEvent[] }> {
  const events: ToldEvent[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      events.push({ body, headers: Object.fromEntries(headers) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return { url: `http://127.0.0.1:${address.port}/events`, events };
}

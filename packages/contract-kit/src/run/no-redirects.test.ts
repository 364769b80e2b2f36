import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../call/clock.ts";
import { findFaults } from "./find-faults.ts";
import { findTime } from "../call/time-keeper.ts";

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

test.each([301, 302, 307, 308])("a probe of /__mock that is answered with %i goes nowhere else", async (status) => {
  const asked: string[] = [];
  const elsewhere = await listen((request, response) => {
    asked.push(request.url ?? "");
    response.end('{"nowMs":5,"library":[{"name":"x"}]}');
  });
  const baseUrl = await listen((request, response) => {
    response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
  });
  const surroundings = { baseUrl, fetch: (request: Request) => fetch(request), clock: systemClock };
  expect(await findTime(surroundings)).toMatchObject({ isVirtual: false });
  expect(await findFaults(surroundings)).toEqual(new Set());
  expect(asked).toEqual([]);
});

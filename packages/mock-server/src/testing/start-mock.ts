import { factsOf, isFormatId, type JsonObject } from "@shotlist/schema";
import type { FormatFacts, Operation } from "@shotlist/schema";
import { onTestFinished } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockServer } from "../create-mock-server.ts";
import type { MockServerOptions } from "../world/mock-server-options.ts";
import { readAnswer, taskIdOf } from "./read-answer.ts";
import type { ReadAnswer } from "./read-answer.ts";
import { sampleRequest } from "./sample-requests.ts";

/** A mock on a manual clock with a client for one format; closed when the test ends. */
export interface TestMock {
  readonly mock: MockServer;
  readonly facts: FormatFacts;
  readonly submit: (body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<ReadAnswer>;
  /** Submits the sample request and gives the task's id. */
  readonly submitted: (body?: JsonObject) => Promise<string>;
  readonly poll: (id: string) => Promise<ReadAnswer>;
  /** Calls any path below the format. */
  readonly call: (method: string, path: string, init?: RequestInit) => Promise<ReadAnswer>;
}

export const goodKey = { authorization: "Bearer test-key" } as const;

/** Starts a mock for a test of one format. Requests go through `mock.fetch`, without a socket. */
export async function startMock(format: string, options: MockServerOptions = {}): Promise<TestMock> {
  if (!isFormatId(format)) throw new Error(`there is no format ${format}`);
  const mock = await createMockServer({ clock: "manual", ...options });
  onTestFinished(() => mock.close());
  const facts = factsOf(format);
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<ReadAnswer> => {
    const request = new Request(mock.urlOf(format) + path, { method, headers: goodKey, ...init });
    return readAnswer(await mock.fetch(request));
  };
  const submit: TestMock["submit"] = (body = sampleRequest(format), headers = goodKey) =>
    call("POST", operationOf(facts, "submit").path, {
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    mock,
    facts,
    call,
    submit,
    submitted: async (body) => taskIdOf((await submit(body)).body),
    poll: (id) => call("GET", operationOf(facts, "poll").path.replace(/\{[^}]*\}/, id)),
  };
}

function operationOf(facts: FormatFacts, name: "submit" | "poll"): Operation {
  const operation = facts.operations[name];
  if (operation === undefined) throw new Error(`${facts.id} has no ${name}`);
  return operation;
}

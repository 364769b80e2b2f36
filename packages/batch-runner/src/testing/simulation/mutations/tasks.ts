import type { FormatCodec } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { Transport } from "../../../ports/transport.ts";
import type { Mutation } from "../mutation.ts";
import { withCodec } from "./altered-codec.ts";
import { afterwards, withAttempts, withEvents } from "./altered-ledger.ts";

/** What holds a task to its take. */
export const taskMutations: readonly Mutation[] = [
  {
    name: "an answer that names another task is taken",
    family: "polls",
    formats: () =>
      withCodec((codec) => ({
        decodeTask: (body, taskId) => ({
          ...codec.decodeTask(body, taskId),
          ...present({ taskId }),
        }),
      })),
  },
  {
    name: "a list's word about one task is taken for another",
    family: "polls",
    formats: () =>
      withCodec(({ decodeListed }) => (decodeListed === undefined ? {} : { decodeListed: anyFor(decodeListed) })),
  },
  {
    name: "a task whose poll fails is submitted again",
    family: "polls",
    transport: resubmitting,
  },
  {
    name: "a task that the vendor does not know is submitted again",
    family: "polls",
    ledger: (ledger) => afterwards(ledger, "task-unknown"),
  },
  {
    name: "a failed task is submitted again by the next run",
    family: "polls",
    ledger: (ledger) => afterwards(ledger, "task"),
  },
  {
    name: "a task that a person has released is forgotten with its attempt",
    family: "persons",
    ledger: (ledger, unseen) => ({
      ...ledger,
      advance: async (fence, request) => {
        const advanced = await ledger.advance(fence, request);
        if (request.event.type === "release") {
          await unseen.advance(fence, { attemptId: request.attemptId, event: { type: "resubmit" }, at: request.at });
        }
        return advanced;
      },
    }),
  },
  {
    name: "a task that a person has released is adopted again",
    family: "persons",
    ledger: (ledger) => withAttempts(ledger, (attempt) => ({ ...attempt, released: [] })),
  },
  {
    name: "one more task is in flight than the provider allows",
    family: "everything",
    plan: (plan) => ({
      ...plan,
      providers: plan.providers.map((provider) => ({ ...provider, concurrency: provider.concurrency + 1 })),
    }),
  },
  {
    name: "the provider's request limit is not kept",
    family: "polls",
    plan: (plan) => ({
      ...plan,
      providers: plan.providers.map((provider) => {
        const { requestsPerMinute: _, ...unlimited } = provider;
        return unlimited;
      }),
    }),
  },
  {
    name: "a vendor's words are kept as they came",
    family: "polls",
    ledger: (ledger) =>
      withEvents(ledger, (event) =>
        event.type === "task" && "failure" in event
          ? { ...event, failure: { ...event.failure, message: "see https://x.example/y?signature=canary-signature" } }
          : event,
      ),
  },
];

/** A client that counts what a list says first for every task that it has asked about. */
function anyFor(decodeListed: NonNullable<FormatCodec["decodeListed"]>): typeof decodeListed {
  return (body, taskIds) => {
    const [first] = decodeListed(body, taskIds)?.values() ?? [];
    return new Map(first === undefined ? [] : taskIds.map((taskId) => [taskId, { ...first, taskId }]));
  };
}

/** A client that starts again where a poll goes wrong. */
function resubmitting(transport: Transport): Transport {
  let last: Parameters<Transport["request"]>[0] | undefined;
  return {
    ...transport,
    async request(request, options) {
      if (request.method === "POST") {
        last = request;
        return transport.request(request, options);
      }
      const answer = await transport.request(request, options);
      if (answer.status >= 500 && last !== undefined) await transport.request(last, options);
      return answer;
    },
  };
}

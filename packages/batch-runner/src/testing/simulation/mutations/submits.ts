import { DeliveryError } from "../../../failures/delivery-error.ts";
import type { FormatSupport } from "../../../formats/format-support.ts";
import type { Transport } from "../../../ports/transport.ts";
import type { Mutation } from "../mutation.ts";
import { withCodec } from "./altered-codec.ts";
import { lateWrites, withEvents } from "./altered-ledger.ts";

/** What keeps a submit from being sent, or counted, twice. */
export const submitMutations: readonly Mutation[] = [
  {
    name: "the intent is written only when the answer has come",
    family: "crashes",
    ledger: (ledger) => lateWrites(ledger, "intent"),
  },
  {
    name: "the task id is written only with the next news of the task",
    family: "crashes",
    ledger: (ledger) => lateWrites(ledger, "accepted"),
  },
  {
    name: "a submit without an answer counts as not created",
    family: "submits",
    ledger: (ledger) => withEvents(ledger, (event) => (event.type === "unanswered" ? { type: "not-created" } : event)),
  },
  {
    name: "a submit found after a crash counts as not created",
    family: "crashes",
    ledger: (ledger) => ({
      ...ledger,
      claim: async (fence, attemptId, at) => {
        const before = await ledger.attempt(attemptId);
        if (before?.state.name === "submitting") {
          await ledger.advance(fence, { attemptId, event: { type: "not-created" }, at });
        }
        return ledger.claim(fence, attemptId, at);
      },
    }),
  },
  {
    name: "every 5xx counts as proof that nothing was created",
    family: "submits",
    formats: () =>
      withCodec((codec) => ({
        decodeError: (status, body) => ({ ...codec.decodeError(status, body), notCreated: status >= 500 }),
      })),
  },
  {
    name: "a task that comes with 429 is not taken for one",
    family: "submits",
    transport: (transport) => ({
      ...transport,
      request: async (request, options) => {
        const answer = await transport.request(request, options);
        return answer.status === 429 ? { ...answer, body: Buffer.from("{}") } : answer;
      },
    }),
  },
  {
    name: "a redirect of a submit counts as not created",
    family: "submits",
    transport: (transport) => asThoughLimited(transport, (status) => status >= 300 && status < 400),
  },
  {
    name: "409, 421, 425 and 499 count as not created",
    family: "submits",
    transport: (transport) => asThoughLimited(transport, (status) => [409, 421, 425, 499].includes(status)),
  },
  {
    name: "a 429 is tried again at once",
    family: "submits",
    transport: impatient,
  },
  {
    name: "the network layer repeats a request whose answer was lost",
    family: "submits",
    transport: (transport) => ({
      ...transport,
      request: async (request, options) => {
        try {
          return await transport.request(request, options);
        } catch (error) {
          if (!(error instanceof DeliveryError) || error.phase !== "unknown") throw error;
          return transport.request(request, options);
        }
      },
    }),
  },
  {
    name: "the newest task is taken for the lost one, whoever has it",
    family: "submits",
    formats: adoptingNewest,
    ledger: (ledger) => ({ ...ledger, attemptOfTask: () => Promise.resolve(undefined) }),
  },
];

/** Answers to submits of some statuses, as though nothing had been created and it may be tried again. */
function asThoughLimited(transport: Transport, isMeant: (status: number) => boolean): Transport {
  return {
    ...transport,
    request: async (request, options) => {
      const answer = await transport.request(request, options);
      const isTried = request.method === "POST" && isMeant(answer.status);
      return isTried ? { ...answer, status: 429, headers: {}, body: Buffer.from("{}") } : answer;
    },
  };
}

/** Repeats what was refused for a rate limit without a pause. */
function impatient(transport: Transport): Transport {
  return {
    ...transport,
    request: async (request, options) => {
      let answer = await transport.request(request, options);
      for (let tries = 0; request.method === "POST" && answer.status === 429 && tries < 9; tries += 1) {
        answer = await transport.request(request, options);
      }
      return answer;
    },
  };
}

/** Takes the newest task that the vendor named for any that was lost. */
function adoptingNewest(): (format: string) => FormatSupport {
  let newest: string | undefined;
  const noting = withCodec((codec) => ({
    decodeSubmit: (body) => {
      const submitted = codec.decodeSubmit(body);
      newest = submitted.taskId ?? newest;
      return submitted;
    },
  }));
  return (format) => {
    const support = noting(format);
    return {
      ...support,
      lookup: { by: "clientId", request: (clientId) => support.codec.encodePoll(newest ?? clientId) },
    };
  };
}

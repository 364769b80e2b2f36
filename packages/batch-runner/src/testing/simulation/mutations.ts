import type { Plan } from "@shotlist/core";
import { bytesInMemory, type FileBytes } from "../../container/file-bytes.ts";
import { formatSupportOf, type FormatSupport } from "../../formats/format-support.ts";
import type { Advance, AdmitRequest, Ledger } from "../../ledger/ledger.ts";
import type { Attempt } from "../../lifecycle/attempt.ts";
import { nextState } from "../../lifecycle/next-state.ts";
import { DeliveryError } from "../../failures/errors.ts";
import type { ClipStore } from "../../ports/clip-store.ts";
import type { Transport } from "../../ports/transport.ts";
import { tinyClip } from "../tiny-clip.ts";
import type { FamilyName } from "./families.ts";

/** A safeguard taken out of the runner, at the ports it works through. */
export interface Mutation {
  readonly name: string;
  /** Worlds in which it should be missed. */
  readonly family: FamilyName;
  readonly ledger?: (ledger: Ledger) => Ledger;
  readonly store?: (store: ClipStore) => ClipStore;
  readonly transport?: (transport: Transport) => Transport;
  /** Made for each process. */
  readonly formats?: () => (format: string) => FormatSupport;
  readonly plan?: (plan: Plan) => Plan;
  /** Whether a clip counts only once its bytes are on the disk. Default: yes. */
  readonly syncs?: boolean;
  /** Whether what was sent is kept next to the ledger. Default: yes. */
  readonly keepsSent?: boolean;
  /** Whether every value of a ledger is checked before it is imported. Default: yes. */
  readonly checksImports?: boolean;
  /** Whether a copy of a clip that is there is taken for whole. Default: no. */
  readonly trustsCopies?: boolean;
}

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

/** Every safeguard that the simulator must miss. */
export const mutations: readonly Mutation[] = [
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
      advance: async (fence, request) => {
        const before = await ledger.attempt(request.attemptId);
        const wasSubmitting = request.event.type === "restarted" && before?.state.name === "submitting";
        return ledger.advance(fence, wasSubmitting ? { ...request, event: { type: "not-created" } } : request);
      },
    }),
  },
  {
    name: "every 5xx counts as proof that nothing was created",
    family: "submits",
    formats: () => (format) => {
      const support = formatSupportOf(format);
      const { codec } = support;
      return {
        ...support,
        codec: {
          ...codec,
          decodeError: (status, body) => ({ ...codec.decodeError(status, body), notCreated: status >= 500 }),
        },
      };
    },
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
    name: "an answer that names another task is taken",
    family: "polls",
    formats: () => (format) => {
      const support = formatSupportOf(format);
      const { codec } = support;
      return {
        ...support,
        codec: {
          ...codec,
          decodeTask: (body, taskId) => ({
            ...codec.decodeTask(body, taskId),
            ...(taskId === undefined ? {} : { taskId }),
          }),
        },
      };
    },
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
    name: "the newest task is taken for the lost one, whoever has it",
    family: "submits",
    formats: adoptingNewest,
    ledger: (ledger) => ({ ...ledger, attemptOfTask: () => Promise.resolve(undefined) }),
  },
  {
    name: "a reservation is given back when the task is accepted",
    family: "submits",
    ledger: earlyRelease,
  },
  {
    name: "nothing is reserved before a submit",
    family: "submits",
    ledger: (ledger) => ({
      ...ledger,
      admit: (fence, { reserve, ...request }) =>
        ledger.admit(fence, { ...request, ...(reserve === undefined ? {} : { reserve: { ...reserve, micros: 0 } }) }),
    }),
  },
  {
    name: "the lock is taken from whoever holds it",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      acquire: (holder, options) => ledger.acquire(holder, { ...options, isGone: () => true }),
    }),
  },
  {
    name: "there is no lock: two runs write under one fence",
    family: "processes",
    ledger: (ledger) => ({
      ...ledger,
      acquire: async (holder, options) => {
        const acquired = await ledger.acquire(holder, options);
        return acquired.acquired ? acquired : { acquired: true, fence: 1 };
      },
    }),
  },
  {
    name: "a person's decision puts a living run out",
    family: "persons",
    ledger: (ledger) => ({
      ...ledger,
      acquire: (holder, options) =>
        ledger.acquire(holder, holder.runId === "decision" ? { ...options, isGone: () => true } : options),
    }),
  },
  {
    name: "tidying asks neither the ledger nor the receipts",
    family: "persons",
    ledger: (ledger) => ({ ...ledger, records: () => Promise.resolve([]) }),
    store: (store) => ({ ...store, readReceipts: async function* () {} }),
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
    name: "a download is continued whatever the file has become",
    family: "clips",
    transport: (transport) => ({
      ...transport,
      stream: async (request, options) => {
        const { "if-range": asked, ...headers } = request.headers;
        const { headers: said, ...answer } = await transport.stream({ ...request, headers }, options);
        return { ...answer, headers: asked === undefined ? said : { ...said, etag: asked } };
      },
    }),
  },
  {
    name: "the end of a download is taken for the end of the clip",
    family: "clips",
    store: (store) => ({ ...store, inspect: (_file, work) => Promise.resolve(work(anyWholeClip)) }),
  },
  {
    name: "sound alone counts as a clip",
    family: "clips",
    store: (store) => ({
      ...store,
      inspect: (file, work) => store.inspect(file, (bytes) => work(isSound(bytes) ? anyWholeClip : bytes)),
    }),
  },
  {
    name: "whatever lies at a clip's place is replaced",
    family: "persons",
    store: (store) => ({ ...store, lookAt: () => Promise.resolve({ kind: "absent" }) }),
  },
  {
    name: "an imported ledger is taken as it is",
    family: "persons",
    checksImports: false,
  },
  {
    name: "a clip counts before its bytes are on the disk, and is not looked at when it is used",
    family: "crashes",
    syncs: false,
  },
  {
    name: "what was sent is kept in the ledger alone, and the ledger is restored from a backup",
    family: "crashes",
    keepsSent: false,
  },
  {
    name: "a copy that a power cut may have torn is taken for whole",
    family: "crashes",
    trustsCopies: true,
  },
  {
    name: "the key goes along to wherever a clip lies",
    family: "clips",
    transport: (transport) => ({
      ...transport,
      stream: (request, options) =>
        transport.stream({ ...request, headers: { ...request.headers, authorization: "Bearer canary-key" } }, options),
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

function isSound(bytes: FileBytes): boolean {
  return Buffer.from(bytes.read(0, bytes.size)).includes("M4A ");
}

const anyWholeClip = bytesInMemory(tinyClip("another"));

type AttemptEvent = Advance["event"];

function withEvents(ledger: Ledger, change: (event: AttemptEvent) => AttemptEvent): Ledger {
  return {
    ...ledger,
    advance: (fence, request) => ledger.advance(fence, { ...request, event: change(request.event) }),
  };
}

/** Believes that an event was written, and writes it only before the attempt's next one. */
function lateWrites(ledger: Ledger, type: AttemptEvent["type"]): Ledger {
  const late = new Map<string, { readonly request: Advance; readonly attempt: Attempt }>();
  return {
    ...ledger,
    async advance(fence, request) {
      const earlier = late.get(request.attemptId);
      if (earlier !== undefined) {
        late.delete(request.attemptId);
        await ledger.advance(fence, earlier.request);
      }
      if (request.event.type !== type) return ledger.advance(fence, request);
      const before = await ledger.attempt(request.attemptId);
      if (before === undefined) throw new Error("no such attempt");
      const { state } = nextState(before.state, request.event);
      const attempt = { ...before, state };
      late.set(before.id, { request, attempt });
      return { attempt };
    },
    attempt: async (id) => late.get(id)?.attempt ?? ledger.attempt(id),
  };
}

/** Lets an attempt be submitted again as soon as it has met an event that ended it. */
function afterwards(ledger: Ledger, type: AttemptEvent["type"]): Ledger {
  return {
    ...ledger,
    async advance(fence, request) {
      const advanced = await ledger.advance(fence, request);
      const hasEnded = ["failed", "expired", "lost"].includes(advanced.attempt.state.name);
      if (request.event.type === type && hasEnded) {
        await ledger.advance(fence, { attemptId: request.attemptId, event: { type: "resubmit" }, at: request.at });
      }
      return advanced;
    },
  };
}

/** Caps that no longer count what was accepted. */
function earlyRelease(ledger: Ledger): Ledger {
  let released = 0;
  return {
    ...ledger,
    admit: (fence, request: AdmitRequest) =>
      ledger.admit(fence, {
        ...request,
        caps: request.caps.map((cap) => ({ ...cap, limit: { ...cap.limit, micros: cap.limit.micros + released } })),
      }),
    async advance(fence, request) {
      const advanced = await ledger.advance(fence, request);
      if (request.event.type === "accepted") released += advanced.attempt.reserved;
      return advanced;
    },
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

/** Takes the newest task that the vendor named for any that was lost. */
function adoptingNewest(): (format: string) => FormatSupport {
  let newest: string | undefined;
  return (format) => {
    const support = formatSupportOf(format);
    const { codec } = support;
    return {
      ...support,
      codec: {
        ...codec,
        decodeSubmit: (body) => {
          const submitted = codec.decodeSubmit(body);
          newest = submitted.taskId ?? newest;
          return submitted;
        },
      },
      lookup: { by: "clientId", request: (clientId) => codec.encodePoll(newest ?? clientId) },
    };
  };
}

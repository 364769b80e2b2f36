import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatId, OperationName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { findAt, numberAt, textAt, withValueAt } from "../../answer/pointer.ts";
import { unknownTaskId } from "../../case/gate-cases.ts";
import { exampleBodies } from "../../case/example-bodies.ts";
import { cancellable, canonicalOf } from "../../oracle/belief.ts";
import type { Fetch } from "../../call/target.ts";
import type { Mutant } from "./mutant.ts";
import { changeAnswers, changeRequests } from "./tamper.ts";
import type { SeenAnswer, SeenCall } from "./tamper.ts";

type Wrap = (format: FormatId, inner: Fetch) => Fetch;

interface Deviation {
  readonly deviation: string;
  readonly namedAs: readonly (string | RegExp)[];
  readonly wrap: Wrap;
  /** Operations or places without which the format cannot deviate so. */
  readonly needs?: (format: FormatId) => boolean;
}

/** Deviations by hand that every format can have: in the life of a task, in its link, in refusals, lists and cancels. */
export function behaviourMutants(format: FormatId): readonly Mutant[] {
  return Object.entries(deviations).flatMap(([id, { deviation, namedAs, wrap, needs }]) => {
    if (needs?.(format) === false) return [];
    return [
      {
        id,
        format,
        deviation,
        origin: "by hand",
        namedAs,
        wrap: (inner: Fetch) => wrap(format, inner),
      } satisfies Mutant,
    ];
  });
}

const places = (format: FormatId) => contractOf(format).places;
const has =
  (operation: OperationName) =>
  (format: FormatId): boolean =>
    factsOf(format).operations[operation] !== undefined;
const hasLink = (format: FormatId): boolean => places(format).videoUrl.length > 0;
const canCancel = (format: FormatId): boolean => has("cancel")(format) && cancellable(format).has("queued");
const isPoll = ({ operation }: SeenCall, { status }: SeenAnswer): boolean => operation === "poll" && status < 300;

/** Changes what polls say of a task, knowing how often that task was asked for. */
function onPoll(
  change: (about: {
    readonly format: FormatId;
    readonly body: unknown;
    readonly id: string;
    readonly status: CanonicalStatus | undefined;
    /** Polls of this task so far, this one included. */
    readonly polls: number;
    /** Polls that showed it ended, this one included. */
    readonly ended: number;
  }) => unknown,
): Wrap {
  return (format, inner) => {
    const polls = new Map<string, number>();
    const ends = new Map<string, number>();
    return changeAnswers(format, inner, (call, answer) => {
      if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
      const id = call.taskId;
      const status = canonicalOf(format, findAt(answer.body, places(format).status)?.value);
      polls.set(id, (polls.get(id) ?? 0) + 1);
      if (status !== "queued" && status !== "running") ends.set(id, (ends.get(id) ?? 0) + 1);
      const body = change({
        format,
        body: answer.body,
        id,
        status,
        polls: polls.get(id) ?? 0,
        ended: ends.get(id) ?? 0,
      });
      return body === undefined ? undefined : { body };
    });
  };
}

/** Puts a value at the place that a message really uses. */
function put(
  format: FormatId,
  body: unknown,
  name: "status" | "taskId" | "videoUrl" | "progress" | "createdAt" | "updatedAt",
  value: unknown,
): unknown {
  const path = findAt(body, places(format)[name])?.path;
  return path === undefined ? undefined : withValueAt(body, path, value);
}

function wordFor(format: FormatId, body: unknown, canonical: CanonicalStatus): string | undefined {
  const current = findAt(body, places(format).status)?.value;
  const isUpper = typeof current === "string" && current === current.toUpperCase();
  return factsOf(format)
    .statuses.filter((status) => status.canonical === canonical)
    .map(({ word }) => word)
    .find((word) => (word === word.toUpperCase()) === isUpper);
}

function everyVideoUrl(format: FormatId, body: unknown, value: (url: string) => unknown): unknown {
  let changed = body;
  for (const place of places(format).videoUrl) {
    const url = textAt(changed, [place]);
    if (url !== undefined) changed = withValueAt(changed, place, value(url));
  }
  return changed === body ? undefined : changed;
}

const failing = (format: FormatId): { readonly httpStatus: number; readonly body: unknown } => {
  const fact = factsOf(format).errors.find(({ occasion }) => occasion === "invalid_request");
  const { errorCode, errorMessage } = places(format);
  let body: unknown = {};
  for (const place of errorMessage.slice(0, 1)) body = withValueAt(body, place, "no");
  for (const place of errorCode?.slice(0, 1) ?? []) body = withValueAt(body, place, fact?.code ?? "no");
  return { httpStatus: fact?.httpStatus ?? 400, body };
};

const deviations: Readonly<Record<string, Deviation>> = {
  "running has a word of its own": {
    deviation: 'calls a running task "processing-now"',
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body, status }) =>
      status === "running" ? put(format, body, "status", "processing-now") : undefined,
    ),
  },
  "success has a word of its own": {
    deviation: 'calls a finished task "done"',
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? put(format, body, "status", "done") : undefined,
    ),
  },
  "status in other letters": {
    deviation: "writes status words with a capital first letter and small ones after it",
    namedAs: [/^task\.response: .*status\.enum$/, "lifecycle: known-status"],
    wrap: onPoll(({ format, body }) => {
      const word = textAt(body, places(format).status) ?? "";
      return put(format, body, "status", word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
    }),
  },
  "success is taken back": {
    deviation: "shows a finished task as running again",
    namedAs: ["lifecycle: terminal-is-final"],
    wrap: onPoll(({ format, body, ended }) =>
      ended === 2 ? put(format, body, "status", wordFor(format, body, "running")) : undefined,
    ),
  },
  "success turns into failure": {
    deviation: "shows a finished task as failed later on",
    namedAs: ["lifecycle: terminal-is-final"],
    wrap: onPoll(({ format, body, ended }) =>
      ended >= 2 ? put(format, body, "status", wordFor(format, body, "failed")) : undefined,
    ),
  },
  "running goes back to waiting": {
    deviation: "shows a running task as waiting again",
    namedAs: ["lifecycle: status-order"],
    wrap: (format, inner) => {
      const seenRunning = new Map<string, number>();
      return onPoll(({ body, id, status }) => {
        if (status !== "running") return undefined;
        seenRunning.set(id, (seenRunning.get(id) ?? 0) + 1);
        return seenRunning.get(id) === 2 ? put(format, body, "status", wordFor(format, body, "queued")) : undefined;
      })(format, inner);
    },
  },
  "never ends": {
    deviation: "shows every task as running for ever",
    namedAs: ["lifecycle: ends-in-time"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? put(format, body, "status", wordFor(format, body, "running")) : undefined,
    ),
  },
  "another id in a poll": {
    deviation: "answers a poll with another task's id",
    namedAs: ["lifecycle: id-echoed"],
    wrap: onPoll(({ format, body, id }) => put(format, body, "taskId", `${id}x`)),
  },
  "no link": {
    needs: hasLink,
    deviation: "leaves the clip's link out of a finished task",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, () => null) : undefined,
    ),
  },
  "empty link": {
    needs: hasLink,
    deviation: "gives a finished task an empty link",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, () => "") : undefined,
    ),
  },
  "link without a scheme": {
    needs: hasLink,
    deviation: "gives the clip's link as a bare path",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, (url) => new URL(url).pathname) : undefined,
    ),
  },
  "dead link": {
    needs: hasLink,
    deviation: "links to a clip that is not there",
    namedAs: ["link: reachable"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded"
        ? everyVideoUrl(format, body, (url) => url.replace(/\/[^/]+\?/, "/elsewhere.mp4?"))
        : undefined,
    ),
  },
  "link to a page": {
    needs: hasLink,
    deviation: "answers a clip's link with a page",
    namedAs: ["link: video"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }) =>
        operation === undefined && url.pathname.startsWith("/__clips/")
          ? { status: 200, text: "<html>Your clip</html>", type: "text/html" }
          : undefined,
      ),
  },
  "empty clip": {
    needs: hasLink,
    deviation: "answers a clip's link with no bytes",
    namedAs: ["link: video"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }) =>
        operation === undefined && url.pathname.startsWith("/__clips/")
          ? { status: 200, text: "", type: "video/mp4" }
          : undefined,
      ),
  },
  "links live for ever": {
    needs: hasLink,
    deviation: "serves a clip's link after its time",
    namedAs: ["link: expires"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }, { status }) =>
        operation === undefined && url.pathname.startsWith("/__clips/") && status === 403
          ? { status: 200, text: "clip", type: "video/mp4" }
          : undefined,
      ),
  },
  "progress goes back": {
    deviation: "lets progress fall while a task runs",
    namedAs: ["lifecycle: progress-grows"],
    needs: (format) => places(format).progress !== undefined && factsOf(format).id !== "",
    wrap: onPoll(({ format, body, status, polls }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status === "succeeded") return undefined;
      const falling = Math.max(1, 90 - polls * 10);
      return withValueAt(body, found.path, typeof found.value === "string" ? `${falling}%` : falling);
    }),
  },
  "progress beyond the whole": {
    deviation: "shows a progress of 250 percent",
    namedAs: ["lifecycle: progress-in-range", "task.response: progress.maximum"],
    needs: (format) => places(format).progress !== undefined,
    wrap: onPoll(({ format, body, status }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status !== "running") return undefined;
      return withValueAt(body, found.path, typeof found.value === "string" ? "250%" : 250);
    }),
  },
  "done at ninety percent": {
    deviation: "shows a finished task at 90 percent",
    namedAs: ["lifecycle: progress-complete"],
    needs: (format) => places(format).progress !== undefined,
    wrap: onPoll(({ format, body, status }) => {
      const found = findAt(body, places(format).progress);
      if (found === undefined || status !== "succeeded") return undefined;
      return withValueAt(body, found.path, typeof found.value === "string" ? "90%" : 90);
    }),
  },
  "creation moves": {
    deviation: "changes a task's time of creation at each poll",
    namedAs: ["lifecycle: created-at-stays"],
    needs: (format) => places(format).createdAt !== undefined,
    wrap: onPoll(({ format, body, polls }) => {
      const at = numberAt(body, places(format).createdAt);
      return at === undefined ? undefined : put(format, body, "createdAt", at - polls);
    }),
  },
  "last change goes back": {
    deviation: "lets the time of a task's last change go back",
    namedAs: ["lifecycle: updated-at-grows"],
    needs: (format) => places(format).updatedAt !== undefined,
    wrap: onPoll(({ format, body, polls }) => {
      const at = numberAt(body, places(format).updatedAt);
      return at === undefined ? undefined : put(format, body, "updatedAt", at + 100_000 - polls * 10_000);
    }),
  },
  "forgets at once": {
    deviation: "does not know a task that it has just accepted",
    namedAs: ["lifecycle: remembers-task"],
    wrap: (format, inner) => {
      const polls = new Map<string, number>();
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
        polls.set(call.taskId, (polls.get(call.taskId) ?? 0) + 1);
        return polls.get(call.taskId) === 1 ? unknownTask(format) : undefined;
      });
    },
  },
  "forgets after the end": {
    deviation: "forgets a task as soon as it has shown its end",
    namedAs: ["lifecycle: remembers-task"],
    wrap: (format, inner) => {
      const ended = new Set<string>();
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer) || call.taskId === undefined) return undefined;
        if (ended.has(call.taskId)) return unknownTask(format);
        const status = canonicalOf(format, findAt(answer.body, places(format).status)?.value);
        if (status === "succeeded") ended.add(call.taskId);
        return undefined;
      });
    },
  },
  "one id for all": {
    deviation: "gives every task the id of the first",
    namedAs: ["lifecycle: ids-differ"],
    wrap: (format, inner) => {
      let first: string | undefined;
      return changeAnswers(format, inner, ({ operation }, { status, body }) => {
        if (operation !== "submit" || status >= 300) return undefined;
        first ??= textAt(body, places(format).submittedTaskId);
        let changed: unknown = body;
        for (const place of places(format).submittedTaskId) {
          if (textAt(changed, [place]) !== undefined) changed = withValueAt(changed, place, first);
        }
        return { body: changed };
      });
    },
  },
  "two tasks mixed up": {
    deviation: "answers a poll for one task with the state of an earlier one",
    namedAs: ["lifecycle: id-echoed"],
    wrap: (format, inner) => {
      let previous: unknown;
      return changeAnswers(format, inner, (call, answer) => {
        if (!isPoll(call, answer)) return undefined;
        const before = previous;
        previous = answer.body;
        return before === undefined ? undefined : { body: before };
      });
    },
  },
  "submit without an id": {
    deviation: "accepts a task without naming it",
    namedAs: [/^submit\.response: /],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation === "submit" && status < 300 ? { body: { ok: true } } : undefined,
      ),
  },
  "submit in plain text": {
    deviation: "answers a submit with plain text",
    namedAs: ["submit: JSON"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation === "submit" && status < 300 ? { text: "accepted", type: "text/plain" } : undefined,
      ),
  },
  "poll cut off": {
    deviation: "answers polls with JSON that is cut off",
    namedAs: ["task.response: JSON"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, (call, answer) =>
        isPoll(call, answer) ? { text: JSON.stringify(answer.body).slice(0, -9) } : undefined,
      ),
  },
  "poll answers with a list": {
    deviation: "wraps the task of a poll in an array",
    namedAs: ["task.response: type"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, (call, answer) => (isPoll(call, answer) ? { body: [answer.body] } : undefined)),
  },
  "unknown task shown": {
    deviation: "shows a task that does not exist",
    namedAs: ["error: unknown_task"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, taskId }, { status }) =>
        operation === "poll" && taskId === unknownTaskId && status >= 400 && status !== 401
          ? { status: 200, body: {} }
          : undefined,
      ),
  },
  "unknown task is a server error": {
    deviation: "answers 500 for a task that does not exist",
    namedAs: ["error: unknown_task"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ taskId }, { status }) =>
        taskId === unknownTaskId && status >= 400 && status !== 401 ? { status: 500 } : undefined,
      ),
  },
  "wrong key passes": {
    deviation: "takes any key",
    namedAs: ["error: bad_key"],
    wrap: (format, inner) =>
      changeRequests(format, inner, ({ operation }) => (operation === undefined ? undefined : { key: "good" })),
  },
  "no key passes": {
    deviation: "takes reads without a key",
    namedAs: ["error: no_key"],
    wrap: (format, inner) => async (request) => {
      if (request.headers.get("authorization") !== null || request.method !== "GET") return inner(request);
      return changeRequests(format, inner, ({ operation }) => (operation === undefined ? undefined : { key: "good" }))(
        request,
      );
    },
  },
  "refusals are 200": {
    deviation: "answers refusals with status 200 and an error in the body",
    namedAs: ["error: bad_key"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation !== undefined && status >= 400 && status < 500 ? { status: 200 } : undefined,
      ),
  },
  "refusals are pages": {
    deviation: "answers refusals with a gateway's page",
    namedAs: ["error: JSON"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation !== undefined && status >= 400
          ? { text: "<html><h1>Bad request</h1></html>", type: "text/html" }
          : undefined,
      ),
  },
  "refusals are 500": {
    deviation: "answers bodies that it must refuse with 500",
    namedAs: ["error: malformed_json"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation === "submit" && status >= 400 && status < 500 && status !== 401 ? { status: 500 } : undefined,
      ),
  },
  "bad key is 418": {
    deviation: "answers a wrong key with an undocumented status",
    namedAs: ["error bad_key: status", "error no_key: status"],
    needs: (format) => isFirm(format, "bad_key"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, (_call, { status }) => (status === 401 ? { status: 418 } : undefined)),
  },
  "another code for a bad key": {
    deviation: "answers a wrong key with an undocumented code",
    namedAs: ["error bad_key: code", "error no_key: code"],
    needs: (format) => isFirm(format, "bad_key") && hasCode(format, "bad_key"),
    wrap: (format, inner) => withCode(format, inner, (status) => status === 401),
  },
  "another code for an unknown task": {
    deviation: "answers an unknown task with an undocumented code",
    namedAs: ["error unknown_task: code"],
    needs: (format) => isFirm(format, "unknown_task") && hasCode(format, "unknown_task"),
    wrap: (format, inner) =>
      withCode(format, inner, (status, call) => status >= 400 && status !== 401 && call.taskId === unknownTaskId),
  },
  "another code for a bad body": {
    deviation: "answers a body that breaks a rule with an undocumented code",
    namedAs: ["error invalid_request: code", "error unknown_model: code"],
    needs: (format) => isFirm(format, "invalid_request") && hasCode(format, "invalid_request"),
    wrap: (format, inner) => withCode(format, inner, (status, call) => status === 400 && call.operation === "submit"),
  },
  "takes broken JSON": {
    deviation: "accepts bodies that are not JSON",
    namedAs: ["error: malformed_json"],
    wrap: (format, inner) => {
      const [instead = null] = exampleBodies(format);
      return changeRequests(format, inner, ({ operation, body, url }) =>
        operation === "submit" && body === undefined && url.search === "" ? { send: instead } : undefined,
      );
    },
  },
  "refuses every other submit": {
    deviation: "refuses every second good body",
    namedAs: ["submit: accepted", "generated: accepted-bodies"],
    wrap: (format, inner) => {
      let count = 0;
      return changeAnswers(format, inner, ({ operation }, { status }) => {
        if (operation !== "submit" || status >= 300) return undefined;
        count += 1;
        const { httpStatus, body } = failing(format);
        return count % 2 === 0 ? { status: httpStatus, body } : undefined;
      });
    },
  },
  "refuses long prompts": {
    deviation: "refuses prompts of more than 15 characters, which no document limits",
    namedAs: ["submit: accepted", "generated: accepted-bodies"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, body }, { status }) => {
        if (operation !== "submit" || status >= 300) return undefined;
        const { httpStatus, body: error } = failing(format);
        return (textAt(body, places(format).prompt) ?? "").length > 15
          ? { status: httpStatus, body: error }
          : undefined;
      }),
  },
  "cancels what runs": {
    deviation: "grants the cancel of a task that runs",
    namedAs: ["lifecycle: cancel-holds", "lifecycle: cancel-refused"],
    needs: has("cancel"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, taskId }, { status }) =>
        operation === "cancel" && status >= 400 && status !== 401 && taskId !== unknownTaskId
          ? { status: 200, body: {} }
          : undefined,
      ),
  },
  "cancels in word only": {
    deviation: "grants a cancel and lets the task run on",
    namedAs: ["lifecycle: cancel-holds"],
    needs: canCancel,
    wrap: (format, inner) =>
      changeRequests(format, inner, ({ operation, taskId }) =>
        operation === "cancel" && taskId !== unknownTaskId ? { answer: { status: 200, body: {} } } : undefined,
      ),
  },
  "never cancels": {
    deviation: "refuses to cancel a task that waits",
    namedAs: ["lifecycle: cancel-granted"],
    needs: canCancel,
    wrap: (format, inner) =>
      changeRequests(format, inner, ({ operation, taskId }) => {
        if (operation !== "cancel" || taskId === unknownTaskId) return undefined;
        const fact = factsOf(format).errors.find(({ occasion }) => occasion === "cannot_cancel");
        return { answer: { status: fact?.httpStatus ?? 409, body: { error: { code: fact?.code, message: "no" } } } };
      }),
  },
  "list without the newest": {
    deviation: "leaves the newest task out of the list",
    namedAs: ["list: holds-task"],
    needs: has("list"),
    wrap: (format, inner) => changeList(format, inner, (items) => items.slice(1)),
  },
  "list is an object": {
    deviation: "answers the list as an object by id",
    namedAs: ["list: array"],
    needs: has("list"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status, body }) => {
        const place = places(format).listedTasks?.[0];
        return operation === "list" && status < 300 && place !== undefined
          ? { body: withValueAt(body, place, {}) }
          : undefined;
      }),
  },
  "list shows another state": {
    deviation: "shows every task of the list as failed",
    namedAs: ["lifecycle: terminal-is-final", "lifecycle: status-order"],
    needs: has("list"),
    wrap: (format, inner) =>
      changeList(format, inner, (items) =>
        items.map((item) => put(format, item, "status", wordFor(format, item, "failed")) ?? item),
      ),
  },
  "models are not a list": {
    deviation: "answers the models as an object",
    namedAs: ["models: array"],
    needs: has("models"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status, body }) => {
        const place = places(format).listedModels?.[0];
        return operation === "models" && status < 300 && place !== undefined
          ? { body: withValueAt(body, place, {}) }
          : undefined;
      }),
  },
  "no models": {
    deviation: "does not answer for its models",
    namedAs: ["models: answers"],
    needs: has("models"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation === "models" && status < 300 ? { status: 404, body: {} } : undefined,
      ),
  },
  "lookup finds nothing": {
    deviation: "does not know tasks by their client's id",
    namedAs: ["lookup: finds-task"],
    needs: has("lookup"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ taskId }) =>
        taskId?.startsWith("contract-") === true ? unknownTask(format) : undefined,
      ),
  },
  "content is JSON": {
    deviation: "hands out JSON where a clip should be",
    namedAs: ["content: video"],
    needs: has("content"),
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation }, { status }) =>
        operation === "content" && status < 300
          ? { status: 200, body: { ok: true }, type: "application/json" }
          : undefined,
      ),
  },
};

function unknownTask(format: FormatId): { readonly status: number; readonly body: unknown } {
  const fact = factsOf(format).errors.find(({ occasion }) => occasion === "unknown_task");
  const { errorCode, errorMessage } = places(format);
  let body: unknown = withValueAt({}, errorMessage[0] ?? "/message", "no such task");
  if (errorCode?.[0] !== undefined) body = withValueAt(body, errorCode[0], fact?.code);
  return { status: fact?.httpStatus ?? 404, body };
}

function isFirm(format: FormatId, occasion: string): boolean {
  const facts = factsOf(format).errors.filter((error) => error.occasion === occasion);
  return facts.length > 0 && facts.every(({ provenance }) => provenance.grade !== "assumed");
}

function hasCode(format: FormatId, occasion: string): boolean {
  return (
    places(format).errorCode !== undefined &&
    factsOf(format).errors.some((error) => error.occasion === occasion && error.code !== "")
  );
}

function withCode(format: FormatId, inner: Fetch, isMeant: (status: number, call: SeenCall) => boolean): Fetch {
  return changeAnswers(format, inner, (call, { status, body }) => {
    const found = findAt(body, places(format).errorCode);
    return found !== undefined && isMeant(status, call)
      ? { body: withValueAt(body, found.path, "undocumented_code") }
      : undefined;
  });
}

function changeList(format: FormatId, inner: Fetch, change: (items: readonly unknown[]) => readonly unknown[]): Fetch {
  return changeAnswers(format, inner, ({ operation }, { status, body }) => {
    const found = findAt(body, places(format).listedTasks);
    if (operation !== "list" || status >= 300 || !Array.isArray(found?.value)) return undefined;
    return { body: withValueAt(body, found.path, change(found.value)) };
  });
}

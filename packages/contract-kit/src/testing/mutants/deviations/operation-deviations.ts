import { factsOf } from "@shotlist/schema";
import type { FormatId } from "@shotlist/schema";
import { withValueAt } from "@shotlist/schema/own";
import { findAt } from "../../../answer/pointer.ts";
import { unknownTaskId } from "../../../case/gate-cases.ts";
import { cancellable } from "../../../oracle/belief.ts";
import type { Fetch } from "../../../call/target.ts";
import { changeAnswers, changeRequests } from "../tamper.ts";
import { places, has, put, wordFor, unknownTask, type Deviation } from "./deviation.ts";

const canCancel = (format: FormatId): boolean => has("cancel")(format) && cancellable(format).has("queued");

/** Deviations of the calls that a format may also have: cancel, list, models, look-up and content. */
export const operationDeviations: { readonly [id: string]: Deviation } = {
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

function changeList(format: FormatId, inner: Fetch, change: (items: readonly unknown[]) => readonly unknown[]): Fetch {
  return changeAnswers(format, inner, ({ operation }, { status, body }) => {
    const found = findAt(body, places(format).listedTasks);
    if (operation !== "list" || status >= 300 || !Array.isArray(found?.value)) return undefined;
    return { body: withValueAt(body, found.path, change(found.value)) };
  });
}

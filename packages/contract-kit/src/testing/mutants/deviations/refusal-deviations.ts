import { factsOf } from "@shotlist/schema";
import type { FormatId } from "@shotlist/schema";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, textAt } from "../../../answer/pointer.ts";
import { unknownTaskId } from "../../../case/gate-cases.ts";
import { exampleBodies } from "../../../case/example-bodies.ts";
import type { Fetch } from "../../../call/target.ts";
import { changeAnswers, changeRequests } from "../tamper.ts";
import type { SeenCall } from "../tamper.ts";
import { places, isPoll, type Deviation } from "./deviation.ts";

/** Deviations in what submits and polls answer, and in what is refused. */
export const refusalDeviations: { readonly [id: string]: Deviation } = {
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
};

const failing = (format: FormatId): { readonly httpStatus: number; readonly body: unknown } => {
  const fact = factsOf(format).errors.find(({ occasion }) => occasion === "invalid_request");
  const { errorCode, errorMessage } = places(format);
  let body: unknown = {};
  for (const place of errorMessage.slice(0, 1)) body = withValueAt(body, place, "no");
  for (const place of errorCode?.slice(0, 1) ?? []) body = withValueAt(body, place, fact?.code ?? "no");
  return { httpStatus: fact?.httpStatus ?? 400, body };
};

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

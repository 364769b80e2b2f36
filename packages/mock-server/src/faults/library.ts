import { gzipSync } from "node:zlib";
import type { ErrorOccasion } from "@shotlist/schema";
import { jsonAnswer, type MockAnswer } from "../http/message.ts";
import type { Fault, FaultLayer, FaultPlace, FaultSettings } from "./fault.ts";
import { numbersAsText, hideLinks, othersStatus, renameStatus } from "./spoil-task.ts";

const calls: readonly FaultPlace[] = ["submit", "poll", "list", "cancel", "models", "content", "lookup", "character"];
const anywhere: readonly FaultPlace[] = [...calls, "download"];
const taskReads: readonly FaultPlace[] = ["poll", "lookup"];

function refusal(name: ErrorOccasion, purpose: string, places: readonly FaultPlace[] = calls): Fault {
  return { name, layer: "vendor error", purpose, places, refuse: name };
}

function spoiling(
  name: string,
  layer: FaultLayer,
  {
    purpose,
    places = anywhere,
    spoil,
  }: {
    readonly purpose: string;
    readonly places?: readonly FaultPlace[];
    readonly spoil: NonNullable<Fault["spoil"]>;
  },
): Fault {
  return { name, layer, purpose, places, spoil };
}

const gatewayPage =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n";
/** A WAV of a few samples. */
const silence = Uint8Array.from(
  Buffer.from("UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQgAAAAAAAAAAAAAAA==", "base64"),
);
const giantBytes = 32 * 1024 * 1024;

/** Every fault that a scenario can name. */
export const faultLibrary: readonly Fault[] = [
  refusal(
    "rate_limited",
    "Does the client wait as long as asked, and submit again afterwards? `retryAfter` sets the header.",
  ),
  refusal("no_balance", "Does an empty account stop the batch instead of failing every clip in it?"),
  refusal("forbidden", "Is a missing permission distinguished from a bad request?"),
  refusal("bad_key", "If the key is revoked half-way, is the rest of the batch left unchanged?"),
  refusal("content_policy", "Is a refused prompt final, and shown to its author?", ["submit"]),
  refusal("invalid_request", "Is a vendor's rule that no schema contains shown in the vendor's own words?", ["submit"]),
  refusal("too_large", "Is a body that a gateway rejects as too large final?", ["submit"]),
  refusal(
    "unknown_task",
    "Is a task that the vendor has lost held for a decision instead of paid for again?",
    taskReads,
  ),
  refusal("server_error", "Is a submit with an internal error held as uncertain, and a poll repeated?"),
  {
    name: "api_ended",
    layer: "vendor error",
    purpose: "Is an API that its vendor has shut down distinguished from a bad request, and nothing sent twice for it?",
    places: calls,
    refuse: "unknown_path",
  },
  refusal("overloaded", "Does the client back off when the vendor has no capacity?"),
  {
    name: "quota_as_rate_limit",
    layer: "vendor error",
    purpose: "Does an empty account that answers 429 stop the batch, instead of being waited for as a rate limit?",
    places: calls,
    instead: ({ code = "insufficient_quota", message = "You exceeded your current quota", retryAfter }) => {
      const error = { code, message, type: code, param: null };
      return jsonAnswer(429, { error }, retryHeader(retryAfter));
    },
  },
  {
    name: "redirected",
    layer: "vendor error",
    purpose:
      "Is a submit that is answered with a redirect (`status` 307) left uncertain, and not sent to another address?",
    places: calls,
    instead: ({ status = 307, headers = {} }) => ({
      status,
      headers: { location: "/moved", ...lowerCased(headers) },
      body: "",
    }),
  },

  {
    name: "canned_answer",
    layer: "answer",
    purpose: "Any other answer: `status` (200), `headers` and `body` are sent unchanged.",
    places: anywhere,
    instead: cannedAnswer,
  },
  {
    name: "gateway_html",
    layer: "answer",
    purpose: "Does an HTML page from a gateway break the parser?",
    places: anywhere,
    instead: ({ status = 502 }) => ({ status, headers: { "content-type": "text/html" }, body: gatewayPage }),
  },
  {
    name: "empty_answer",
    layer: "answer",
    purpose: "Does an answer without a body, as rate limiters send it, break the parser?",
    places: anywhere,
    instead: ({ status = 429, retryAfter }) => ({ status, headers: retryHeader(retryAfter), body: "" }),
  },
  spoiling("malformed_json", "answer", {
    purpose: "Is an accepted submit whose answer cannot be read held as uncertain?",
    places: calls,
    spoil: (answer) => ({ ...answer, body: text(answer).replace("{", "{,") }),
  }),
  spoiling("truncated_json", "answer", {
    purpose: "Is a truncated body distinguished from a complete one?",
    places: calls,
    spoil: (answer) => ({ ...answer, body: text(answer).slice(0, Math.ceil(text(answer).length / 2)) }),
  }),
  spoiling("giant_json", "answer", {
    purpose: "Does an answer of many megabytes exhaust the client's memory?",
    places: calls,
    spoil: (answer, { bytes = giantBytes }) => ({
      ...answer,
      body: `${text(answer).slice(0, -1)},"padding":"${"x".repeat(bytes)}"}`,
    }),
  }),
  spoiling("wrong_content_type", "answer", {
    purpose: "Does the client trust the body when the header is wrong?",
    places: calls,
    spoil: (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/plain" } }),
  }),
  spoiling("unknown_status", "answer", {
    purpose: "Does an undocumented status keep the task open?",
    places: taskReads,
    spoil: (answer, { code = "paused" }) => ({ ...answer, body: renameStatus(text(answer), code) }),
  }),
  spoiling("status_of_others", "answer", {
    purpose: "Are the status words of related formats (`SUCCESS`, `processing`, …) understood, with a warning?",
    places: taskReads,
    spoil: (answer) => ({ ...answer, body: othersStatus(text(answer)) }),
  }),
  spoiling("id_below_data", "answer", {
    purpose: "Is the id found when a gateway puts the answer below `data`?",
    places: ["submit"],
    spoil: (answer) => ({ ...answer, body: `{"code":0,"data":${text(answer)}}` }),
  }),
  spoiling("numbers_as_text", "answer", {
    purpose: "Are usage, progress and times read that arrive as texts?",
    places: taskReads,
    spoil: (answer) => ({ ...answer, body: numbersAsText(text(answer)) }),
  }),
  spoiling("compressed", "answer", {
    purpose: "Is an answer read that comes compressed (gzip) although nobody asked for it?",
    places: calls,
    spoil: (answer) => ({
      ...answer,
      headers: { ...answer.headers, "content-encoding": "gzip" },
      body: gzipSync(answer.body),
    }),
  }),
  spoiling("success_without_link", "answer", {
    purpose: "Is a success without a link polled again, instead of accepted or paid for again?",
    places: taskReads,
    spoil: (answer) => ({ ...answer, body: hideLinks(text(answer)) }),
  }),

  {
    name: "cut_before_accepting",
    layer: "transport",
    purpose:
      "The connection is closed and no task exists. The client cannot know, so it must not submit again on its own.",
    places: anywhere,
    instead: () => ({ status: 500, headers: {}, body: "", delivery: { kind: "cut", afterBytes: 0 } }),
  },
  spoiling("cut_after_accepting", "transport", {
    purpose: "The connection is closed, but a task exists and is billed. A client that submits again pays twice.",
    spoil: (answer) => ({ ...answer, delivery: { kind: "cut", afterBytes: 0 } }),
  }),
  spoiling("cut_in_answer", "transport", {
    purpose: "The answer stops half-way.",
    spoil: (answer, { bytes = 20 }) => ({ ...answer, delivery: { kind: "cut", afterBytes: bytes } }),
  }),
  spoiling("stall", "transport", {
    purpose: "The call is executed, but the answer does not arrive, for `seconds` or forever: is there a timeout?",
    spoil: (answer, { seconds }) => ({ ...answer, delivery: { kind: "stall", seconds } }),
  }),
  spoiling("slow_drip", "transport", {
    purpose: "The answer arrives slowly over `seconds` (60): does the timeout cover the whole answer?",
    spoil: (answer, { seconds = 60 }) => ({ ...answer, delivery: { kind: "drip", seconds } }),
  }),

  {
    name: "queue_long",
    layer: "lifecycle",
    purpose: "The task waits for `seconds` (6 hours) before it runs: are deadlines local, without paying again?",
    places: ["submit"],
    task: ({ seconds = 21_600 }) => ({ progress: { mode: "time", queuedSeconds: seconds } }),
  },
  {
    name: "finish_at_once",
    layer: "lifecycle",
    purpose: "The first poll already shows the final status.",
    places: ["submit"],
    task: () => ({ progress: { mode: "immediate" } }),
  },
  {
    name: "task_fails",
    layer: "lifecycle",
    purpose:
      "The task fails after it was accepted, with `code` and `message`, the vendor's own by default: is it shown, and not paid for again?",
    places: ["submit"],
    task: ({ code, message }, { facts }) => {
      const documented = facts.taskFailures?.[0];
      return {
        ending: {
          status: "failed",
          failure: {
            code: code ?? documented?.code ?? "task_failed",
            message: message ?? documented?.message ?? "The task failed.",
          },
        },
      };
    },
  },
  {
    name: "task_expires",
    layer: "lifecycle",
    purpose: "The vendor expires the task. If its format has no status for that, the task stays running forever.",
    places: ["submit"],
    task: (_settings, { facts }) => ({ ending: { status: endingWord(facts.statuses, "expired") } }),
  },
  {
    name: "task_cancelled",
    layer: "lifecycle",
    purpose: "Somebody cancels the task in the vendor's console.",
    places: ["submit"],
    task: (_settings, { facts }) => ({ ending: { status: endingWord(facts.statuses, "cancelled") } }),
  },
  {
    name: "task_hangs",
    layer: "lifecycle",
    purpose: "The task runs forever: is there a local deadline, without paying again when it passes?",
    places: ["submit"],
    task: () => ({ ending: { status: "never" } }),
  },

  {
    name: "clip_forbidden",
    layer: "media",
    purpose: "The link answers 403 before it expires: is it refreshed by a poll?",
    places: ["download", "content"],
    instead: () => ({ status: 403, headers: { "content-type": "text/plain" }, body: "The link has expired" }),
  },
  {
    name: "clip_missing",
    layer: "media",
    purpose: "The link answers 404.",
    places: ["download", "content"],
    instead: () => ({ status: 404, headers: { "content-type": "text/plain" }, body: "File not found" }),
  },
  spoiling("clip_cut", "media", {
    purpose: "The download stops half-way: is it continued with a range request?",
    places: ["download", "content"],
    spoil: (answer, { bytes }) => ({
      ...answer,
      delivery: { kind: "cut", afterBytes: bytes ?? Math.floor(answer.body.length / 2) },
    }),
  }),
  spoiling("clip_short", "media", {
    purpose: "The download is complete for HTTP, but shorter than the clip: is the file checked?",
    places: ["download", "content"],
    spoil: (answer) => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }),
  }),
  spoiling("clip_ends_early", "media", {
    purpose: "The download has no length and ends half-way as if complete: is the file checked to its end?",
    places: ["download", "content"],
    spoil: (answer) => ({
      ...answer,
      delivery: { kind: "early", afterBytes: Math.floor(answer.body.length / 2) },
    }),
  }),
  spoiling("clip_misnamed", "media", {
    purpose: "The clip is complete, but sent as an HTML page: is a clip recognized by its bytes?",
    places: ["download", "content"],
    spoil: (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/html" } }),
  }),
  spoiling("clip_called_a_part", "media", {
    purpose: "The clip is complete, but sent with 206 without a range request: is it accepted, and only once?",
    places: ["download", "content"],
    spoil: (answer) => ({
      ...answer,
      status: 206,
      headers: {
        ...answer.headers,
        "content-range": `bytes 0-${answer.body.length - 1}/${answer.body.length}`,
      },
    }),
  }),
  {
    name: "clip_is_a_sound",
    layer: "media",
    purpose: "The link answers with an audio file sent as MP4: is a video track required?",
    places: ["download", "content"],
    instead: () => ({ status: 200, headers: { "content-type": "video/mp4" }, body: silence }),
  },
  {
    name: "clip_is_a_page",
    layer: "media",
    purpose: "The link answers 200 with a page instead of a clip: is the type checked?",
    places: ["download", "content"],
    instead: () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" }),
  },

  webhookFault("webhook_lost", "lost", "The webhook call never arrives: does polling still find the end?"),
  webhookFault("webhook_doubled", "doubled", "The webhook call arrives twice: is the second one harmless?"),
  webhookFault(
    "webhook_late",
    "late",
    "The webhook call arrives `seconds` (600) late, after polls have shown the end.",
  ),
  webhookFault("webhook_reordered", "reordered", "An earlier status arrives after a later one."),
  webhookFault("webhook_forged", "forged", "A webhook call with a wrong signature or an unknown task arrives first."),
];

function webhookFault(name: string, webhook: NonNullable<Fault["webhook"]>, purpose: string): Fault {
  return { name, layer: "webhook", purpose, places: ["webhook"], webhook };
}

/** The `Retry-After` header for a number of seconds or a date. */
export function retryHeader(retryAfter: FaultSettings["retryAfter"]): Readonly<Record<string, string>> {
  return retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
}

function lowerCased(headers: NonNullable<FaultSettings["headers"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function cannedAnswer({ status = 200, headers = {}, body = {}, retryAfter }: FaultSettings): MockAnswer {
  const own = lowerCased(headers);
  const plain = typeof body === "string";
  const type = { "content-type": plain ? "text/plain; charset=utf-8" : "application/json; charset=utf-8" };
  return {
    status,
    headers: { ...type, ...retryHeader(retryAfter), ...own },
    body: plain ? body : JSON.stringify(body),
  };
}

function endingWord<Word extends "expired" | "cancelled">(
  statuses: readonly { readonly canonical: string }[],
  word: Word,
): Word | "never" {
  return statuses.some(({ canonical }) => canonical === word) ? word : "never";
}

function text({ body }: MockAnswer): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

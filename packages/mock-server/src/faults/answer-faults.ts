import type { MockAnswer } from "../http/message.ts";
import { anywhere, calls, lowerCased, retryHeader, spoiling, taskReads, text } from "./define-fault.ts";
import type { Fault, FaultSettings } from "./fault.ts";
import { hideLinks, numbersAsText, othersStatus, renameStatus } from "./spoil-task.ts";

const gatewayPage =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n";
const giantBytes = 32 * 1024 * 1024;

/** Answers that are not what the format documents. */
export const answerFaults: readonly Fault[] = [
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
      // Taken when it is needed: most servers never compress. See docs/decisions/0404.
      body: process.getBuiltinModule("node:zlib").gzipSync(answer.body),
    }),
  }),
  spoiling("success_without_link", "answer", {
    purpose: "Is a success without a link polled again, instead of accepted or paid for again?",
    places: taskReads,
    spoil: (answer) => ({ ...answer, body: hideLinks(text(answer)) }),
  }),
];

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

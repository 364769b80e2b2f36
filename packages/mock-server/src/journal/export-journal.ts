import type { JournalExchange } from "./journal.ts";

// What leaves the journal as a file holds no key, as the journal itself does not, and no signature of a link.

/**
 * One line of JSON for each request: `at`, `method`, `url`, `authorized`, `request`, `status`, and `response` (or `text`,
 * where the answer was not JSON), as the contract kit reads traces; and what else the journal knows of it.
 */
export function toJsonLines(exchanges: readonly JournalExchange[]): string {
  return exchanges.map((exchange) => `${JSON.stringify(toLine(exchange))}\n`).join("");
}

function toLine({ entry: { atMs, path, body, ...entry }, answer }: JournalExchange): object {
  return { at: atMs, url: path, ...entry, request: body, ...(answer === undefined ? {} : readAnswer(answer)) };
}

/** An HTTP archive (HAR 1.2); times are those of the mock's clock. */
export function toHar(exchanges: readonly JournalExchange[], origin: string): object {
  return {
    log: {
      version: "1.2",
      creator: { name: "@shotlist/mock-server", version: "1" },
      entries: exchanges.map((exchange) => harEntry(exchange, origin)),
    },
  };
}

const nothing = { cookies: [], headersSize: -1, bodySize: -1 };

function harEntry({ entry, answer = "" }: JournalExchange, origin: string): object {
  const body = entry.body === undefined ? undefined : JSON.stringify(entry.body);
  const json = "application/json";
  const headers = [{ name: "content-type", value: json }];
  const text = withoutSignatures(answer);
  const mimeType = text === "" ? "x-unknown" : "response" in readAnswer(answer) ? json : "text/plain";
  return {
    startedDateTime: new Date(entry.atMs).toISOString(),
    time: 0,
    timings: { send: 0, wait: 0, receive: 0 },
    cache: {},
    request: {
      ...nothing,
      method: entry.method,
      url: origin + entry.path,
      httpVersion: "HTTP/1.1",
      queryString: [],
      headers: [
        ...(entry.authorized ? [{ name: "authorization", value: "REDACTED" }] : []),
        ...(body === undefined ? [] : headers),
      ],
      ...(body === undefined ? {} : { postData: { mimeType: json, text: body } }),
    },
    response: {
      ...nothing,
      status: entry.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      headers: text === "" ? [] : [{ name: "content-type", value: mimeType }],
      redirectURL: "",
      content: { size: Buffer.byteLength(text), mimeType, text },
    },
    _format: entry.format,
    _operation: entry.operation,
    _taskId: entry.taskId,
    _verdict: entry.verdict,
    _price: entry.price,
    _fault: entry.fault,
  };
}

/** An answer's JSON, or its text where it is none. */
function readAnswer(answer: string): { readonly response: unknown } | { readonly text: string } {
  const text = withoutSignatures(answer);
  try {
    return { response: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

function withoutSignatures(text: string): string {
  return text.replaceAll(/([?&]signature=)[0-9a-f]+/g, "$1REDACTED");
}

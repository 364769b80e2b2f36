import type { JournalExchange } from "./journal.ts";

// What leaves the journal as a file holds no key, as the journal itself does not, and no signature of a link.

/** One line of JSON for each request, with the text of its answer as `answer` (JSON where it is JSON). */
export function toJsonLines(exchanges: readonly JournalExchange[]): string {
  return exchanges
    .map(
      ({ entry, answer }) =>
        `${JSON.stringify({ ...entry, answer: answer === undefined ? undefined : parsed(answer) })}\n`,
    )
    .join("");
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
      headers: body === undefined ? [] : headers,
      ...(body === undefined ? {} : { postData: { mimeType: json, text: body } }),
    },
    response: {
      ...nothing,
      status: entry.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      headers: text === "" ? [] : headers,
      redirectURL: "",
      content: { size: Buffer.byteLength(text), mimeType: text === "" ? "x-unknown" : json, text },
    },
    _format: entry.format,
    _operation: entry.operation,
    _taskId: entry.taskId,
    _verdict: entry.verdict,
    _price: entry.price,
    _fault: entry.fault,
  };
}

function parsed(answer: string): unknown {
  const text = withoutSignatures(answer);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function withoutSignatures(text: string): string {
  return text.replaceAll(/([?&]signature=)[0-9a-f]+/g, "$1REDACTED");
}

import { connect } from "node:net";

/** A whole request, as its bytes. */
export function requestBytes(method: string, path: string, body?: unknown): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(text)}`];
  return Buffer.from(
    [
      `${method} ${path} HTTP/1.1`,
      "host: 127.0.0.1",
      "authorization: Bearer bench-key",
      "content-type: application/json",
      ...length,
      "",
      text,
    ].join("\r\n"),
  );
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface Load {
  readonly port: number;
  /** Sent in turn, for as long as the load lasts. */
  readonly requests: readonly Buffer[];
  readonly connections?: number;
  /** Ends the load after so many answers... */
  readonly count?: number;
  /** ...or after this time. */
  readonly ms?: number;
  readonly onAnswer?: (answer: Answer) => void;
}

export interface Loaded {
  readonly answers: number;
  /** Answers outside 200 to 299. */
  readonly refused: number;
  readonly seconds: number;
}

/**
 * Keeps `connections` sockets busy, one request at a time each. Written on bare sockets, because a client library would
 * use more of the two processors than the fastest of the servers does.
 */
export async function runLoad({
  port,
  requests,
  connections = 16,
  count = Infinity,
  ms = Infinity,
  onAnswer,
}: Load): Promise<Loaded> {
  const startMs = performance.now();
  let sent = 0;
  let answers = 0;
  let refused = 0;
  const next = (): Buffer | undefined => {
    if (sent >= count || (sent % 64 === 0 && performance.now() - startMs > ms)) return undefined;
    const request = requests[sent % requests.length];
    sent += 1;
    return request;
  };
  const onEach = (answer: Answer): void => {
    answers += 1;
    if (answer.status < 200 || answer.status > 299) refused += 1;
    onAnswer?.(answer);
  };
  await Promise.all(Array.from({ length: connections }, () => runConnection(port, next, onEach)));
  return { answers, refused, seconds: (performance.now() - startMs) / 1000 };
}

function runConnection(
  port: number,
  next: () => Buffer | undefined,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let ended = false;
  const send = (): void => {
    const request = next();
    ended = request === undefined;
    if (request === undefined) socket.end();
    else socket.write(request);
  };
  let pending = "";
  socket.on("data", (chunk) => {
    pending += chunk.toString("latin1");
    const answer = readAnswer(pending);
    if (answer === undefined) return;
    pending = "";
    onAnswer(answer);
    send();
  });
  socket.on("connect", send);
  socket.on("error", reject);
  socket.on("close", () => (ended ? resolve() : reject(new Error(`port ${port} closed a connection in mid-load`))));
  return promise;
}

/** The answer, once all of it has come. */
function readAnswer(text: string): Answer | undefined {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const head = text.slice(0, headEnd);
  const body = text.slice(headEnd + 4);
  const length = /content-length: ?(\d+)/i.exec(head)?.[1];
  const whole = length === undefined ? body.endsWith("0\r\n\r\n") : body.length >= Number(length);
  return whole ? { status: Number(head.slice(9, 12)), body } : undefined;
}

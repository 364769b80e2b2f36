import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What goes wrong at the vendor, once, for one clip. */
export type VendorFault =
  | "none"
  /** The task is created; the connection is cut before its id is sent. */
  | "submit: answer lost"
  /** The same with every submit of the first run. */
  | "submit: every answer lost"
  /** The task is created; a gateway says 500 or 502. */
  | "submit: 500 after acceptance"
  | "submit: 502 after acceptance"
  | "submit: 429"
  /** The task is created; nothing is answered until the program is killed. */
  | "submit: held"
  | "poll: 429"
  | "poll: 500"
  | "poll: cut"
  | "poll: HTML"
  /** Every download of the first run is cut. */
  | "download: cut";

/** A vendor on a socket of this machine that counts what it bills. */
export interface FaultyVendor extends AsyncDisposable {
  readonly url: string;
  /** Tasks created, which is tasks billed. */
  readonly billed: () => number;
  /** Resolves when a task has been created whose answer is held back. */
  readonly held: Promise<void>;
  /** From now on nothing goes wrong. */
  readonly recover: () => void;
}

/** The head of a whole MP4, whose pictures are what follows. */
const clipHead =
  "AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAALG1vb3YAAAAkdHJhawAAABxtZGlhAAAAFGhkbHIAAAAAAAAAAHZpZGUAAAAAbWRhdA==";
const clip = Buffer.concat([Buffer.from(clipHead, "base64"), Buffer.alloc(64 * 1024, "clip")]);

/** How one API words its answers. */
interface Dialect {
  readonly accepted: (id: string, url: string) => unknown;
  readonly running: (id: string, url: string) => unknown;
  readonly done: (id: string, url: string) => unknown;
}

const clipUrl = (id: string, url: string): string => `${url}/files/${id}.mp4`;

const contentTasks: Dialect = {
  accepted: (id) => ({ id }),
  running: (id) => ({ id, status: "running" }),
  done: (id, url) => ({ id, status: "succeeded", content: { video_url: clipUrl(id, url) } }),
};

const queue: Dialect = {
  accepted: (id, url) => ({
    request_id: id,
    status: "IN_QUEUE",
    queue_position: 0,
    response_url: `${url}/queue/bench/model/requests/${id}`,
    status_url: `${url}/queue/bench/model/requests/${id}/status`,
    cancel_url: `${url}/queue/bench/model/requests/${id}/cancel`,
  }),
  running: (id) => ({ status: "IN_PROGRESS", request_id: id }),
  done: (id) => ({ status: "COMPLETED", request_id: id }),
};

const predictions: Dialect = {
  accepted: (id, url) => ({ id, status: "starting", urls: { get: `${url}/v1/predictions/${id}` } }),
  running: (id, url) => ({ id, status: "processing", urls: { get: `${url}/v1/predictions/${id}` } }),
  done: (id, url) => ({ id, status: "succeeded", output: clipUrl(id, url) }),
};

/** Starts a vendor that speaks three APIs and fails as instructed. */
export async function startVendor(fault: VendorFault): Promise<FaultyVendor> {
  const polls = new Map<string, number>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  let current: VendorFault = fault;
  let url = "";

  /** A fault strikes once, except at downloads, which fail until the vendor has recovered. */
  function takes(place: "submit" | "poll"): VendorFault {
    if (!current.startsWith(place)) return "none";
    const struck = current;
    if (struck !== "submit: every answer lost") current = "none";
    return struck;
  }

  function submit(dialect: Dialect, response: ServerResponse): void {
    const struck = takes("submit");
    if (struck === "submit: 429") return json(response, 429, { error: { code: "rate_limit", message: "slow down" } });
    const id = `task-${polls.size + 1}`;
    polls.set(id, 0);
    if (struck === "submit: answer lost" || struck === "submit: every answer lost")
      return void response.socket?.destroy();
    if (struck === "submit: held") return hold();
    const broken = { error: { code: "internal_error", message: "internal error" } };
    if (struck === "submit: 500 after acceptance") return json(response, 500, broken);
    if (struck === "submit: 502 after acceptance") return json(response, 502, broken);
    return json(response, dialect === predictions ? 201 : 200, dialect.accepted(id, url));
  }

  function poll(dialect: Dialect, id: string, response: ServerResponse): void {
    const struck = takes("poll");
    if (struck === "poll: 429") return json(response, 429, { error: { code: "rate_limit", message: "slow down" } });
    if (struck === "poll: 500") return json(response, 500, { error: { code: "internal_error", message: "no" } });
    if (struck === "poll: cut") return void response.socket?.destroy();
    if (struck === "poll: HTML") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>a gateway</html>");
      return;
    }
    const count = (polls.get(id) ?? 0) + 1;
    polls.set(id, count);
    json(response, 200, count < 2 ? dialect.running(id, url) : dialect.done(id, url));
  }

  function file(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "video/mp4", "content-length": clip.length });
    if (current !== "download: cut") return void response.end(clip);
    response.write(clip.subarray(0, 1000), () => response.socket?.destroy());
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const last = path.split("/").at(-1) ?? "";
    request.resume();
    if (path.startsWith("/files/")) return file(response);
    if (path.startsWith("/queue/")) {
      if (request.method === "POST") return submit(queue, response);
      if (last === "status") return poll(queue, path.split("/").at(-2) ?? "", response);
      return json(response, 200, { video: { url: clipUrl(last, url) } });
    }
    const dialect = path.startsWith("/v1/") ? predictions : contentTasks;
    if (request.method === "POST") return submit(dialect, response);
    return poll(dialect, last, response);
  }

  const server = createServer((request, response) => {
    request.on("end", () => answer(request, response)).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the vendor listens on no port");
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    held,
    billed: () => polls.size,
    recover: () => {
      current = "none";
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

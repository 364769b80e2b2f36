import { createServer } from "node:http";
import { parseJson } from "../answer/parse-json.ts";
import { listenLocally } from "../local-server/listen-locally.ts";
import type { ReceivedWebhook, WebhookReceiver } from "./receiver.ts";

const mostBytes = 1024 * 1024;

/** Opens a webhook receiver on a free port of this machine, for endpoints on this machine. */
export async function openWebhookReceiver(): Promise<WebhookReceiver & AsyncDisposable & { close(): Promise<void> }> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= mostBytes) chunks.push(chunk);
    });
    request.on("end", () => {
      received.push({
        method: request.method ?? "",
        contentType: request.headers["content-type"],
        body: parseJson(Buffer.concat(chunks).toString("utf8")),
      });
      response.writeHead(204).end();
    });
  });
  const { url, close, [Symbol.asyncDispose]: dispose } = await listenLocally(server);
  return {
    url: `${url}/webhook`,
    received: () => [...received],
    close,
    [Symbol.asyncDispose]: dispose,
  };
}

import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

/** A receiver on this machine that answers with the given statuses in turn, then with 200. */
export async function startReceiver(
  ...statuses: readonly number[]
): Promise<{ readonly url: string; readonly received: unknown[]; readonly headers: IncomingHttpHeaders[] }> {
  const received: unknown[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      response.writeHead(statuses[received.length] ?? 200).end();
      received.push(JSON.parse(text));
      headers.push(request.headers);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return { url: `http://127.0.0.1:${address.port}/hook?token=secret`, received, headers };
}

import type { IncomingMessage } from "node:http";

/** The body of a request; undefined where it is larger than allowed, or incomplete. */
export async function readRequest(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  const read = Promise.withResolvers<boolean>();
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= mostBytes) chunks.push(chunk);
    else read.resolve(false);
  });
  request.on("end", () => read.resolve(length <= mostBytes));
  request.on("error", () => read.resolve(false));
  return (await read.promise) ? Buffer.concat(chunks) : undefined;
}

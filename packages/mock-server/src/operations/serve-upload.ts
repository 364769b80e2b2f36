import type { MockAnswer, MockRequest } from "../http/message.ts";
import { uploadsPath } from "../uploads/uploaded-files.ts";
import type { MockWorld } from "../world/mock-world.ts";

/** Answers the address of an uploaded file. */
export function serveUpload(world: MockWorld, { method, path }: MockRequest): MockAnswer {
  const plain = { "content-type": "text/plain; charset=utf-8" };
  if (method !== "GET" && method !== "HEAD")
    return { status: 405, headers: { ...plain, allow: "GET, HEAD" }, body: "Only GET and HEAD are allowed" };
  const file = world.uploads.find(path.slice(uploadsPath.length), world.clock.now());
  if (file === undefined) return { status: 404, headers: plain, body: "File not found" };
  return {
    status: 200,
    headers: { "content-type": file.mediaType, "x-content-type-options": "nosniff" },
    body: file.bytes,
  };
}

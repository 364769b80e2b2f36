import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import { wrongKey } from "../call/caller.ts";

/** A command for a POSIX shell that repeats a call; the key is taken from the format's environment variable. */
export function curlOf(format: FormatRef, baseUrl: string, { operation, request }: Exchange): string {
  const { apiKeyEnv } = factsOf(format);
  const url = operation === "download" ? request.path : `${baseUrl}${request.path}`;
  const body = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  return [
    "curl -i",
    ...(request.method === "GET" ? [] : [`-X ${request.method}`]),
    quote(url),
    ...(request.key === "valid" ? [`-H "Authorization: Bearer $${apiKeyEnv}"`] : []),
    ...(request.key === "wrong" ? [`-H ${quote(`Authorization: Bearer ${wrongKey}`)}`] : []),
    ...(request.contentType === undefined ? [] : [`-H ${quote(`Content-Type: ${request.contentType}`)}`]),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

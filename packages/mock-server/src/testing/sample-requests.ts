import { isFormatId, isJsonObject, type JsonObject, validateMessage } from "@shotlist/schema";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";

/** The first request among the format's fixtures that breaks no rule and earns no advice. */
export function sampleRequest(format: string): JsonObject {
  if (!isFormatId(format)) throw new Error(`there is no format ${format}`);
  for (const { message, body, breaks } of writtenFixturesOf(format)) {
    if (message !== "submit.request" || breaks !== undefined || !isJsonObject(body)) continue;
    const verdict = validateMessage(format, message, body);
    if (verdict.ok && verdict.advice.length === 0) return body;
  }
  throw new Error(`${format} has no fixture of a request without advice`);
}

import type { MockAnswer } from "../http/message.ts";
import type { Fault, FaultLayer, FaultPlace, FaultSettings } from "./fault.ts";

export const calls: readonly FaultPlace[] = [
  "submit",
  "poll",
  "list",
  "cancel",
  "models",
  "content",
  "lookup",
  "character",
  "upload",
];
export const anywhere: readonly FaultPlace[] = [...calls, "download"];
export const taskReads: readonly FaultPlace[] = ["poll", "lookup"];

/** A fault that spoils the answer to a call that was carried out. */
export function spoiling(
  name: string,
  layer: FaultLayer,
  {
    purpose,
    places = anywhere,
    spoil,
  }: {
    readonly purpose: string;
    readonly places?: readonly FaultPlace[];
    readonly spoil: NonNullable<Fault["spoil"]>;
  },
): Fault {
  return { name, layer, purpose, places, spoil };
}

/** The `Retry-After` header for a number of seconds or a date. */
export function retryHeader(retryAfter: FaultSettings["retryAfter"]): Readonly<Record<string, string>> {
  return retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
}

/** Header names as answers have them. */
export function lowerCased(headers: NonNullable<FaultSettings["headers"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The body of an answer as text. */
export function text({ body }: MockAnswer): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

import { TraceUnreadableError } from "./trace-unreadable-error.ts";

/** Refuses a url that is not a valid address. */
export function assertAddress(url: string, place: string): void {
  if (!URL.canParse(url, "http://trace.invalid"))
    throw new TraceUnreadableError(`${place}: the url is not a valid address`);
}

/** The text, or an empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The member at a path of keys; `undefined` where there is none. */
export function at(value: unknown, ...steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}

import type { Places } from "@shotlist/schema/contracts";

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const segment of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return value;
}

/** A found value with its pointer. */
export interface Found {
  readonly value: unknown;
  readonly path: string;
}

/** The first place that holds something other than null. */
export function findAt(body: unknown, places: Places | undefined): Found | undefined {
  for (const path of places ?? []) {
    const value = valueAt(body, path) ?? undefined;
    if (value !== undefined) return { value, path };
  }
  return undefined;
}

/** The first text that is not empty at these places. */
export function textAt(body: unknown, places: Places | undefined): string | undefined {
  for (const place of places ?? []) {
    const value = valueAt(body, place);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** A number, or a text of digits with or without a percent sign. */
export function numberAt(body: unknown, places: Places | undefined): number | undefined {
  const value = findAt(body, places)?.value;
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : undefined;
}

/** A copy of a JSON value with something else at a pointer; objects on the way are made. */
export function withValueAt(body: unknown, pointer: string, value: unknown): unknown {
  const [segment, ...rest] = pointer.split("/").slice(1);
  if (segment === undefined) return value;
  const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
  const below = rest.map((step) => `/${step}`).join("");
  if (Array.isArray(body)) return body.with(Number(key), withValueAt(body[Number(key)], below, value));
  const object: object = typeof body === "object" && body !== null ? body : {};
  return { ...object, [key]: withValueAt(Reflect.get(object, key), below, value) };
}

/** What a `Range` header asks of a body: everything, one stretch of it (both ends included), or nothing that exists. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly first: number; readonly last: number }
  | { readonly kind: "unsatisfiable" };

/** Reads a single byte range (RFC 9110, 14.1.2). Several ranges and other units are ignored, as a server may. */
export function readByteRange(header: string | undefined, length: number): ByteRange {
  const match = header === undefined ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  const [from, to] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (match === null || (from === "" && to === "")) return { kind: "whole" };
  if (from === "") {
    const count = Math.min(Number(to), length);
    return count === 0 ? { kind: "unsatisfiable" } : { kind: "part", first: length - count, last: length - 1 };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return { kind: "whole" };
  if (first >= length) return { kind: "unsatisfiable" };
  return { kind: "part", first, last: to === "" ? length - 1 : Math.min(Number(to), length - 1) };
}

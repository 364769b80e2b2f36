const encoder = new TextEncoder();

/** A part of an MP4 box: bytes, ASCII text or a nested list of parts. */
export type BoxPart = Uint8Array | string | readonly BoxPart[];

/** Big-endian 32-bit numbers. */
export function uint32(...values: readonly number[]): Uint8Array {
  return uint32List(values);
}

/** As `uint32`, for lists that may be longer than the arguments of a function. */
export function uint32List(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(index * 4, value));
  return bytes;
}

/** Big-endian 16-bit numbers. */
export function uint16(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]));
}

/** Bytes. */
export function uint8(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** One ISO base media box: its size, its four-letter type, its parts. */
export function box(type: string, ...parts: readonly BoxPart[]): Uint8Array {
  const flat = parts.flatMap(flatten);
  const size = 8 + flat.reduce((sum, part) => sum + part.length, 0);
  return concatenate([uint32(size), encoder.encode(type), ...flat], size);
}

/** A box with a version and flags. */
export function fullBox(type: string, versionAndFlags: number, ...parts: readonly BoxPart[]): Uint8Array {
  return box(type, uint32(versionAndFlags), ...parts);
}

/** Joins byte arrays whose lengths add up to `size`. */
export function concatenate(parts: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function flatten(part: BoxPart): readonly Uint8Array[] {
  if (part instanceof Uint8Array) return [part];
  return typeof part === "string" ? [encoder.encode(part)] : part.flatMap(flatten);
}

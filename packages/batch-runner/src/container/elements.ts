import { type FileBytes } from "./file-bytes.ts";

/** One element of a Matroska or WebM file. */
export interface Element {
  readonly id: number;
  readonly from: number;
  /** Absent where the length is not written: it lasts until something begins that cannot be within it. */
  readonly to?: number;
}

/** The head of the element at a place; `undefined` where no element can begin there or the file ends within the head. */
export function elementAt(file: FileBytes, at: number): Element | undefined {
  const head = file.read(at, 12);
  const idBytes = lengthOfNumber(head[0], 4);
  if (idBytes === undefined || idBytes >= head.length) return undefined;
  const id = numberOf(head.subarray(0, idBytes));
  const sizeBytes = lengthOfNumber(head[idBytes], 8);
  if (sizeBytes === undefined || idBytes + sizeBytes > head.length) return undefined;
  const [first = 0, ...rest] = head.subarray(idBytes, idBytes + sizeBytes);
  const ownBits = first & (0xff >> sizeBytes);
  const from = at + idBytes + sizeBytes;
  const isUnknown = ownBits === 0xff >> sizeBytes && rest.every((byte) => byte === 0xff);
  return isUnknown ? { id, from } : { id, from, to: from + numberOf(Uint8Array.of(ownBits, ...rest)) };
}

/** How many bytes a number has is said by the zero bits before its first one. */
function lengthOfNumber(first: number | undefined, longest: number): number | undefined {
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  return length > longest ? undefined : length;
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

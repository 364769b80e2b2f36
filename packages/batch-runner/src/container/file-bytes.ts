/** A file that can be read anywhere. */
export interface FileBytes {
  readonly size: number;
  /** The bytes from `at`; fewer than `length` where the file ends before. */
  read(at: number, length: number): Uint8Array;
}

/** Bytes in memory as a file. */
export function bytesInMemory(bytes: Uint8Array): FileBytes {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** Text of one character a byte, as containers write their names. */
export function latinText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** An unsigned number, most significant byte first. `undefined` where bytes are missing. */
export function numberAt(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (at + length > bytes.length) return undefined;
  let number = 0;
  for (const byte of bytes.subarray(at, at + length)) number = number * 256 + byte;
  return number;
}

import { box, tinyClip, tinyIndex } from "../tiny-clip.ts";

/** Bytes of the clip of a task. A vendor may encode a clip again: another version, other bytes, another `ETag`. */
export function clipBytes(taskId: string, version: number): Uint8Array {
  return tinyClip(`${taskId} v${version} `.repeat(6 + (taskId.length % 5)));
}

/** Bytes of the last frame of a task. */
export function frameBytes(taskId: string): Uint8Array {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from(`a frame of ${taskId}`)]);
}

/** A file that is whole and holds no pictures: nobody's clip. */
export function soundBytes(): Uint8Array {
  return Buffer.concat([box("ftyp", Buffer.from("M4A ")), tinyIndex("soun"), box("mdat", Buffer.from("a tune"))]);
}

/** Whether bytes are a clip of the task in any version that ever was, from its first byte to its last. */
export function isClipOf(taskId: string, bytes: Uint8Array): boolean {
  return [1, 2, 3].some((version) => Buffer.compare(clipBytes(taskId, version), bytes) === 0);
}

import { fingerprint } from "../random/seeded-random.ts";
import type { StoredFile } from "./file-answer.ts";

/** What a renderer is asked for. */
export interface ClipOrder {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly frames?: number;
  readonly framesPerSecond: number;
  readonly seed: number;
  readonly audio: boolean;
  readonly text: { readonly taskId: string; readonly format: string; readonly prompt: string };
}

/** Makes the bytes of a clip and of pictures of it, which are drawn when they are read. Instead of one that is missing, the last frame is used. */
export type ClipRenderer = (order: ClipOrder) => {
  readonly mp4: Uint8Array;
  readonly lastFramePng: Uint8Array;
  readonly thumbnailWebp?: Uint8Array;
  readonly spriteSheetJpeg?: Uint8Array;
};

/** The files of one rendered clip. */
export interface ClipFiles {
  readonly clip: StoredFile;
  readonly lastFrame: StoredFile;
  /** The first picture, small. */
  readonly thumbnail: StoredFile;
  /** Small pictures from all over the clip. */
  readonly spriteSheet: StoredFile;
}

/** Renders a clip when it is first asked for, and keeps the ones used last, up to `limitBytes`. */
export function createClipCache(
  render: ClipRenderer,
  limitBytes: number,
): (taskId: string, order: () => ClipOrder) => ClipFiles {
  const kept = new Map<string, ClipFiles>();
  const bytesOf = new Map<string, number>();
  let keptBytes = 0;

  const grow = (taskId: string, bytes: number): void => {
    // A clip that has fallen out meanwhile is held by its reader alone.
    if (!kept.has(taskId)) return;
    bytesOf.set(taskId, (bytesOf.get(taskId) ?? 0) + bytes);
    keptBytes += bytes;
    for (const oldestId of kept.keys()) {
      if (keptBytes <= limitBytes || oldestId === taskId) break;
      kept.delete(oldestId);
      keptBytes -= bytesOf.get(oldestId) ?? 0;
      bytesOf.delete(oldestId);
    }
  };

  return (taskId, order) => {
    const hit = kept.get(taskId);
    if (hit !== undefined) {
      kept.delete(taskId);
      kept.set(taskId, hit);
      return hit;
    }
    const rendered = render(order());
    const drawn = new Map<string, StoredFile>();
    const drawOnce = (contentType: string, picture: Exclude<keyof typeof rendered, "mp4">): StoredFile => {
      const known = drawn.get(contentType);
      if (known !== undefined) return known;
      const bytes = rendered[picture];
      if (bytes === undefined) return drawOnce("image/png", "lastFramePng");
      const file = toFile(bytes, contentType);
      drawn.set(contentType, file);
      grow(taskId, bytes.length);
      return file;
    };
    const files: ClipFiles = {
      clip: toFile(rendered.mp4, "video/mp4"),
      get lastFrame() {
        return drawOnce("image/png", "lastFramePng");
      },
      get thumbnail() {
        return drawOnce("image/webp", "thumbnailWebp");
      },
      get spriteSheet() {
        return drawOnce("image/jpeg", "spriteSheetJpeg");
      },
    };
    kept.set(taskId, files);
    grow(taskId, files.clip.bytes.length);
    return files;
  };
}

function toFile(bytes: Uint8Array, contentType: string): StoredFile {
  return { bytes, contentType, etag: `"${fingerprint(bytes)}"` };
}

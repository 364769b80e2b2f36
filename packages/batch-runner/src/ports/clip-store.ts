import type { JsonObject } from "@shotlist/core";
import type { FileBytes } from "../container/file-bytes.ts";
import type { Container } from "../container/judgement.ts";

/** What is already here of an interrupted download. */
export interface PartialDownload {
  readonly bytes: number;
  /** Strong `ETag` or `Last-Modified` of the file it came from; without one it cannot be continued. */
  readonly validator?: string;
  /** Length of that file, where its server said. */
  readonly total?: number;
}

/** How a download is begun or continued. */
export interface PartialStart {
  readonly append: boolean;
  readonly validator?: string;
  /** Length of the whole file, where it is known. */
  readonly total?: number;
}

/** Writes the rest of a download. */
export interface PartialWriter {
  /** Takes the chunk over: it may not be changed afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  /** Syncs and closes; what was written stays. */
  close(): Promise<void>;
}

export interface StoredClip {
  readonly sha256: string;
  readonly bytes: number;
}

/** What kind of file a stored thing is; decides its extension. */
export type ClipKind = "video" | "frame";

/** A file of the store to read in: a stored thing, or a download on its way. */
type FileOfStore = { readonly sha256: string; readonly kind: ClipKind } | { readonly partial: string };

/** One file of the store. `name` is a clip's or frame's hash, or a download's key. */
export interface StoredFile {
  readonly kind: ClipKind | "partial" | "aside";
  readonly name: string;
  readonly bytes: number;
}

export interface CommitOptions {
  readonly receiptFollows?: boolean;
  /** What a clip is stored in. Default: `mp4`. */
  readonly container?: Container;
}

/** What lies where a clip would be put. */
export type OutputFile =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly sha256: string }
  /** A link, a folder, a device. */
  | { readonly kind: "other" };

/**
 * Files as the runner sees them: clips under their content's hash, downloads in progress, and copies for people.
 * Every failure is a `StorageError`.
 */
export interface ClipStore {
  /** Throws a `StorageError` where files cannot be written below `folder`. */
  probe(folder: string): Promise<void>;
  partial(key: string): Promise<PartialDownload | undefined>;
  /** Continues the partial when `append`, else starts over. */
  openPartial(key: string, start: PartialStart): Promise<PartialWriter>;
  /** Lets `work` read anywhere in a file, as long as it lasts. */
  inspect<Value>(file: FileOfStore, work: (bytes: FileBytes) => Value): Promise<Value>;
  /**
   * Hashes a finished partial and renames it to its place; a clip that is already there stays. Durable when it resolves; with
   * `receiptFollows` only once the receipt is, so that both cost one sync of their folder.
   */
  commit(key: string, kind: ClipKind, options?: CommitOptions): Promise<StoredClip>;
  discard(key: string): Promise<void>;
  /** Moves the result of a download out of the way, for a person to look at; answers where it lies. */
  setAside(key: string): Promise<string>;
  find(sha256: string, kind: ClipKind): Promise<StoredClip | undefined>;
  /** All of it. Throws `ClipDamagedError` where the bytes are not those of the name. */
  read(sha256: string, kind: ClipKind): Promise<Uint8Array>;
  /** Moves a stored thing that is damaged out of the way, so that it counts as missing. */
  setDamagedAside(sha256: string, kind: ClipKind): Promise<void>;
  /** What a stored clip is stored in; `mp4` for one that is not here. */
  containerOf(sha256: string): Container;
  /** Absolute path of a stored thing. */
  pathOf(sha256: string, kind: ClipKind): string;
  /**
   * Copies a clip to `file`, to a temporary name first. Nothing happens where the same bytes are there already. A power
   * cut may take the copy until `settle`; placing it again makes it good. Throws `ClipDamagedError` where what would be copied
   * is not the clip; what was at `file` stays.
   */
  place(sha256: string, file: string): Promise<void>;
  /** What is at `file` now; a copy of the clip `sha256` that was settled is known without being read. */
  lookAt(file: string, sha256?: string): Promise<OutputFile>;
  /** Whether a file holds only what a power cut left of a copy of the clip: its beginning, and zeros. */
  isTornCopy(file: string, sha256: string): Promise<boolean>;
  /** Makes every copy durable that was placed before. */
  settle(): Promise<void>;
  /** Takes a clip back from a copy that people have, if its bytes are still the same. */
  restore(sha256: string, file: string): Promise<boolean>;
  hasReceipt(sha256: string, attemptId: string): Promise<boolean>;
  /** Keeps the receipt of an attempt next to its clip. When it resolves, receipt, clip and frame are durable. */
  writeReceipt(sha256: string, attemptId: string, receipt: JsonObject, frameSha256?: string): Promise<void>;
  readReceipts(): AsyncIterable<JsonObject>;
  /** The receipt of an attempt next to its clip; `undefined` where there is none that can be read. */
  readReceipt(sha256: string, attemptId: string): Promise<JsonObject | undefined>;
  /** Hashes a stored thing against its name. */
  check(sha256: string, kind: ClipKind): Promise<"good" | "missing" | "changed">;
  /**
   * The same for a look at many: a clip whose file was not written to since its receipt was is taken to be good. Damage of the disk
   * itself is found by `check` alone.
   */
  glance(sha256: string): Promise<"good" | "missing" | "changed">;
  list(): AsyncIterable<StoredFile>;
  /** Deletes a file and what belongs to it. */
  remove(file: StoredFile): Promise<void>;
}

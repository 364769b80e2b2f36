/** Where uploaded files are fetched from. */
export const uploadsPath = "/__uploads/";

/** A file that a client has uploaded. `until`: virtual milliseconds since the Unix epoch. */
interface UploadedFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly until: number;
}

/** The files that clients have uploaded last. */
export interface UploadedFiles {
  readonly keep: (name: string, file: UploadedFile) => void;
  readonly find: (name: string, now: number) => UploadedFile | undefined;
}

const mostBytes = 64 * 1024 * 1024;

/** Keeps as many files as fit into a few dozen megabytes; the oldest go first. */
export function createUploadedFiles(): UploadedFiles {
  const files = new Map<string, UploadedFile>();
  let kept = 0;
  return {
    keep(name, file) {
      files.set(name, file);
      kept += file.bytes.length;
      for (const [oldest, { bytes }] of files) {
        if (kept <= mostBytes || oldest === name) break;
        files.delete(oldest);
        kept -= bytes.length;
      }
    },
    find(name, now) {
      const file = files.get(name);
      return file === undefined || now >= file.until ? undefined : file;
    },
  };
}

/** Why a file cannot be used. */
export type FileProblem = "missing" | "outside" | "hidden" | "not_a_file" | "unreadable" | "too_large";

/** What is known about a local file. */
export interface FileFacts {
  readonly problem?: undefined;
  /** Hash of the bytes, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** Length of a clip or a sound, if it is known. */
  readonly durationSeconds?: number;
  /** Its name on the disk, if the path has another case or Unicode form and this machine finds it anyway. */
  readonly actualPath?: string;
}

/** A file that cannot be used. */
export interface UnusableFile {
  readonly problem: FileProblem;
  /** A path that exists and differs from a missing one only in case or Unicode form. */
  readonly near?: string;
}

/**
 * The files a storyboard may name. Paths are relative to the storyboard's folder, normalised, with `/`. An implementation
 * follows symbolic links and returns `outside` for every path outside the folder it may read.
 */
export interface FileSource {
  readonly readText: (path: string) => { readonly problem?: undefined; readonly text: string } | UnusableFile;
  readonly describe: (path: string) => FileFacts | UnusableFile;
}

/** A file source without files, for text on its own. */
export const noFiles: FileSource = {
  readText: () => ({ problem: "missing" }),
  describe: () => ({ problem: "missing" }),
};

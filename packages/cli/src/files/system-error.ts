import { getSystemErrorMap } from "node:util";

/** A failed call of the operating system. */
export interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall?: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" && "code" in error;
}

const wayOut: { readonly [code: string]: string } = {
  ENOSPC: "Free some space, or choose another folder",
  EDQUOT: "Free some space, or choose another folder",
  EACCES: "Change its permissions, or choose another folder",
  EPERM: "Change its permissions, or choose another folder",
  EROFS: "Choose a writable folder",
  ENOENT: "Check the path; it is relative to the current folder",
  EISDIR: "Use a file, not a folder",
  ENOTDIR: "Part of the path is a file, not a folder; choose another folder",
  EADDRINUSE: "Choose another port; 0 takes any free port",
};

/** What the call was about. */
export function placeOfSystemError({ path, address, port, syscall, code }: SystemError): string {
  if (path !== undefined) return path;
  return address === undefined ? (syscall ?? code) : `${address}:${port}`;
}

/** The system's own words for the failure, and what can be done about it. */
export function describeSystemError(error: SystemError): { readonly words: string; readonly hint?: string } {
  const words = getSystemErrorMap().get(error.errno)?.[1] ?? error.code;
  const hint = wayOut[error.code];
  return hint === undefined ? { words } : { words, hint };
}

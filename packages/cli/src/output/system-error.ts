import { getSystemErrorMap } from "node:util";

/** A failed call of the operating system. */
export interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall?: string;
  readonly path?: string;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" && "code" in error;
}

const wayOut: { readonly [code: string]: string } = {
  ENOSPC: "Free some space, or choose another folder",
  EDQUOT: "Free some space, or choose another folder",
  EACCES: "Give yourself the right to it, or choose another folder",
  EPERM: "Give yourself the right to it, or choose another folder",
  EROFS: "Choose a folder that can be written to",
  EADDRINUSE: "Choose another port with --port, or leave it out for a free one",
};

/** The system's own words for the failure, and what can be done about it. */
export function describeSystemError(error: SystemError): { readonly words: string; readonly hint?: string } {
  const words = getSystemErrorMap().get(error.errno)?.[1] ?? error.code;
  const hint = wayOut[error.code];
  return hint === undefined ? { words } : { words, hint };
}

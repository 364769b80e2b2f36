/** A problem of a storyboard with its place. Line and column count from 1. */
export interface Diagnostic {
  /** Stable and public: codes are added, never renamed. */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** End of the marked range, exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
  /** How to fix it. */
  readonly help?: string;
}

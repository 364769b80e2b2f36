/** A located remark about a storyboard. Line and column count from 1. */
export interface Diagnostic {
  /** Stable and public: added freely, never renamed. */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** End of the marked range, exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The way out. */
  readonly help?: string;
}

/** Thrown for a text that is neither a HAR file nor a trace. */
export class TraceUnreadableError extends Error {
  override readonly name = "TraceUnreadableError";
  readonly code = "trace_unreadable";
}

/** A base URL that a run is not allowed to use. */
export class TargetRefusedError extends Error {
  override readonly name = "TargetRefusedError";
  readonly code: "bad_url" | "live_required" | "https_required";

  constructor(code: TargetRefusedError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

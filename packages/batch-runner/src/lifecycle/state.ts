/** Why something failed, without URL or key. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly vendorCode?: string;
  readonly requestId?: string;
}

/** Where an attempt stands. The names are what the ledger keeps. */
export type AttemptState =
  /** Nothing has been sent, or what was sent is proven to have created nothing. */
  | { readonly name: "planned" }
  /** The intent is durable; the request may be on its way. */
  | { readonly name: "submitting" }
  | { readonly name: "submitted" | "adopted" | "queued" | "running" | "succeeded"; readonly taskId: string }
  | {
      readonly name: "downloaded";
      readonly taskId: string;
      readonly sha256: string;
      readonly frameSha256?: string;
    }
  /** No task id: the submit itself was refused. */
  | { readonly name: "failed"; readonly taskId?: string; readonly failure: Failure }
  | { readonly name: "expired" | "cancelled"; readonly taskId: string; readonly failure: Failure }
  /** A task may exist and be billed; only a person or a lookup may decide. */
  | { readonly name: "uncertain"; readonly failure: Failure; readonly taskId?: string }
  /** The vendor no longer knows the task. */
  | { readonly name: "lost"; readonly taskId: string }
  /** A person gave the clip up. */
  | { readonly name: "abandoned"; readonly taskId?: string; readonly failure: Failure }
  /** A person let the digest be submitted again: history, another attempt takes its place. */
  | { readonly name: "resubmitted"; readonly taskId?: string };

export type AttemptStateName = AttemptState["name"];

const running: ReadonlySet<AttemptStateName> = new Set(["submitted", "adopted", "queued", "running"]);

/** Whether the vendor is still at the task, as far as is known. */
export function isRunning(name: AttemptStateName): boolean {
  return running.has(name);
}

import type { MessageError } from "@shotlist/schema";
import type { MicroPrice } from "../billing/price-task.ts";
import type { Refusal } from "../vendor/vendor.ts";
import type { MockAnswer } from "../http/message.ts";

/** What an operation decided: an answer, or a refusal that the vendor's envelope goes round; with notes for the journal. */
export type Outcome = (
  | { readonly kind: "answered"; readonly answer: MockAnswer }
  | { readonly kind: "refused"; readonly refusal: Refusal }
) & {
  readonly taskId?: string | undefined;
  readonly errors?: readonly MessageError[];
  readonly advice?: readonly MessageError[];
  /** What the task costs that was created. */
  readonly price?: MicroPrice | undefined;
  /** The request's JSON. */
  readonly body?: unknown;
};

export function refused(refusal: Refusal, notes: { readonly body?: unknown; readonly taskId?: string } = {}): Outcome {
  return { kind: "refused", refusal, ...notes };
}

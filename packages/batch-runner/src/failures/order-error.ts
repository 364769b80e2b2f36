import { RunnerError } from "./runner-error.ts";

export type OrderErrorCode = "order_file_too_large" | "order_file_changed";

/** A render that cannot be handed to workers. */
export class OrderError extends RunnerError {
  override readonly name = "OrderError";
  readonly code: OrderErrorCode;
  constructor(code: OrderErrorCode, message: string, options: { readonly hint: string }) {
    super(message, options);
    this.code = code;
  }
}

import { RunnerError } from "./runner-error.ts";
import type { WayOut } from "./way-out.ts";

/** How far a request came when it failed. */
export type DeliveryPhase =
  /** No byte was sent. */
  | "not-sent"
  /** It may have arrived, but there is no answer. */
  | "unknown"
  /** The head of the answer arrived, but not its body. */
  | "answered";

/** The network failed. */
export class DeliveryError extends RunnerError {
  override readonly name = "DeliveryError";
  readonly code: string;
  readonly phase: DeliveryPhase;
  /** Of the answer's head, in phase `answered`. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  constructor(options: {
    readonly phase: DeliveryPhase;
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly way?: WayOut;
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
  }) {
    super(options.message, {
      hint: options.hint ?? "Check the network and the provider's base URL.",
      way: options.way,
    });
    this.code = options.code;
    this.phase = options.phase;
    if (options.status !== undefined) this.status = options.status;
    if (options.headers !== undefined) this.headers = options.headers;
  }
}

/** The environment names a proxy that cannot be one. */
export class ProxyAddressError extends RunnerError {
  override readonly name = "ProxyAddressError";
  readonly code = "proxy_malformed";
  constructor(variable: string) {
    super(`${variable} is not the address of a proxy`, {
      hint: `Write ${variable}=http://proxy.example.com:8080, or unset it.`,
    });
  }
}

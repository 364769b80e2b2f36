import { DeliveryError } from "../failures/delivery-error.ts";
import { describeProxy, type ProxySettings } from "./proxy-settings.ts";

/** How far a request came. `started`: it was handed to a connected socket. */
export interface Delivery {
  started: boolean;
  timedOut: boolean;
  /** It came to its connection too late, and was dropped there. */
  tooLate: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Failures of forming a request, or of finding or reaching a server; nothing is written before them. */
const connectCodes = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_INVALID_ARG",
]);

const messages: Readonly<Record<string, string>> = {
  timed_out: "The answer took too long",
  too_late: "It took too long until the request could be sent",
  ENOTFOUND: "The server's name was not found",
  EAI_AGAIN: "The server's name could not be looked up",
  ECONNREFUSED: "The server refused the connection",
  EHOSTUNREACH: "The server cannot be reached",
  ENETUNREACH: "The network cannot be reached",
  ECONNRESET: "The connection was reset",
  EPIPE: "The connection was closed",
  UND_ERR_SOCKET: "The connection was closed",
  UND_ERR_CONNECT_TIMEOUT: "Connecting took too long",
  UND_ERR_INVALID_ARG: "The request cannot be sent; check the key for line breaks",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "The answer ended too early",
};

/**
 * What a failure says about the request. It counts as not sent only where both undici and the error say so: an
 * injected dispatcher may fail without ever having said that it started. The cause is left out: what an HTTP library
 * puts into an error may hold a signed address.
 */
export function toDeliveryError(error: unknown, delivery: Delivery): DeliveryError {
  if (error instanceof DeliveryError) return withHead(error, delivery);
  // A lookup's own refusal comes wrapped by whoever connects.
  if (error instanceof Error && error.cause instanceof DeliveryError) return error.cause;
  const refusal = refusedTunnel(error);
  if (refusal !== undefined && !delivery.started && !delivery.timedOut) {
    const message = `The connection was refused with ${refusal}`;
    return new DeliveryError({ phase: "not-sent", code: "proxy_refused", message });
  }
  const code = delivery.tooLate ? "too_late" : delivery.timedOut ? "timed_out" : codeOf(error);
  const common = { code, message: messages[code] ?? `The request failed (${code})` };
  if (delivery.status !== undefined) {
    return new DeliveryError({
      ...common,
      phase: "answered",
      status: delivery.status,
      headers: delivery.headers ?? {},
    });
  }
  const notSent = !delivery.started && (delivery.timedOut || isAbort(error) || connectCodes.has(code) || isTls(code));
  return new DeliveryError({ ...common, phase: notSent ? "not-sent" : "unknown" });
}

/** The same failure, naming the proxy that may be why. A tunnel that a proxy refused carried nothing. */
export function throughProxy(error: DeliveryError, { http, https }: ProxySettings): DeliveryError {
  const proxy = https ?? http;
  if (error.phase !== "not-sent" || error.code === "private_address" || proxy === undefined) return error;
  return new DeliveryError({
    phase: error.phase,
    code: error.code,
    message: `${error.message}, through the proxy ${describeProxy(proxy)}`,
    hint: `Check ${proxy.variable} and NO_PROXY.`,
    way: "see-proxy",
  });
}

/** A failure of ours that reads an answer says what its head was: a submit that was taken is not one that was refused. */
function withHead(error: DeliveryError, { status, headers }: Delivery): DeliveryError {
  if (error.phase !== "answered" || error.status !== undefined || status === undefined) return error;
  const { phase, code, message, hint } = error;
  return new DeliveryError({ phase, code, message, hint, status, headers: headers ?? {} });
}

/** OpenSSL's and Node's names for a certificate or handshake that will not do. */
function isTls(code: string): boolean {
  return /^(?:ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/u.test(code);
}

/** The status with which a proxy refused to connect; undici reports it only in words. */
function refusedTunnel(error: unknown): string | undefined {
  return error instanceof Error ? /^Proxy response \((\d+)\)/u.exec(error.message)?.[1] : undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || codeOf(error) === "UND_ERR_ABORTED");
}

/** The innermost code: undici wraps, and several addresses tried give an `AggregateError`. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

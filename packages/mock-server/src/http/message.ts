import type { MockClock } from "../clock/clock.ts";

/** A request as every door hands it in, whatever it came through. */
export interface MockRequest {
  readonly method: string;
  /** The path without query, as sent. */
  readonly path: string;
  /** What follows the question mark; empty without one. */
  readonly query: string;
  /** A header's value; names are lower case. */
  readonly header: (name: string) => string | undefined;
  /** Names of the headers, in lower case. */
  readonly headerNames: () => Iterable<string>;
  readonly body: Uint8Array;
  /** The body passed the limit, was not kept and `body` is empty. */
  readonly bodyTooLarge: boolean;
  /** Scheme and host under which the caller reached the server, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
}

/** An answer, before a door turns it into bytes on a socket or into a `Response`. */
export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** How the answer travels, where that goes wrong. */
  readonly delivery?: Delivery;
  /** Whose seconds a delivery takes, where that is not the server's own clock. */
  readonly clock?: MockClock;
}

/** A transport that fails. Seconds are virtual; a stall without them lasts forever. */
export type Delivery =
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** The answer names no length and ends after so many bytes, as if that were all. */
  | { readonly kind: "early"; readonly afterBytes: number }
  | { readonly kind: "stall"; readonly seconds: number | undefined }
  | { readonly kind: "drip"; readonly seconds: number };

const jsonHeaders = { "content-type": "application/json; charset=utf-8" } as const;

export function jsonAnswer(status: number, body: unknown, headers?: Readonly<Record<string, string>>): MockAnswer {
  return {
    status,
    headers: headers === undefined ? jsonHeaders : { ...jsonHeaders, ...headers },
    body: JSON.stringify(body),
  };
}

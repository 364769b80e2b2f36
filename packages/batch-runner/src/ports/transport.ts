/** One HTTP request. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE" | "PUT" | "HEAD";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** From the start of the connection to the last byte of the answer (of its head, when it is streamed). */
  readonly timeoutMs: number;
  /** A longer answer is an error. */
  readonly maxBytes: number;
  /** Whether names may resolve to addresses of this machine or a private network. Default: yes. */
  readonly privateAddresses?: boolean;
  /** The provider on whose behalf a name is looked up: where its own name leads to an address that a proxy makes up, others may. */
  readonly providerHost?: string;
  /** Asked right before the first byte leaves: after a no, nothing is sent, and the failure's phase is `not-sent`. Default: yes. */
  readonly mayLeave?: () => boolean;
}

/** An answer in full. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer whose body is still on its way. Leaving the loop over `body` early closes the connection. */
export interface HttpStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * The network as the runner sees it. It never repeats a request and never follows a redirect;
 * every failure is a `DeliveryError` that says how far the request came.
 */
export interface Transport {
  request(request: HttpRequest, options?: { readonly signal?: AbortSignal }): Promise<HttpAnswer>;
  stream(request: HttpRequest, options?: { readonly signal?: AbortSignal }): Promise<HttpStream>;
  close(): Promise<void>;
}

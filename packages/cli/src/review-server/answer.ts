/** What the server answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A part of a file instead of a body; both ends are included. */
  readonly file?: { readonly path: string; readonly from: number; readonly to: number };
}

/** A short text, for people who look at the network. */
export function refuse(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${body}\n` };
}

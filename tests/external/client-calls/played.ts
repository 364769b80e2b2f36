import type { FormatId } from "@shotlist/schema";

/** An event of the account as a receiver gets it. */
export interface ToldEvent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An endpoint that plays a format, for as long as the test runs. */
export interface Played {
  /** The format's address, without the version that clients add. */
  readonly baseUrl: string;
  /** Sends a request to the endpoint, or to a link that it gave. */
  readonly fetch: typeof globalThis.fetch;
  /** The event about a task that a client has seen ended. */
  eventOf(taskId: string): Promise<ToldEvent>;
}

/** Plays a format. Tasks are seen queued once, running once, and then ended. */
export type Play = (format: FormatId, options?: { readonly outcome?: "succeeded" | "failed" }) => Promise<Played>;

/** Base64, as secrets of Standard Webhooks are. */
export const secret: string = Buffer.from("a secret of the account").toString("base64");

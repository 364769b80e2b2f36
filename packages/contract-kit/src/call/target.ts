import { isThisMachine } from "@shotlist/schema";

/** Sends a request; the signal inside it ends the wait. */
export type Fetch = (request: Request) => Promise<Response>;

/** Whether a base URL points at this machine. */
export function isLoopback(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && isThisMachine(new URL(baseUrl).hostname);
}

import { DeliveryError } from "../../failures/delivery-error.ts";
import type { HttpAnswer } from "../../ports/transport.ts";
import type { Chance } from "./chance.ts";
import type { Timeline } from "./timeline.ts";

export const canaryKey = "canary-key";
export const canarySignature = "canary-signature";

/** A vendor's error that repeats what it should not. */
export const gossip: { readonly error: { readonly code: string; readonly type: string; readonly message: string } } = {
  error: {
    code: canaryKey,
    type: "server_error",
    message: `no: ${canaryKey} at https://x.example/y?signature=${canarySignature}`,
  },
};
export const limited: { readonly error: { readonly code: string; readonly message: string } } = {
  error: { code: "rate_limit", message: "slow down" },
};

export function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers, body: Buffer.from(body) };
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return answer(status, JSON.stringify(body), headers);
}

export function page(status: number): HttpAnswer {
  return answer(status, "<html><body>Bad Gateway</body></html>", { "content-type": "text/html" });
}

export function text({ body }: HttpAnswer): string {
  return Buffer.from(body).toString("utf8");
}

export function truncated(whole: HttpAnswer): HttpAnswer {
  return { ...whole, body: whole.body.subarray(0, Math.floor(whole.body.length / 2)) };
}

export function cut(): DeliveryError {
  return new DeliveryError({ phase: "unknown", code: "ECONNRESET", message: "The connection was reset" });
}

/** A `Retry-After` in seconds, or as a date. */
export function retryAfter({ chance, timeline }: { readonly chance: Chance; readonly timeline: Timeline }): string {
  const seconds = chance.pick([0, 1, 7, 60]);
  return chance.percent(70) ? String(seconds) : new Date(timeline.now() + seconds * 1000).toUTCString();
}

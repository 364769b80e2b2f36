import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { WebhookSignature } from "@shotlist/schema";

/** A signed call as it arrived. */
export interface SignedCall {
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they were sent: JSON that is written again has another signature. */
  readonly body: Uint8Array;
}

/** Whether a call has a signature that is valid now, by the secret. While a vendor changes secrets it signs with both. */
export function isSigned(
  { headers, body }: SignedCall,
  { headers: names, prefix, toleranceSeconds }: WebhookSignature,
  { secret, now }: { readonly secret: string; readonly now: number },
): boolean {
  const id = textOf(headers[names.id]);
  const timestamp = textOf(headers[names.timestamp]);
  const given = textOf(headers[names.signature]);
  if (!/^\d{1,12}$/u.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const expected = createHmac("sha256", secret).update(`${id}.${timestamp}.`).update(body).digest("hex");
  return given.split(",").some((one) => isSame(one.trim(), `${prefix}${expected}`));
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === "string" ? header : "";
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

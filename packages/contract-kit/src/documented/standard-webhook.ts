/** Headers of Standard Webhooks: an HMAC-SHA-256 over id, time and body. */
export async function standardWebhookHeaders(
  body: string,
  { id, at, secret }: { readonly id: string; readonly at: number; readonly secret: string },
): Promise<Readonly<Record<string, string>>> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (letter) => letter.codePointAt(0) ?? 0);
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${at}.${body}`));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${btoa(String.fromCodePoint(...new Uint8Array(signature)))}`,
  };
}

import { createHmac, timingSafeEqual } from "node:crypto";

/** Makes and checks links to clips that live for a limited virtual time. */
export interface SignedLinks {
  /** The path and query of a link to `file` of the task that works until `expiresAtMs`. */
  sign(taskId: string, file: string, expiresAtMs: number): string;
  check(taskId: string, file: string, query: string, nowMs: number): "good" | "forged" | "expired";
}

export const clipsPath = "/__clips/";

/** Links signed with a secret that follows from the server's seed, so that equal runs give equal links. */
export function createSignedLinks(seed: string): SignedLinks {
  const signature = (taskId: string, file: string, expires: number): string =>
    createHmac("sha256", seed).update(`${taskId}/${file}/${expires}`).digest("hex");
  return {
    sign(taskId, file, expiresAtMs) {
      const expires = Math.floor(expiresAtMs / 1000);
      return `${clipsPath}${taskId}/${file}?expires=${expires}&signature=${signature(taskId, file, expires)}`;
    },
    check(taskId, file, query, nowMs) {
      const parameters = new URLSearchParams(query);
      const expires = Number(parameters.get("expires") ?? Number.NaN);
      const given = Buffer.from(parameters.get("signature") ?? "");
      const expected = Buffer.from(signature(taskId, file, expires));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
      return nowMs < expires * 1000 ? "good" : "expired";
    },
  };
}

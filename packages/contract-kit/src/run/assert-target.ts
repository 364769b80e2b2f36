import { TargetRefusedError } from "./errors.ts";
import { isLoopback } from "../call/target.ts";

/** Refuses a base URL beyond this machine that was not allowed, or that would get a key in the clear. */
export function assertTarget(
  baseUrl: string,
  { live, sendsKey }: { readonly live: boolean; readonly sendsKey: boolean },
): void {
  if (!URL.canParse(baseUrl)) throw new TargetRefusedError("bad_url", `${baseUrl} is not a URL`);
  if (isLoopback(baseUrl)) return;
  const { protocol, hostname } = new URL(baseUrl);
  if (!live) throw new TargetRefusedError("live_required", `${hostname} is not on this machine; allow it with live`);
  if (protocol !== "https:" && sendsKey) {
    throw new TargetRefusedError("https_required", `a key is sent to ${hostname} only over https`);
  }
}

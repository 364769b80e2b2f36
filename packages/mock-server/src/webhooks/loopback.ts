import { isLoopbackHost } from "@shotlist/schema";

/** Whether an http URL points at this machine. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return false;
  return isLoopbackHost(hostname);
}

import type { ResolvedProvider, Task } from "@shotlist/core";
import type { RunOptions } from "../work/options.ts";
import type { Address } from "./follow.ts";
import { headersOf } from "./headers.ts";

type Succeeded = Extract<Task, { status: "succeeded" }>;

/** One place from which a clip may be fetched. */
export interface ClipSource extends Pick<Address, "url" | "headers"> {
  readonly by: "link" | "content";
}

/**
 * Where a clip may lie, in the order in which to ask: its link, then the provider's own call, the only one that is made with the
 * key. A link to that very call, at the provider's own origin, is that call. The call names the task by the ledger's id.
 */
export function clipSources(
  context: { readonly options: Pick<RunOptions, "keys" | "hostRefusal"> },
  provider: ResolvedProvider,
  { videoUrl, download }: Succeeded,
): readonly ClipSource[] {
  const links = videoUrl === undefined ? [] : addressesOf(videoUrl, provider.baseUrl);
  if (download === undefined) return links.map((url) => ({ by: "link", url }));
  const { accept: _, ...headers } = headersOf(provider, context).headers;
  const call: ClipSource = { by: "content", url: `${provider.baseUrl}${download.path}`, headers };
  const others = links.filter((link) => !isCall(link, { url: call.url, path: download.path }));
  return [...others.map((url) => ({ by: "link", url }) as const), call];
}

/** The address that a link in an answer means: as it is, or from the provider's base URL on. */
export function addressesOf(link: string, baseUrl: string): readonly string[] {
  if (URL.canParse(link)) return [link];
  if (!URL.canParse(link, baseUrl)) return [];
  const atOrigin = new URL(link, baseUrl).href;
  // A base URL with a path: some gateways mean the root of their host, others what they are mounted at.
  const below = link.startsWith("/") && !link.startsWith("//") ? `${baseUrl}${link}` : atOrigin;
  return [...new Set([atOrigin, URL.canParse(below) ? new URL(below).href : atOrigin])];
}

function isCall(link: string, { url, path }: { readonly url: string; readonly path: string }): boolean {
  if (!URL.canParse(link) || !URL.canParse(url)) return false;
  const [linked, call] = [new URL(link), new URL(url)];
  return linked.origin === call.origin && (linked.pathname === call.pathname || linked.pathname === path);
}

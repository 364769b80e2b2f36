import { isThisMachine } from "@shotlist/schema";
import type { Realm } from "./plan.ts";

/** The kind of a realm: the mock, an endpoint on this machine, or one where requests cost money. */
export type RealmClass = "mock" | "local" | "live";

/** The endpoint of a plan, if it is not the configured one. */
export type Target =
  | { readonly kind: "mock" }
  | {
      readonly kind: "override";
      /** Base URL by provider name; `*` is used for all others. */
      readonly baseUrls: ReadonlyMap<string, string>;
    };

/** The realm of a base URL: `local` for an address on this machine, else `live`. */
export function realmOf(baseUrl: string, target?: Target): Realm {
  if (target?.kind === "mock") return "mock";
  if (!URL.canParse(baseUrl)) return `live:${baseUrl}`;
  const url = new URL(baseUrl);
  return isLocalUrl(url) ? `local:${url.origin}` : `live:${url.origin}`;
}

/** The class of a realm, which decides about money. Unknown realms count as `live`. */
export function realmClassOf(realm: string): RealmClass {
  if (realm === "mock") return "mock";
  return realm.startsWith("local:") ? "local" : "live";
}

/** Whether a text that was stored is a realm. */
export function isRealm(text: string): text is Realm {
  return text === "mock" || text.startsWith("local:") || text.startsWith("live:");
}

/** Whether a URL leads to this machine. */
export function isLocalUrl({ hostname }: URL): boolean {
  return isThisMachine(hostname);
}

import type { Attempt } from "../lifecycle/attempt.ts";
import type { Fetching } from "../work/context.ts";
import { addressRuleOf } from "./check-address.ts";
import { addressesOf } from "./clip-sources.ts";
import { download, type Downloaded } from "./download.ts";

/** Fetches a last frame by its link in an answer. Never pays. */
export function fetchFrame(
  context: Fetching,
  { id, provider }: Attempt,
  { link, ...options }: { readonly link: string; readonly receiptFollows: boolean; readonly tries?: number },
): Promise<Downloaded> {
  const { baseUrl } = provider;
  const [url = link] = addressesOf(link, baseUrl);
  return download(context, {
    key: `${id}-frame`,
    url,
    kind: "frame",
    rule: addressRuleOf(baseUrl, context.options.linkHosts),
    ...options,
  });
}

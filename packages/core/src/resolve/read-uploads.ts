import { present, type FormatFacts } from "@shotlist/schema";
import type { ResolvedProvider } from "../model/plan.ts";
import { childOf, type Located } from "../text/located.ts";
import type { ReadContext } from "./context.ts";
import { readMoney } from "./read-money.ts";
import { readBoolean, readTimeMs } from "./read-typed.ts";

/** Reads a provider's `uploads`. A vendor's published price holds `atVendor` alone; the dearest of several counts. */
export function readUploads(
  written: Located | undefined,
  {
    facts,
    atVendor,
    context,
  }: { readonly facts: FormatFacts; readonly atVendor: boolean; readonly context: ReadContext },
): Pick<ResolvedProvider, "uploads"> {
  if (written === undefined) return {};
  if (written.kind === "scalar" && readBoolean({ node: written, literal: false }, context) !== true) return {};
  if (facts.uploads === undefined) {
    context.report({
      code: "wrong-value",
      at: written,
      message: `${facts.title} documents no upload of local files`,
      help: "Remove `uploads`. A local file is sent in the request where the format takes it, or needs `assets: { baseUrl: https://… }`.",
    });
    return {};
  }
  const life = childOf(written, "expiresAfter");
  const published = atVendor ? facts.uploads.flatMap(({ price }) => price?.value ?? []) : [];
  return {
    uploads: present({
      price:
        readMoney(childOf(written, "price"), context) ??
        published.toSorted((one, other) => other.amount - one.amount)[0],
      lifeMs: life === undefined ? undefined : readTimeMs({ node: life, literal: false }, context),
    }),
  };
}

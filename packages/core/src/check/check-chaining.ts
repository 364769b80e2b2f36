import { roleFactsOf } from "../formats/model-facts.ts";
import type { Located } from "../read/located.ts";
import type { Report } from "../diagnostics/collector.ts";
import type { ResolvedShot, TakeId } from "../plan/plan.ts";
import type { CompiledProvider } from "../resolve/providers.ts";

/** A take as far as chaining is concerned. */
export interface Link {
  readonly id: TakeId;
  readonly intent: ResolvedShot;
  readonly provider: CompiledProvider;
}

export interface ChainSurroundings {
  readonly takeOf: (id: TakeId) => Link | undefined;
  /** Where the intent's nth reference was written. */
  readonly nodeOf: (index: number) => Located;
  readonly report: Report;
  readonly cell: { readonly cell?: string; readonly cellCount?: number };
}

/** Holds a take against the takes whose frames it begins or ends with: someone has to hand the frame over. */
export function checkChaining({ intent, provider }: Link, { takeOf, nodeOf, report, cell }: ChainSurroundings): void {
  for (const [index, { role, media }] of intent.references.entries()) {
    if (media.from !== "take" || media.what !== "lastFrame") continue;
    const source = takeOf(media.take);
    if (source === undefined || source.intent.returnLastFrame === true) continue;
    const forms = roleFactsOf(role, intent.model, provider.facts)?.forms ?? [];
    const name = source.provider.resolved.name;
    if (forms.includes("data") || forms.includes("base64")) {
      report({
        code: "frame-from-clip",
        at: nodeOf(index),
        message: `${name} returns no last frame here, so it is cut from the finished clip`,
        help: "Install ffmpeg where this is rendered, or render that shot with a provider that returns its last frame.",
        ...cell,
      });
    } else {
      report({
        code: "media-form",
        at: nodeOf(index),
        message: `${provider.resolved.name} takes this frame only by URL, and ${name} gives none`,
        help: "Render one of the two shots with a provider that takes frames as data or returns them by URL.",
        ...cell,
      });
    }
  }
}

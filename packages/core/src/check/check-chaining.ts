import { modelFactsOf } from "@shotlist/schema";
import { roleFactsOf } from "../model/model-facts.ts";
import type { ModelFacts, Role } from "@shotlist/schema";
import type { Located } from "../text/located.ts";
import type { Report } from "../diagnostics/collector.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { TakeId } from "../model/take-id.ts";
import type { CompiledProvider, Providers } from "../model/provider.ts";

/** A take as far as chaining is concerned. */
export interface Link {
  readonly id: TakeId;
  readonly asked: ResolvedShot;
  readonly provider: CompiledProvider;
}

/** What checks of a take against others look up, and where they report. */
export interface TakeLinks {
  readonly takeOf: (id: TakeId) => Link | undefined;
  readonly report: Report;
  readonly cell: { readonly cell?: string; readonly cellCount?: number };
}

interface ChainLinks extends TakeLinks {
  /** Where the shot's nth reference was written. */
  readonly nodeOf: (index: number) => Located;
  readonly providers: Providers;
}

/** Holds a take against the takes whose frames it begins or ends with: someone has to hand the frame over. */
export function checkChaining(
  { asked, provider }: Link,
  { takeOf, nodeOf, providers, report, cell }: ChainLinks,
): void {
  for (const [index, { role, media }] of asked.references.entries()) {
    if (media.from !== "take" || media.what !== "lastFrame") continue;
    const source = takeOf(media.take);
    if (source === undefined || source.asked.returnLastFrame === true) continue;
    const forms = roleFactsOf(role, asked.model, provider.facts)?.forms ?? [];
    const name = source.provider.resolved.name;
    if (forms.includes("data") || forms.includes("base64")) {
      report({
        code: "frame-from-clip",
        at: nodeOf(index),
        message: `${name} does not return a last frame here, so it is cut from the finished clip`,
        help: "Install ffmpeg where this is rendered, or render that shot with a provider that returns its last frame.",
        ...cell,
      });
    } else {
      report({
        code: "media-form",
        at: nodeOf(index),
        message: `${provider.resolved.name} accepts this frame only by URL, but ${name} does not return one`,
        help: chainingHelp(role, { asked, source, providers }),
        ...cell,
      });
    }
  }
}

/** Whether a model renders a shot's length and resolution: nobody is sent to one that does not. */
function rendersLike({ duration, resolution }: ResolvedShot, { duration: seconds, resolutions }: ModelFacts): boolean {
  const { min, max, step = 0 } = seconds.value;
  const fits =
    duration === undefined || (duration >= min && duration <= max && (step === 0 || (duration - min) % step === 0));
  return fits && resolutions.value.includes(resolution);
}

/** `Use wisgate (…), or returnLastFrame: true at reveal.`: who takes a frame as data, and how its source would hand it over. */
function chainingHelp(
  role: Role,
  { asked, source, providers }: { readonly asked: ResolvedShot; readonly source: Link; readonly providers: Providers },
): string {
  const takers = [...providers].flatMap(([name, { facts }]) => {
    const able = facts.models.find(
      (model) =>
        rendersLike(asked, model) && model.roles[role]?.forms.some((form) => form === "data" || form === "base64"),
    );
    return able === undefined ? [] : [`${name} (${able.id})`];
  });
  const offers = modelFactsOf(source.asked.model, source.provider.facts)?.returnLastFrame?.value === true;
  const ways = [
    ...(takers.length === 0 ? [] : [`use ${takers.slice(0, 3).join(", ")}`]),
    offers
      ? `\`returnLastFrame: true\` at ${source.id}`
      : `render ${source.id} with a provider that returns its last frame`,
  ];
  const help = ways.join(", or ");
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}

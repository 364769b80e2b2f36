import type { DraftPart } from "@shotlist/schema";
import { autoDuration } from "../model/clip-length.ts";
import { modelFactsOf } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";
import type { Located } from "../text/located.ts";
import type { Link, TakeLinks } from "./check-chaining.ts";

interface DraftLinks extends TakeLinks {
  /** Where `draftOf` was written. */
  readonly at: Located;
}

/** What a final clip has from its draft, so that both shots must say the same. */
const kept = ["model", "duration", "ratio", "audio"] as const satisfies readonly DraftPart[];

/** Holds the final clip of a draft against the draft: same provider, made as a draft, and nothing said in two ways. */
export function checkDraft({ asked, provider }: Link, { takeOf, at, report, cell }: DraftLinks): void {
  const { draftOf } = asked;
  const source = draftOf !== undefined && "take" in draftOf ? takeOf(draftOf.take) : undefined;
  const reuses = modelFactsOf(asked.model, provider.facts)?.draftReuses;
  if (source === undefined || reuses === undefined) return;
  const say = (message: string, help: string): void =>
    report({ code: "conflicting-fields", at, message, help, ...cell });
  if (source.provider.resolved.name !== provider.resolved.name) {
    const here = provider.resolved.name;
    say(
      `The draft is rendered by ${source.provider.resolved.name}, and its tasks cannot be used by ${here}`,
      `Render both with ${here}.`,
    );
    return;
  }
  if (source.asked.draft !== true) say(`${source.id} is not a draft`, "Write `draft: true` in that shot.");
  for (const name of kept) {
    if (!reuses.value.includes(name) || source.asked[name] === asked[name]) continue;
    say(
      `The final clip keeps the ${name} of its draft (${shown(source.asked, name)}), but this shot asks for ${shown(asked, name)}`,
      `Write \`${name}: ${shown(source.asked, name)}\` in both shots, or in \`defaults\`.`,
    );
  }
}

function shown(asked: ResolvedShot, name: (typeof kept)[number]): string {
  const value = asked[name];
  return value === autoDuration ? "auto" : String(value ?? "none");
}

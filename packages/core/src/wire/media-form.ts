import type { FormatFacts, MediaForm } from "@shotlist/schema";
import type { Reference } from "../model/media.ts";
import { roleFactsOf } from "../model/model-facts.ts";

/**
 * The form in which a medium goes over the wire: bytes are sent as a data URI (or as bare Base64) where the format takes
 * them for the role, else by address. `undefined` where the format takes none of the forms the medium can have.
 */
export function mediaFormOf(
  reference: Reference,
  { model, facts }: { readonly model: string; readonly facts: Pick<FormatFacts, "models"> },
): MediaForm | undefined {
  const accepted = roleFactsOf(reference.role, model, facts)?.forms ?? [];
  return possibleForms(reference).find((form) => accepted.includes(form));
}

function possibleForms({ media }: Reference): readonly MediaForm[] {
  switch (media.from) {
    case "url":
      return ["url"];
    case "asset":
      return ["asset"];
    case "data":
      return ["data", "base64"];
    case "file":
      if (media.upload === true) return ["url"];
      return media.url === undefined ? ["data", "base64"] : ["data", "base64", "url"];
    case "take":
      return ["data", "base64", "url"];
    default:
      return media satisfies never;
  }
}

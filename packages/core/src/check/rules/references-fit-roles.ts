import type { MediaForm, Role } from "@shotlist/schema";
import { mediaFormOf } from "../../wire/media-form.ts";
import type { Reference } from "../../model/media.ts";
import { roleWords } from "./role-words.ts";
import { byAddress, uploadFault } from "./upload-fault.ts";
import { fine, type Finding, listed, type Rule, type Subject } from "./rule.ts";

const formWords: { readonly [name in MediaForm]: string } = {
  url: "a URL",
  data: "a data: URI",
  base64: "bytes",
  asset: "asset://id",
};

/** Every reference has a role that the model offers, in a form and a number that it takes. */
export const referencesFitRoles: Rule = (subject) => {
  const { references } = subject.asked;
  if (references.length === 0) return fine;
  const counts = new Map<Role, number>();
  return references.flatMap((reference, index) => {
    const count = (counts.get(reference.role) ?? 0) + 1;
    counts.set(reference.role, count);
    return checkReference(reference, `reference ${index}`, count, subject);
  });
};

function checkReference(reference: Reference, field: string, count: number, subject: Subject): readonly Finding[] {
  const { model, provider, facts } = subject;
  const role = model.roles[reference.role];
  const words = roleWords[reference.role];
  if (role === undefined || role.max === 0) {
    return [{ code: "role-unsupported", field, message: `${provider} does not accept ${words} with ${model.id}` }];
  }
  const { provenance } = role;
  if (count > role.max) {
    if (count > role.max + 1) return fine;
    const message = `${provider} accepts at most ${role.max} ${words}`;
    return [{ code: "references-too-many", field, message, instead: `keep ${role.max}`, provenance }];
  }
  if (mediaFormOf(reference, { model: model.id, facts }) !== undefined) return fine;
  const unfit = role.forms.includes("url") ? uploadFault(reference, subject) : undefined;
  if (unfit !== undefined) return [{ code: "media-form", field, ...unfit }];
  const forms = listed(role.forms.map((form) => formWords[form]));
  const message = `${provider} accepts the ${words} as ${forms}; this is ${formOf(reference)}`;
  return [{ code: "media-form", field, message, ...remedy(reference, role.forms, subject), provenance }];
}

function formOf({ media }: Reference): string {
  switch (media.from) {
    case "url":
      return "a URL";
    case "asset":
      return "asset://id";
    case "data":
      return "a data: URI";
    case "file":
      return "a local file";
    case "take":
      return "made by another shot";
    default:
      return media satisfies never;
  }
}

function remedy(
  { media, kind }: Reference,
  forms: readonly MediaForm[],
  { facts }: Subject,
): { readonly instead?: string } {
  if (!forms.includes("url")) return {};
  if (media.from !== "file") return { instead: "give it by URL" };
  const isUploadable = facts.uploads?.some(({ kinds }) => kinds.includes(kind)) === true;
  return { instead: isUploadable ? `set \`uploads: true\` at the provider, or ${byAddress}` : byAddress };
}

import { codecFor, type FormatCodec } from "@shotlist/core";
import { factsOf, isFormatId, type MediaForm, type Role } from "@shotlist/schema";

/** What the runner needs to know of a wire format. */
export interface FormatSupport {
  readonly codec: FormatCodec;
  /** In which forms a medium of this role may be handed over. */
  readonly mediaForms: (model: string, role: Role) => readonly MediaForm[];
  /** Bounds of the seed where the model honours one. */
  readonly seedRange: (model: string) => { readonly min: number; readonly max: number } | undefined;
  readonly failuresAreFree: boolean;
  readonly maxBodyBytes: number;
}

/** The format as the packages below know it. */
export function formatSupportOf(format: string): FormatSupport {
  if (!isFormatId(format)) throw new Error(`no such format: ${format}`);
  const facts = factsOf(format);
  // A model outside the catalogue is taken for the catalogue's first: the service decides.
  const modelOf = (id: string): (typeof facts.models)[number] | undefined =>
    facts.models.find((model) => model.id === id || model.aliases?.includes(id)) ?? facts.models[0];
  return {
    codec: codecFor(format),
    mediaForms: (model, role) => modelOf(model)?.roles[role]?.forms ?? [],
    seedRange: (model) => modelOf(model)?.seed?.value,
    failuresAreFree: facts.failuresAreFree.value,
    maxBodyBytes: facts.maxBodyBytes.value,
  };
}

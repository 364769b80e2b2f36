import type { FormatCodec } from "@shotlist/core";
import type { MediaForm, Role } from "@shotlist/schema";

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

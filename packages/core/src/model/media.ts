import type { MediaKind, Role } from "@shotlist/schema";
import type { TakeId } from "./take-id.ts";

/** Where a medium comes from. `sha256` is the hash of its bytes, in hex. */
export type Media =
  | { readonly from: "url"; readonly url: string }
  | { readonly from: "asset"; readonly id: string }
  | { readonly from: "data"; readonly uri: string; readonly sha256: string }
  | {
      readonly from: "file";
      /** Relative to the storyboard's folder, with `/`. */
      readonly path: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly mediaType: string;
      /** The public address of the file, where the storyboard has `assets.baseUrl` and the format takes no data URI. */
      readonly url?: string;
      /** Set where the file is uploaded to the provider, whose address for it goes into the request. */
      readonly upload?: true;
    }
  | { readonly from: "take"; readonly take: TakeId; readonly what: "lastFrame" | "video" };

/** An asset bound to a shot with a role. */
export interface Reference {
  readonly kind: MediaKind;
  readonly role: Role;
  readonly media: Media;
}

/** Words of a prompt, or the place where it names its nth medium of a kind (from 1). */
export type PromptPart = string | { readonly kind: MediaKind; readonly index: number };

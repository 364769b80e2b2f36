import type { JsonObject } from "../json/json.ts";
import type { MediaKind } from "./model-facts.ts";
import type { Fact, Provenance } from "./provenance.ts";

/** How an upload that cannot be taken is answered, as documented. */
export interface UploadRefusal {
  readonly httpStatus: number;
  readonly body: JsonObject;
  readonly provenance: Provenance;
}

/**
 * An endpoint to which a local file goes as `multipart/form-data`, and which answers with an address under which requests may name it.
 * An endpoint that takes addresses alone is none.
 */
export interface UploadFact {
  /** Kinds of media that go there. */
  readonly kinds: readonly MediaKind[];
  /** A `POST` goes there. */
  readonly path: string;
  /** Name of the form's field that holds the file. */
  readonly field: string;
  /** Steps to the address within the answer, such as `data`, `url`. */
  readonly urlAt: readonly [string, ...string[]];
  /** Steps to the upload's own id. */
  readonly idAt: readonly [string, ...string[]];
  /** What an answer is besides, such as `success: true`. */
  readonly around?: JsonObject;
  /** Media types that are taken; any where the document names none. */
  readonly mediaTypes?: readonly string[];
  /** The most bytes of a file; absent where the document names no limit. */
  readonly maxBytes?: number;
  /** How long the address can be used, in seconds. */
  readonly lifeSeconds: Fact<number>;
  /** What one upload costs at the vendor's own host; absent where no price is documented. */
  readonly price?: Fact<{ readonly amount: number; readonly currency: string }>;
  readonly refusals: { readonly mediaType?: UploadRefusal; readonly tooLarge?: UploadRefusal };
  readonly provenance: Provenance;
}

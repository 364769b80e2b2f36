import type { TakeError } from "../failures/take-error.ts";
import type { Upload } from "../ledger/upload.ts";

/** What came of an upload: an address for requests, or why there is none. `final`: no try in this run would bring another one. */
export type UploadResult =
  | { readonly upload: Upload; readonly url: string }
  | { readonly error: TakeError; readonly final: boolean };

import { alphanumerics, lowerAlphanumerics } from "../random/seeded-random.ts";
import { optionalBoolean, optionalNumber, optionalText } from "../shapes/read-fields.ts";
import { unixSeconds } from "../shapes/unix-seconds.ts";
import { parsePixelSize, sizeOfRatio } from "../tasks/pixel-size.ts";

/** What the vendors of the built-in formats are made of, for one whose folder may be anywhere and that imports nothing. */
export interface VendorKit {
  readonly alphanumerics: string;
  readonly lowerAlphanumerics: string;
  readonly optionalBoolean: typeof optionalBoolean;
  readonly optionalNumber: typeof optionalNumber;
  readonly optionalText: typeof optionalText;
  readonly parsePixelSize: typeof parsePixelSize;
  readonly sizeOfRatio: typeof sizeOfRatio;
  readonly unixSeconds: typeof unixSeconds;
}

/** The kit for any format. */
export const vendorKit: VendorKit = {
  alphanumerics,
  lowerAlphanumerics,
  optionalBoolean,
  optionalNumber,
  optionalText,
  parsePixelSize,
  sizeOfRatio,
  unixSeconds,
};

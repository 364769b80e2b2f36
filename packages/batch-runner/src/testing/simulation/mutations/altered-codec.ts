import type { FormatCodec } from "@shotlist/core";
import { formatSupportOf, type FormatSupport } from "../../../formats/format-support.ts";

/** The formats with a codec of which some parts were replaced. */
export function withCodec(replace: (codec: FormatCodec) => Partial<FormatCodec>): (format: string) => FormatSupport {
  return (format) => {
    const support = formatSupportOf(format);
    return { ...support, codec: { ...support.codec, ...replace(support.codec) } };
  };
}

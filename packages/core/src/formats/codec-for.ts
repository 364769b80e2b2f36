import type { FormatId } from "@shotlist/schema";
import type { FormatCodec } from "../wire/codec.ts";
import * as registry from "./registry.ts";

const codecs: ReadonlyMap<string, FormatCodec> = new Map(
  Object.entries(registry).map(([id, { codec }]) => [id, codec]),
);

/** The codec of a registered format. */
export function codecFor(format: FormatId): FormatCodec {
  const codec = codecs.get(format);
  if (codec === undefined) throw new Error(`No codec is registered for the format ${format}.`);
  return codec;
}

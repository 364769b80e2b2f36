import type { FormatId } from "@shotlist/schema";
import type { FormatCodec } from "../wire/codec.ts";
import * as registry from "./registry.ts";

const codecs = new Map<string, FormatCodec>(Object.entries(registry).map(([id, { codec }]) => [id, codec]));

/** The codec of a registered format. */
export function codecFor(format: FormatId): FormatCodec {
  const codec = codecs.get(format);
  if (codec === undefined) throw new Error(`No codec is registered for the format ${format}.`);
  return codec;
}

/** Adds the codec of a format that is not built in, for as long as the program runs. */
export function registerCodec(codec: FormatCodec): void {
  if (Object.hasOwn(registry, codec.id)) throw new RangeError(`${codec.id} is built in`);
  codecs.set(codec.id, codec);
}

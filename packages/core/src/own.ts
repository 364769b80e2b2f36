// Formats that are not built in
export { registerCodec } from "./formats/codec-for.ts";
export { createMappedCodec } from "./wire/mapped-codec.ts";
export { mappingFaults, type MappingFault } from "./wire/mapping-faults.ts";
export { codecKitFor, type CodecKit } from "./wire/codec-kit.ts";
export type { DefinedCodec } from "./wire/codec.ts";
export { readDocument, type ReadDocument } from "./read/read-document.ts";

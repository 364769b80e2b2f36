// Formats that are not built in
export { isOwnFormat, registerFormat } from "./formats.ts";
export { ownFormat, type OwnFormat } from "./own/own-format.ts";
export { holdsValue, placeOf, type MappedPart, type MappedPlace, type RequestMapping } from "./contract/mapping.ts";

// What their schemas are made of
export { collectRules } from "./rules/collect-rules.ts";
export type { CompiledFormat, CompiledMessage, CompiledValidator } from "./validation/compiled.ts";
export { strictness, withoutWords } from "./rules/compiler-input.ts";

// JSON pointers
export { stepsOf, valueAt, valueAtSteps, withValueAt } from "./json/pointer.ts";

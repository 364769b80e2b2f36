// Formats and what is known about them
export {
  editionOf,
  editionsOf,
  factsOf,
  formatEditions,
  formatIds,
  formatOf,
  inEdition,
  isFormatId,
  isFormatRef,
} from "./formats.ts";
export type { FormatId, FormatRef } from "./formats.ts";
export { relatedStatusOf, spellingOf } from "./related-statuses.ts";
export { saysEmptyAccount } from "./related-errors.ts";
export type * from "./facts/facts.ts";
export { modelFactsOf } from "./facts/model-lookup.ts";
export { levelOf } from "./facts/provenance.ts";
export { bodyOfForm } from "./form-body.ts";
export type { FormField } from "./form-body.ts";
export type { Grade, Level, Provenance } from "./facts/provenance.ts";

// Providers that are built in
export { builtInFormatOf, builtInProviders, factsAt, namedProviders } from "./providers.ts";
export type { BuiltInProvider } from "./providers.ts";

// How old facts are
export { agesOf, asOfOf, isStaleAt, staleAfterDays } from "./facts/ages.ts";
export type { FactAge } from "./facts/ages.ts";

// Messages and their rules
export { hasMessage, rulesOf, validateMessage } from "./validate-message.ts";
export { isMessageName, messageNames } from "./validation/verdict.ts";
export type { MessageError, MessageName, MessageVerdict, Rule } from "./validation/verdict.ts";

// Storyboards
export { validateIncluded, validateShot, validateStoryboard } from "./storyboard/validate-storyboard.ts";
export type { StoryboardError, StoryboardVerdict } from "./storyboard/storyboard-verdict.ts";
export type {
  Defaults,
  IncludedFile,
  Matrix,
  Price,
  Provider,
  References,
  Shot,
  Storyboard,
} from "./generated/storyboard/types.ts";

// The owner's configuration
export { validateConfig } from "./config/validate-config.ts";
export type { OwnerConfig } from "./generated/config/types.ts";

export { isJsonObject } from "./json/json.ts";
export type { JsonObject, JsonValue } from "./json/json.ts";
export { present } from "./json/present.ts";
export { tooDeepAt } from "./json/json-depth.ts";

// What functions of the packages check of their options.
export { assertOptions, faultsOfOptions } from "./options/faults-of-options.ts";
export type { OptionKind } from "./options/faults-of-options.ts";
// Hosts, which decide about money and keys.
export { isLoopbackHost, isThisMachine } from "./hosts/this-machine.ts";

// How pages and reports are written
export { html } from "./markup/html.ts";
export type { Markup } from "./markup/html.ts";

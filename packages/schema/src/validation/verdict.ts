import type { Level, Provenance } from "../facts/provenance.ts";

/** Every message that a format may describe. */
export const messageNames = [
  "submit.request",
  "submit.response",
  "task.response",
  "error.response",
  "webhook.request",
] as const;

export type MessageName = (typeof messageNames)[number];

/** Whether a text names a message. */
export function isMessageName(text: string): text is MessageName {
  return messageNames.some((name) => name === text);
}

/** One statement of a schema: a bound, an enum, a required key, an exclusive pair. */
export interface Rule {
  /** Stable within a message, such as `duration.minimum` or `one-mode`. */
  readonly id: string;
  readonly level: Level;
  readonly provenance: Provenance;
  readonly description: string;
}

/** A rule with the place of the message's schema that states it. */
export interface LocatedRule extends Rule {
  /** Path into the schema with its references expanded, such as `#/properties/duration/minimum`. */
  readonly at: string;
  /** Whether everything below `at` belongs to this rule. */
  readonly composite: boolean;
  /** The first edition in which the rule holds, and the first in which it holds no longer. */
  readonly since?: string;
  readonly until?: string;
}

/** One broken rule. `path` is a JSON pointer into the body. */
export interface MessageError {
  readonly path: string;
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly provenance: Provenance;
}

/** `errors` hold broken rules of level `reject` (all, with `strict`); `advice` holds the rest. */
export type MessageVerdict =
  | { readonly ok: true; readonly advice: readonly MessageError[] }
  | { readonly ok: false; readonly errors: readonly MessageError[]; readonly advice: readonly MessageError[] };

import type { LocatedRule, MessageName } from "./verdict.ts";

/** What a schema object says of itself to a reader. */
export interface PhrasedSchema {
  readonly errorMessage?: string;
  readonly patternErrorMessage?: string;
  readonly properties?: { readonly [name: string]: { readonly not?: unknown } };
}

/** One finding of a compiled validator. */
export interface KeywordError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** The schema object that holds the keyword, where the validator keeps it. */
  readonly parentSchema?: PhrasedSchema;
}

/** A validator compiled ahead of time. After a `false`, `errors` holds what was found. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly KeywordError[] | null;
}

/** What generation yields for one message. */
export interface CompiledMessage {
  readonly validate: CompiledValidator;
  readonly rules: readonly LocatedRule[];
}

/** What generation yields for one format. */
export type CompiledFormat = { readonly [message in MessageName]?: CompiledMessage };

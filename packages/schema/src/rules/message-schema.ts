import type { JsonValue } from "../json/json.ts";
import type { Level, Provenance } from "../facts/provenance.ts";

type JsonType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** Names a rule that several keywords state together, so that breaking it yields one error. */
export interface NamedRule {
  readonly id: string;
  readonly description: string;
}

/** Says that properties beyond the listed ones are unwelcome, and on whose word. */
export interface ClosedBy {
  readonly provenance: Provenance;
  readonly description: string;
}

/** JSON Schema 2020-12 as our schemas use it, with our annotations. */
export interface MessageSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: MessageSchema };
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: MessageSchema;
  readonly contains?: MessageSchema;
  readonly minContains?: number;
  readonly dependentSchemas?: { readonly [name: string]: MessageSchema };
  readonly maxContains?: number;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: MessageSchema };
  readonly additionalProperties?: false | MessageSchema;
  readonly patternProperties?: { readonly [pattern: string]: MessageSchema };
  readonly minProperties?: number;
  readonly allOf?: readonly MessageSchema[];
  readonly anyOf?: readonly MessageSchema[];
  readonly oneOf?: readonly MessageSchema[];
  readonly not?: MessageSchema;
  readonly if?: MessageSchema;
  readonly then?: MessageSchema;
  readonly else?: MessageSchema;
  /** The property that distinguishes the branches of `oneOf`; each branch gives it a `const`. */
  readonly discriminator?: { readonly propertyName: string };
  /** What editors and `check` say when this subschema, or its `pattern`, does not hold. */
  readonly errorMessage?: string;
  readonly patternErrorMessage?: string;
  /** Source of everything in this subschema that says nothing nearer. */
  readonly "x-provenance"?: Provenance;
  /** Defaults to `reject` for what is documented and to `advice` for the rest. */
  readonly "x-level"?: Level;
  readonly "x-rule"?: NamedRule;
  readonly "x-closed"?: ClosedBy;
  /** The first edition in which this subschema holds, and the first in which it holds no longer. */
  readonly "x-since"?: string;
  readonly "x-until"?: string;
}

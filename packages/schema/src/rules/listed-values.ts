import type { JsonValue } from "../json/json.ts";
import type { MessageSchema } from "./message-schema.ts";

/** The values that a schema lists, itself or in a branch without a name, such as that of one edition. */
export function listedValues(schema: MessageSchema): readonly JsonValue[] | undefined {
  return schema.enum ?? schema.allOf?.find((branch) => branch["x-rule"] === undefined && branch.enum)?.enum;
}

import { factsOf, formatIds, isFormatId } from "@shotlist/schema";
import type { FormatFacts, FormatId } from "@shotlist/schema";
import * as registry from "./registry.ts";
import type { JsonObject } from "../http/message.ts";
import type { TaskView, Vendor } from "./vendor.ts";

/** A vendor that the server plays, with what is known of its format. */
export interface MountedFormat {
  readonly id: FormatId;
  readonly facts: FormatFacts;
  readonly vendor: Vendor;
}

const vendors: ReadonlyMap<string, Vendor> = new Map(
  Object.entries(registry).map(([id, { vendor }]: readonly [string, { readonly vendor: Vendor }]) => [id, vendor]),
);

/** Formats that the mock server can play, in the order of the documents. */
export const playableFormats: readonly FormatId[] = formatIds.filter((id) => vendors.has(id));

/** Looks the formats up; throws for one that the server does not play. */
export function mountFormats(ids: readonly string[] = playableFormats): readonly MountedFormat[] {
  return ids.map((id) => {
    const vendor = vendors.get(id);
    if (vendor === undefined || !isFormatId(id)) {
      throw new RangeError(`There is no mock of the format "${id}"; there is one of: ${playableFormats.join(", ")}`);
    }
    return { id, facts: factsOf(id), vendor };
  });
}

/** Names of the other shapes in which a format's answers for a task were seen. */
export function variantsOf(id: string): readonly string[] {
  return Object.keys(vendors.get(id)?.observedVariants ?? {});
}

/** Looks observed variants up by format and name; throws for one that the format does not have. */
export function chooseVariants(
  formats: readonly MountedFormat[],
  names: Readonly<Record<string, string>>,
): ReadonlyMap<string, (view: TaskView) => JsonObject> {
  return new Map(
    Object.entries(names).map(([id, name]) => {
      const variants = formats.find((format) => format.id === id)?.vendor.observedVariants ?? {};
      const variant = variants[name];
      if (variant === undefined) {
        throw new RangeError(`${id} has no variant "${name}"; it has: ${Object.keys(variants).join(", ") || "none"}`);
      }
      return [id, variant];
    }),
  );
}

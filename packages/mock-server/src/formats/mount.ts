import { editionsOf, factsOf, formatIds, inEdition, isFormatId, type JsonObject } from "@shotlist/schema";
import type { FormatFacts, FormatId, FormatRef } from "@shotlist/schema";
import * as registry from "./registry.ts";
import type { TaskView, Vendor } from "../vendor/vendor.ts";

/** A vendor that the server plays, with what is known about its format. */
export interface MountedFormat {
  readonly id: FormatId;
  /** What its messages are checked against: one edition of the format, or all of them. */
  readonly edition: FormatRef;
  /** Whether the vendor has ended this API: it takes no more tasks. */
  readonly isEnded: boolean;
  readonly facts: FormatFacts;
  readonly vendor: Vendor;
}

const vendors = new Map<string, Vendor>(
  Object.entries(registry).map(([id, { vendor }]: readonly [string, { readonly vendor: Vendor }]) => [id, vendor]),
);

const playable: FormatId[] = formatIds.filter((id) => vendors.has(id));

/** Formats of the mock server, in the order of the documents; added ones come last. */
export const playableFormats: readonly FormatId[] = playable;

/** Adds the vendor of a registered format that is not built in, for as long as the program runs. */
export function registerVendor(id: FormatId, vendor: Vendor): void {
  if (Object.hasOwn(registry, id)) throw new RangeError(`${id} is built in`);
  vendors.set(id, vendor);
  if (!playable.includes(id)) playable.push(id);
}

/** The word for an API that its vendor has ended, in place of an edition. */
const ended = "ended";

/**
 * Looks the formats up; throws for one that the server does not play. A format that lacks the edition is played as if none
 * was named; an edition that all of them lack is a mistake.
 */
export function mountFormats(ids: readonly string[] = playableFormats, edition?: string): readonly MountedFormat[] {
  const has = (id: FormatId): boolean => editionsOf(id).some((one) => one.id === edition);
  if (edition !== undefined && edition !== ended && !ids.some((id) => isFormatId(id) && has(id))) {
    throw new RangeError(`No format of this server has the edition "${edition}"; available: ${editionsIn(ids)}`);
  }
  return ids.map((id) => {
    const vendor = vendors.get(id);
    if (vendor === undefined || !isFormatId(id)) {
      throw new RangeError(`There is no mock for the format "${id}"; available: ${playableFormats.join(", ")}`);
    }
    const ref = has(id) ? inEdition(id, edition) : id;
    return { id, edition: ref, isEnded: edition === ended, facts: factsOf(ref), vendor };
  });
}

function editionsIn(ids: readonly string[]): string {
  const known = ids.filter((id) => isFormatId(id)).flatMap((id) => editionsOf(id).map((one) => one.id));
  return [...new Set(known)].toSorted().concat(ended).join(", ");
}

/** Names of the other shapes that real answers of a format were seen in. */
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

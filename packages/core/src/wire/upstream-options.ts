import type { JsonObject, JsonValue } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";

/** Options of a shot by the names that the upstream of these models gives them. Relays hand them on under the same names. */
const wireNames = {
  watermark: "watermark",
  cameraFixed: "camera_fixed",
  outputFormat: "output_format",
  priority: "priority",
  returnLastFrame: "return_last_frame",
  serviceTier: "service_tier",
  expiresAfter: "execution_expires_after",
} as const;

type NamedOption = keyof typeof wireNames;
type UpstreamOption = NamedOption | "webSearch";

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has these keys and no other
const options = Object.entries(wireNames) as readonly (readonly [NamedOption, string])[];

/** The options of a shot as the upstream writes them. */
export function upstreamOptions(shot: ResolvedShot): JsonObject {
  const written: { [name: string]: JsonValue } = {};
  for (const [name, wireName] of options) {
    const value = shot[name];
    if (value !== undefined) written[wireName] = value;
  }
  if (shot.webSearch === true) written["tools"] = [{ type: "web_search" }];
  return written;
}

type Sayings<Saying> = { readonly [Name in UpstreamOption]: Saying };

/** What a format says of the options that hands them on … */
export const withUpstreamOptions: Sayings<"field"> = sayings("field");
/** … and one that has no place for them. It says so again for those that it does have. */
export const withoutUpstreamOptions: Sayings<"never"> = sayings("never");

function sayings<Saying>(saying: Saying): Sayings<Saying> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each option
  return Object.fromEntries(
    [...options.map(([name]) => name), "webSearch"].map((name) => [name, saying]),
  ) as Sayings<Saying>;
}

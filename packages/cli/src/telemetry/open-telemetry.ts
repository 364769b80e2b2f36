import { writeNotes } from "../output/notes.ts";
import type { World } from "../world/world.ts";
import { guarded } from "./guarded.ts";
import type { Telemetry } from "./telemetry.ts";

/** Where `@opentelemetry/api` 1.x keeps what was registered, in whichever copy of it. */
const registry = Symbol.for("opentelemetry.js.api.1");

interface TelemetryOptions {
  /** One run at a time: it gets a span of its own, with its takes in it. */
  readonly isOneRun: boolean;
}

/** Whether whoever started this program has registered where traces or metrics go. */
function isRegistered(): boolean {
  const found = guarded<unknown>(() => Reflect.get(globalThis, registry));
  return typeof found === "object" && found !== null && ("trace" in found || "metrics" in found);
}

/** Loads `@opentelemetry/api` where a provider of traces or metrics is registered, and nothing otherwise. */
export async function openTelemetry(
  { isOneRun }: TelemetryOptions,
  { env, stderr }: Pick<World, "env" | "stderr">,
): Promise<Telemetry | undefined> {
  if (env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true" || !isRegistered()) return undefined;
  const loaded = await import("./observe-runs.ts").catch(() => undefined);
  if (loaded !== undefined) return guarded(() => loaded.observeRuns({ isOneRun }));
  writeNotes(stderr, ["@opentelemetry/api cannot be loaded: no traces and no metrics; install it next to Shotlist"]);
  return undefined;
}

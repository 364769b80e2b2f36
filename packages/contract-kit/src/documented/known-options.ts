import type { LifecycleOptions } from "./serve-documented.ts";

const known: Readonly<Record<keyof LifecycleOptions, true>> = {
  outcome: true,
  polls: true,
  taskId: true,
  videoUrl: true,
  baseUrl: true,
  clip: true,
};

/** A misspelt option would let a test pass for the wrong reason; in plain JavaScript nobody else finds it. */
export function refuseUnknownOptions(caller: string, options: LifecycleOptions): void {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length === 0) return;
  throw new TypeError(`${caller} has no option ${unknown.join(", ")}; it has ${Object.keys(known).join(", ")}`);
}

import type { ResolvedShot } from "../model/shot.ts";

/**
 * Our own guard: a shot that asks for what a format cannot say is refused with a diagnostic before it is encoded, so that no
 * field is ever dropped in silence. `false` asks for nothing.
 */
export function assertUnused(shot: ResolvedShot, fields: readonly (keyof ResolvedShot)[]): void {
  const used = fields.filter((field) => shot[field] !== undefined && shot[field] !== false);
  if (used.length > 0) throw new Error(`A shot was encoded for a format that cannot say: ${used.join(", ")}.`);
}

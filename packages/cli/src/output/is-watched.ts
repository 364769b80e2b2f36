import type { Environment, Output } from "../world/world.ts";

/** Whether somebody looks at what is printed: a terminal, and no build machine. */
export function isWatched({ isTTY }: Pick<Output, "isTTY">, env: Environment): boolean {
  return isTTY && (env["CI"] ?? "") === "";
}

import { say } from "../text/say.ts";
import type { Interruption, World } from "../world/world.ts";

/** Says once what an interruption does, and what a second one does. */
export function announceInterruption({ signal }: Interruption, { stderr }: World): void {
  const announcement = say`\nStopping: no new submits; submits in flight get five seconds. Press Ctrl-C again to quit immediately.\n`;
  signal.addEventListener("abort", () => stderr.write(announcement), { once: true });
}

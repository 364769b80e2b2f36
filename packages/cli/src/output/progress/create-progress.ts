import type { Money } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { World } from "../../world/world.ts";
import { styleFor } from "../style.ts";
import { createLiveView } from "./live-view.ts";
import { createPlainLog } from "./plain-log.ts";
import type { Progress } from "./progress.ts";

const repaintEveryMs = 250;

interface ProgressOptions {
  readonly interactive: boolean;
  readonly manyStoryboards: boolean;
  /** What the run may spend; absent where no money is real. */
  readonly budget?: readonly Money[];
}

/** Progress on stderr: live lines at a terminal, plain lines elsewhere. Disposing takes the live lines away. */
export function createProgress(
  { stderr, env }: Pick<World, "stderr" | "env">,
  { interactive, manyStoryboards, budget }: ProgressOptions,
): Progress & Disposable {
  const words = { style: styleFor(stderr, env), manyStoryboards, now: () => performance.now() };
  if (!interactive) return { ...createPlainLog(stderr, words), [Symbol.dispose]: () => undefined };
  const progress = createLiveView(stderr, { ...words, ...present({ budget }) });
  const timer = setInterval(() => progress.repaint(), repaintEveryMs);
  return {
    ...progress,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      progress.close();
    },
  };
}

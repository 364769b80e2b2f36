import type { World } from "../../world/world.ts";
import { styleFor } from "../style.ts";
import { createPlainProgress, createTerminalProgress, type Progress } from "./progress.ts";

const repaintEveryMs = 250;

/** Progress on stderr: a moving line at a terminal, plain lines elsewhere. Disposing takes the moving line away. */
export function createProgress(
  { stderr, env }: Pick<World, "stderr" | "env">,
  { interactive, manyStoryboards }: { readonly interactive: boolean; readonly manyStoryboards: boolean },
): Progress & Disposable {
  const words = { style: styleFor(stderr, env), manyStoryboards };
  if (!interactive) return { ...createPlainProgress(stderr, words), [Symbol.dispose]: () => undefined };
  const progress = createTerminalProgress(stderr, { ...words, now: () => performance.now() });
  const timer = setInterval(() => progress.repaint(), repaintEveryMs);
  return {
    ...progress,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      progress.close();
    },
  };
}

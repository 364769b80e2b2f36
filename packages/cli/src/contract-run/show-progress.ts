import type { ContractProgress } from "@shotlist/contract-kit";
import { ownSequence } from "../output/plain-text.ts";
import type { Output } from "../world/world.ts";

/** Goes back to the start of the line and empties it. */
const clearLine = ownSequence("2K");

/** Cases between two lines where nobody sees a line move. */
const casesPerLine = 25;

/** Cases that live through a task or a walk, which can take minutes against an endpoint in real time. */
const isLong = (id: string): boolean => id.startsWith("lifecycle/") || id.startsWith("generated/");

/** Says how far a run has come: at a terminal a line that moves, elsewhere a line now and then. */
export function showProgress(output: Output): Disposable & { readonly onCase: (progress: ContractProgress) => void } {
  if (output.isTTY) {
    return {
      onCase: ({ id, done, total }) =>
        output.write(`${clearLine}${`${done}/${total}  ${id}`.slice(0, output.columns - 1)}`),
      [Symbol.dispose]: () => output.write(clearLine),
    };
  }
  return {
    onCase: ({ id, done, total }) => {
      if (isLong(id) || (done > 0 && done % casesPerLine === 0)) output.write(`${done}/${total}  ${id}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

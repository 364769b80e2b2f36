import type { Answer, Call } from "./decide.ts";

interface Waiting {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** So many calls share a transaction at most. */
const most = 500;

/** Collects the calls of one tick, and those that come while others are on their way, into as few transactions as can be. */
export function createBatches(run: (calls: readonly Call[]) => Promise<readonly Answer[]>): {
  readonly add: (call: Call) => Promise<unknown>;
  readonly idle: () => Promise<void>;
} {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    // What the rest of this tick asks for comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await run(batch.map(({ call }) => call));
        for (const [index, { resolve, reject }] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error("the ledger gave no answer"));
          else if ("error" in answer) reject(answer.error);
          else resolve(answer.value);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = undefined;
  }

  return {
    add: (call) =>
      new Promise((resolve, reject) => {
        waiting.push({ call, resolve, reject });
        running ??= runAll();
      }),
    idle: async () => running,
  };
}

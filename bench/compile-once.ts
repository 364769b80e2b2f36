import { compileStoryboard, type Plan } from "@shotlist/core";

/** Compiles a storyboard that must yield so many takes. */
export function compileOnce(text: string, takes: number): Plan {
  const missing = { problem: "missing" } as const;
  const files = { readText: () => missing, describe: () => missing };
  const { plan, diagnostics } = compileStoryboard({ file: "bench.yaml", text }, { files });
  if (plan?.takes.length === takes) return plan;
  throw new Error(`Expected ${takes} takes: ${JSON.stringify(diagnostics.slice(0, 3))}`);
}

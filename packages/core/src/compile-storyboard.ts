import { assertOptions } from "@shotlist/schema";
import { createCollector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { FileSource } from "./files/file-source.ts";
import { compilePlan } from "./plan/compile-plan.ts";
import type { Plan } from "./model/plan.ts";
import { readStoryboard, type StoryboardText } from "./read/read-storyboard.ts";
import type { Target } from "./model/realm.ts";
import { resolveStoryboard } from "./resolve/storyboard.ts";

export interface CompileOptions {
  readonly files: FileSource;
  /** The environment; only the variables that the storyboard lists under `env` are read. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** Which of the variables that the storyboard lists it may read. Default: all of `env`. */
  readonly mayReadEnv?: (name: string) => boolean;
  /** Another endpoint than the configured one. */
  readonly target?: Target;
  /** Advice counts as an error. */
  readonly strict?: boolean;
  /** `draft`: the plan of the drafts, each shot in the cheapest form that its model documents. Default: the plan of the clips. */
  readonly stage?: "draft" | undefined;
}

export interface Compiled {
  /** Absent when there is an error. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

const optionKinds = {
  files: "object",
  env: "object",
  mayReadEnv: "function",
  target: "any",
  strict: "flag",
  stage: "text",
} as const;

/** Compiles a storyboard into a plan. Pure: the same text, files and variables give the same bytes. Never throws for what an author wrote. */
export function compileStoryboard(storyboard: StoryboardText, options: CompileOptions): Compiled {
  assertOptions<CompileOptions>("compileStoryboard", options, optionKinds);
  const { files, env = {}, mayReadEnv = () => true, target, strict = false, stage } = options;
  const collector = createCollector({ strict });
  const { report } = collector;
  const document = readStoryboard(storyboard, { files, report });
  if (document === undefined) return { diagnostics: collector.list() };
  const resolved = resolveStoryboard(document, { files, env, mayReadEnv, target, report });
  const plan = compilePlan(resolved, { ...collector, stage });
  const diagnostics = collector.list();
  return collector.hasErrors() || plan === undefined ? { diagnostics } : { plan, diagnostics };
}

import { createHash } from "node:crypto";
import type { JoinedTake } from "@shotlist/batch-runner";
import type { Estimate, Plan, ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { parseJson } from "../files/parse-json.ts";
import { isStage, type Stage } from "../ladder/stage.ts";

/** What a plan file keeps of a take: enough to notice whatever would make its render another one. No request, no address. */
export interface ReviewedTake {
  readonly storyboard: string;
  readonly id: string;
  readonly realm: string;
  /** What a render would do, and on behalf of which attempt. */
  readonly action: string;
  readonly retake: boolean;
  readonly fetch: boolean;
  readonly attempt: string | null;
  readonly task: string | null;
  readonly digest: string;
  /** SHA-256 of the request and of the endpoint that it goes to. */
  readonly request: string;
  readonly endpoint: string;
  readonly estimate: Estimate;
  readonly output: string;
}

/** A plan that can be reviewed, and run later. */
export interface PlanFile {
  readonly shotlistPlan: 1;
  /** The storyboards, relative to where the plan was made. */
  readonly files: readonly string[];
  /** The value of `--only`. */
  readonly only?: string;
  /** Set where it is not about the clips as they are written. */
  readonly stage?: Stage;
  readonly takes: readonly ReviewedTake[];
}

interface PlanFileOptions {
  readonly files: readonly string[];
  readonly only: string | undefined;
  readonly stage?: Stage | undefined;
}

/** The plan file of takes as they are now. */
export function toPlanFile(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  { files, only, stage }: PlanFileOptions,
): PlanFile {
  return {
    shotlistPlan: 1,
    files,
    ...present({ only, stage }),
    takes: joined.map((entry) => toReviewed(entry, plans)),
  };
}

function toReviewed(entry: JoinedTake, plans: readonly Plan[]): ReviewedTake {
  const { take, action, retake = false, fetch = false, attemptId = null, taskId = null } = entry;
  const plan = plans.find(({ storyboard }) => storyboard === take.storyboard);
  const provider = plan?.providers.find(({ name }) => name === take.provider);
  return {
    storyboard: take.storyboard,
    id: take.id,
    realm: take.realm,
    action,
    retake,
    fetch,
    attempt: attemptId,
    task: taskId,
    digest: take.digest,
    request: hashOf(take.request),
    endpoint: hashOf(provider === undefined ? null : endpointOf(provider)),
    estimate: take.estimate,
    output: `${plan?.outputDir ?? ""}/${take.output}`,
  };
}

/** Limits on pace may change; where a request goes, under which key and at which price and caps may not. */
function endpointOf({ format, baseUrl, apiKeyEnv, price, caps }: ResolvedProvider): object {
  return { format, baseUrl, apiKeyEnv, price: price ?? null, caps: caps ?? null };
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** Reads a plan file. Its takes are only ever compared, so what they hold is checked by that. */
export function parsePlanFile(text: string, name: string): PlanFile {
  const value: unknown = parseJson(name, text);
  if (isPlanFile(value)) return value;
  const isNewer = typeof value === "object" && value !== null && "shotlistPlan" in value;
  throw new CommandError(isNewer ? `${name} is not a plan of this release` : `${name} is not a plan`, {
    code: "plan_unreadable",
    exitCode: ExitCode.wrong,
    hint: "Create one with: shotlist plan FILE --out plan.json",
  });
}

function isPlanFile(value: unknown): value is PlanFile {
  if (typeof value !== "object" || value === null || !("shotlistPlan" in value) || value.shotlistPlan !== 1)
    return false;
  return (
    "files" in value &&
    Array.isArray(value.files) &&
    value.files.length > 0 &&
    value.files.every(isText) &&
    (!("only" in value) || isText(value.only)) &&
    (!("stage" in value) || isStage(value.stage)) &&
    "takes" in value &&
    Array.isArray(value.takes) &&
    value.takes.every((take: unknown) => typeof take === "object" && take !== null)
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

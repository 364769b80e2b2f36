import { createMockServer } from "@shotlist/mock-server";
import { runContract } from "../../run/run-contract.ts";
import type { Fetch } from "../../call/target.ts";
import type { Mutant } from "./mutant.ts";

/** What the kit made of a wrong endpoint. */
export interface MutantVerdict {
  readonly mutant: Mutant;
  /** Whether anything was found at all. */
  readonly isCaught: boolean;
  /** Whether a rule was named that says what is wrong. */
  readonly isNamed: boolean;
  /** The rule that says so. */
  readonly namedBy: string | undefined;
  /** Whether it fails without `strict`, or is advice. */
  readonly as: "failure" | "advice" | "nothing";
  readonly rules: readonly string[];
  /** Calls of the shortest case that names it: what a person has to read. */
  readonly calls: number | undefined;
  /** Whether the deviation ever showed in an answer or in a verdict. */
  readonly isActive: boolean;
}

export interface JudgeOptions {
  readonly seed?: number;
  readonly draws?: number;
  /** A shape of the mock in which real answers were seen. */
  readonly variant?: string;
  /** Cases to run for a mutant that does not name its own; all by default. */
  readonly cases?: readonly string[];
}

/** Runs the kit against a mock with one deviation. */
export async function judgeMutant(
  mutant: Mutant,
  { seed = 1, draws = 25, variant, cases = ["*"] }: JudgeOptions = {},
): Promise<MutantVerdict> {
  await using mock = await createMockServer({
    clock: "manual",
    seed,
    formats: [mutant.format],
    ...(variant === undefined ? {} : { variants: { [mutant.format]: variant } }),
  });
  const inside: string[] = [];
  const wrong = mutant.wrap(async (request) => {
    inside.push(await describeRequest(request));
    const response = await mock.fetch(request);
    inside.push(await describeResponse(response));
    return response;
  });
  let isActive = false;
  const watched: Fetch = async (request) => {
    const sent = await describeRequest(request);
    inside.length = 0;
    const response = await wrong(request);
    isActive ||= inside[0] !== sent || inside[1] !== (await describeResponse(response));
    return response;
  };
  const report = await runContract({
    format: mutant.format,
    baseUrl: mock.urlOf(mutant.format),
    fetch: watched,
    seed,
    draws,
    only: mutant.cases ?? cases,
  });
  const found = report.results.flatMap(({ findings }) => findings);
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const isName = (rule: string): boolean =>
    mutant.namedAs.some((name) => (typeof name === "string" ? name === rule : name.test(rule)));
  const named = found.filter(({ rule }) => isName(rule));
  const showing = report.results.filter(({ findings }) => findings.some(({ rule }) => isName(rule)));
  const isFailure = found.some(({ level }) => level === "reject");
  return {
    mutant,
    isCaught: found.length > 0,
    isNamed: named.length > 0,
    namedBy: named[0]?.rule,
    as: isFailure ? "failure" : found.length > 0 ? "advice" : "nothing",
    rules,
    calls: showing.length === 0 ? undefined : Math.min(...showing.map(({ exchanges }) => exchanges.length)),
    isActive,
  };
}

async function describeRequest(request: Request): Promise<string> {
  return `${request.method} ${request.url} ${request.headers.get("authorization")} ${request.method === "POST" ? await request.clone().text() : ""}`;
}

async function describeResponse(response: Response): Promise<string> {
  return `${response.status} ${response.headers.get("content-type")} ${await response.clone().text()}`;
}

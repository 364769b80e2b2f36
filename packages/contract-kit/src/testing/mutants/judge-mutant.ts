import { createMockServer } from "@shotlist/mock-server";
import { runContract } from "../../run/run-contract.ts";
import type { Fetch } from "../../run/target.ts";
import type { Mutant } from "./mutant.ts";

/** What the kit made of a wrong endpoint. */
export interface MutantVerdict {
  readonly mutant: Mutant;
  /** Whether anything was found at all. */
  readonly isCaught: boolean;
  /** Whether a rule was named that says what is wrong. */
  readonly isNamed: boolean;
  /** Whether it fails without `strict`, or is advice. */
  readonly as: "failure" | "advice" | "nothing";
  readonly rules: readonly string[];
  /** Whether the deviation ever showed in an answer or in a verdict. */
  readonly isActive: boolean;
}

/** Runs the kit against a mock with one deviation. */
export async function judgeMutant(
  mutant: Mutant,
  { seed = 1, draws = 40 }: { readonly seed?: number; readonly draws?: number } = {},
): Promise<MutantVerdict> {
  await using mock = await createMockServer({ clock: "manual", seed, formats: [mutant.format] });
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
    ...(mutant.cases === undefined ? {} : { only: mutant.cases }),
  });
  const found = report.results.flatMap(({ findings }) => findings);
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const named = found.filter(({ rule }) => mutant.namedAs.includes(rule));
  const isFailure = found.some(({ level }) => level === "reject");
  return {
    mutant,
    isCaught: found.length > 0,
    isNamed: named.length > 0,
    as: isFailure ? "failure" : found.length > 0 ? "advice" : "nothing",
    rules,
    isActive,
  };
}

async function describeRequest(request: Request): Promise<string> {
  return `${request.method} ${request.url} ${request.headers.get("authorization")} ${request.method === "POST" ? await request.clone().text() : ""}`;
}

async function describeResponse(response: Response): Promise<string> {
  return `${response.status} ${response.headers.get("content-type")} ${await response.clone().text()}`;
}

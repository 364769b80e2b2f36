import { formatIds } from "@shotlist/schema";
import type { FormatId } from "@shotlist/schema";
import { runContract } from "../run/run-contract.ts";
import type { ContractReport } from "../report/report.ts";
import { openMockEndpoint } from "./mock-endpoint.ts";

/** Cases whose course depends on when polls are made and which bodies are drawn. */
const depending = ["lifecycle/*", "generated/*"];

/** Runs the kit against a mock that is right; seed, timings, tasks and bodies are new in every run. */
export async function runAgainstRight(index: number): Promise<ContractReport> {
  const format: FormatId = formatIds[index % formatIds.length] ?? "wisgate";
  await using mock = await openMockEndpoint(format, { seed: `run ${index}` });
  return await runContract({ ...mock.options, seed: index * 7919 + 1, draws: 6, only: depending, strict: true });
}

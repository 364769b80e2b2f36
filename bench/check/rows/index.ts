import type { Row } from "../row.ts";
import { batch100k, batch1M, batch20k } from "./batch-memory.ts";
import { compile } from "./compile.ts";
import { contractRun } from "./contract-run.ts";
import { help } from "./help.ts";
import { largeLedger } from "./large-ledger.ts";
import { mockImport } from "./mock-import.ts";
import { mockRequests } from "./mock-requests.ts";
import { nullBuild } from "./null-build.ts";
import { schedule } from "./schedule.ts";
import { secondRun } from "./second-run.ts";
import { throughput } from "./throughput.ts";

/** All rows, in the order of docs/performance.md. */
export const rows: readonly Row[] = [
  throughput,
  secondRun,
  nullBuild,
  help,
  batch20k,
  batch100k,
  batch1M,
  compile,
  mockRequests,
  mockImport,
  contractRun,
  largeLedger,
  schedule,
];

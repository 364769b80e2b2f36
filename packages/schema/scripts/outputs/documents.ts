import {
  contractCheck,
  contractDiff,
  contractDrift,
  contractRecord,
  contractReplay,
  contractRun,
} from "./contracts.ts";
import { cancel, gc, judged, ledgerImport, ledgerRebuild, resolve, retry, review, use, verify } from "./decisions.ts";
import { renderEvent } from "./events.ts";
import type { Shape } from "./shapes.ts";
import { plan, render, status, worker } from "./takes.ts";
import { check, cut, doctor, mock, models, webhooks } from "./tools.ts";

/** What each command prints with `--json` where it could do its work, by its name with dashes. */
export const documents: { readonly [command: string]: Shape } = {
  approve: judged,
  cancel,
  check,
  "contract-check": contractCheck,
  "contract-diff": contractDiff,
  "contract-drift": contractDrift,
  "contract-record": contractRecord,
  "contract-replay": contractReplay,
  "contract-run": contractRun,
  cut,
  doctor,
  gc,
  "ledger-import": ledgerImport,
  "ledger-rebuild": ledgerRebuild,
  mock,
  models,
  plan,
  reject: judged,
  render,
  resolve,
  retry,
  review,
  status,
  use,
  verify,
  webhooks,
  worker,
};

/** What is printed line by line, by the name of its schema. */
export const lines: { readonly [name: string]: Shape } = { "render-event": renderEvent };

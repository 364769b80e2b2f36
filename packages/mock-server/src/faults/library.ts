import { answerFaults } from "./answer-faults.ts";
import type { Fault } from "./fault.ts";
import { lifecycleFaults } from "./lifecycle-faults.ts";
import { mediaFaults } from "./media-faults.ts";
import { transportFaults } from "./transport-faults.ts";
import { vendorErrorFaults } from "./vendor-error-faults.ts";
import { webhookFaults } from "./webhook-faults.ts";

/** Every fault that a scenario can name, layer by layer. */
export const faultLibrary: readonly Fault[] = [
  ...vendorErrorFaults,
  ...answerFaults,
  ...transportFaults,
  ...lifecycleFaults,
  ...mediaFaults,
  ...webhookFaults,
];

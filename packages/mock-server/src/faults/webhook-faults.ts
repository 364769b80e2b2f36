import type { Fault } from "./fault.ts";

/** Calls back that go wrong. */
export const webhookFaults: readonly Fault[] = [
  webhookFault("webhook_lost", "lost", "The webhook call never arrives: does polling still find the end?"),
  webhookFault("webhook_doubled", "doubled", "The webhook call arrives twice: is the second one harmless?"),
  webhookFault(
    "webhook_late",
    "late",
    "The webhook call arrives `seconds` (600) late, after polls have shown the end.",
  ),
  webhookFault("webhook_reordered", "reordered", "An earlier status arrives after a later one."),
  webhookFault("webhook_forged", "forged", "A webhook call with a wrong signature or an unknown task arrives first."),
];

function webhookFault(name: string, webhook: NonNullable<Fault["webhook"]>, purpose: string): Fault {
  return { name, layer: "webhook", purpose, places: ["webhook"], webhook };
}

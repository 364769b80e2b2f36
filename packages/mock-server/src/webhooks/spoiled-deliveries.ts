import type { FaultPlan } from "../faults/fault-plan.ts";
import type { MockClock } from "../clock/clock.ts";
import { isTerminal } from "../vendor/task.ts";
import type { Task } from "../vendor/task.ts";
import type { Deliveries } from "./deliveries.ts";
import type { WebhookEvent } from "./webhook-event.ts";

/** How late a late event is when its fault does not say so. */
const defaultDelaySeconds = 600;

/** Delivers events, each spoilt as the faults say: lost, late, doubled, forged, or after the next one. */
export function createSpoiledDeliveries(
  deliveries: Deliveries,
  world: () => { readonly clock: MockClock; readonly faults: FaultPlan },
): (event: WebhookEvent, to: { readonly url: string; readonly format: string }) => void {
  const held = new WeakMap<Task, readonly (() => void)[]>();

  return (event, to) => {
    const { task } = event;
    const earlier = held.get(task) ?? [];
    held.delete(task);
    deliverSpoiled(event, to);
    for (const sendIt of earlier) sendIt();
  };

  function deliverSpoiled(
    event: WebhookEvent,
    { url, format }: { readonly url: string; readonly format: string },
  ): void {
    const { clock, faults } = world();
    const { task } = event;
    const clip = (): Task["requested"] => task.requested;
    const strike = faults.strike({ place: "webhook", format, taskId: task.id, header: () => undefined, clip });
    const fate = strike?.fault.webhook;
    const struck: WebhookEvent = { ...event, about: { ...event.about, fault: strike?.fault.name } };
    switch (fate) {
      case "lost":
        deliveries.skip(url, struck.about, "lost by a fault");
        return;
      case "late": {
        const delaySeconds = strike?.settings.seconds ?? defaultDelaySeconds;
        deliveries.schedule(task, clock.now() + delaySeconds * 1000, () => deliveries.deliver(url, struck));
        return;
      }
      case "reordered":
        // Held until the next event has gone out; an end has no next one.
        if (!isTerminal(event.about.taskStatus)) {
          held.set(task, [...(held.get(task) ?? []), () => deliveries.deliver(url, struck)]);
          return;
        }
        break;
      case "doubled":
        deliveries.deliver(url, struck);
        break;
      case "forged":
        deliveries.deliver(url, { ...struck, ...event.forged });
        break;
      case undefined:
        break;
      default:
        fate satisfies never;
    }
    deliveries.deliver(url, event);
  }
}

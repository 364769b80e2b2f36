import { metrics, ValueType, type Attributes, type MetricOptions } from "@opentelemetry/api";
import type { Money } from "@shotlist/core";
import { guarded } from "./guarded.ts";

/** What is measured, by the provider that it is about. */
export interface Instruments {
  inFlight(change: 1 | -1, provider: string): void;
  submitted(provider: string): void;
  polled(provider: string): void;
  reserved(money: Money, provider: string): void;
  spent(money: Money, provider: string): void;
  /** A task was seen to have ended: how long it took, and how long ago it may have ended. */
  ended(seconds: { readonly took: number; readonly lag: number }, provider: string): void;
  requested(seconds: number, attributes: Attributes): void;
}

const secondsBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const taskBounds = [1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600, 7200];

function seconds(bounds: readonly number[]): MetricOptions {
  return { unit: "s", valueType: ValueType.DOUBLE, advice: { explicitBucketBoundaries: [...bounds] } };
}

function of(provider: string): Attributes {
  return { "shotlist.provider": provider };
}

function paid({ currency }: Money, provider: string): Attributes {
  return { ...of(provider), "shotlist.currency": currency };
}

/** The instruments of the meter that is registered; `docs/telemetry.md` describes them. */
export function createInstruments(): Instruments {
  const meter = metrics.getMeter("shotlist");
  const places = meter.createUpDownCounter("shotlist.tasks.in_flight", { unit: "{task}" });
  const submits = meter.createCounter("shotlist.submits", { unit: "{request}" });
  const polls = meter.createCounter("shotlist.polls", { unit: "{request}" });
  const reserved = meter.createCounter("shotlist.money.reserved");
  const spent = meter.createCounter("shotlist.money.spent");
  const took = meter.createHistogram("shotlist.task.duration", seconds(taskBounds));
  const lag = meter.createHistogram("shotlist.task.lag", seconds(taskBounds));
  const requests = meter.createHistogram("http.client.request.duration", seconds(secondsBounds));
  return {
    inFlight: (change, provider) => guarded(() => places.add(change, of(provider))),
    submitted: (provider) => guarded(() => submits.add(1, of(provider))),
    polled: (provider) => guarded(() => polls.add(1, of(provider))),
    reserved: (money, provider) => guarded(() => reserved.add(money.amount, paid(money, provider))),
    spent: (money, provider) => guarded(() => spent.add(money.amount, paid(money, provider))),
    ended(length, provider) {
      guarded(() => took.record(length.took, of(provider)));
      guarded(() => lag.record(length.lag, of(provider)));
    },
    requested: (length, attributes) => guarded(() => requests.record(length, attributes)),
  };
}

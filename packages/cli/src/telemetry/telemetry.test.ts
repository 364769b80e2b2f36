import { createNoopMeter, INVALID_SPAN_CONTEXT, metrics, trace } from "@opentelemetry/api";
import { DeliveryError, type Transport } from "@shotlist/batch-runner";
import type { Money } from "@shotlist/core";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace";
import { afterEach, expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";
import { openTelemetry } from "./open-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

afterEach(() => {
  trace.disable();
  metrics.disable();
});

function recordSpans(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  return exporter;
}

class Reader extends MetricReader {
  protected onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function recordMetrics(): () => Promise<ReadonlyMap<string, readonly unknown[]>> {
  const reader = new Reader();
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  return async () => {
    const { resourceMetrics } = await reader.collect();
    const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    return new Map(all.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(({ value }) => value)]));
  };
}

/** `run > take reveal > attempt > POST`, with what is in it counted once. */
function paths(spans: readonly ReadableSpan[]): ReadonlySet<string> {
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const path = (span: ReadableSpan): string => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? "");
    const take = span.name === "take" ? ` ${String(span.attributes["shotlist.take"])}` : "";
    return `${parent === undefined ? "" : `${path(parent)} > `}${span.name}${take}`;
  };
  return new Set(spans.map(path));
}

const printed = (spans: readonly ReadableSpan[]): string =>
  JSON.stringify(spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })));

const world = { env: {}, stderr: { write: () => undefined, isTTY: false, columns: 80 } };

async function opened({ isOneRun = true } = {}): Promise<Telemetry> {
  const telemetry = await openTelemetry({ isOneRun }, world);
  if (telemetry === undefined) throw new Error("nothing is registered");
  return telemetry;
}

test("a render is a run of takes with attempts and their requests", async () => {
  const exporter = recordSpans();
  const measured = recordMetrics();
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode } = await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  expect(exitCode).toBe(0);
  const spans = exporter.getFinishedSpans();
  expect([...paths(spans)].toSorted()).toEqual([
    "run",
    "run > take reveal",
    "run > take reveal > attempt",
    "run > take reveal > attempt > GET",
    "run > take reveal > attempt > POST",
    "run > take skyline",
    "run > take skyline > attempt",
    "run > take skyline > attempt > GET",
    "run > take skyline > attempt > POST",
  ]);
  expect(spans.filter(({ name }) => name === "take" || name === "attempt")).toHaveLength(4);
  const submit = spans.find(({ name }) => name === "POST");
  expect(submit?.attributes).toEqual({
    "http.request.method": "POST",
    "http.response.status_code": 200,
    "server.address": "127.0.0.1",
    "server.port": expect.any(Number),
    "url.scheme": "http",
  });
  expect(spans.find(({ name }) => name === "take")?.attributes).toMatchObject({ "shotlist.outcome": "succeeded" });
  const values = await measured();
  expect(values.get("shotlist.tasks.in_flight")).toEqual([0]);
  expect(values.get("shotlist.submits")).toEqual([2]);
  expect(values.get("shotlist.polls")).toEqual([expect.any(Number)]);
  expect(values.get("shotlist.task.lag")).toEqual([expect.objectContaining({ count: 2 })]);
  expect(values.get("http.client.request.duration")).not.toEqual([]);
});

const cny = (amount: number): Money => ({ amount, currency: "CNY" });

test("money is counted when it is reserved and when it is spent", async () => {
  const measured = recordMetrics();
  const telemetry = await opened();
  const of = { at: 0, storyboard: "a", take: "b", provider: "relay" };
  await telemetry.around(of, async () => {
    telemetry.onEvent({ ...of, type: "submitting", attempt: 1, reserved: cny(3) });
    telemetry.onEvent({ ...of, type: "submitted", taskId: "task-1", resumed: false });
    expect((await measured()).get("shotlist.tasks.in_flight")).toEqual([1]);
    telemetry.onEvent({ ...of, type: "succeeded", taskId: "task-1", cost: { quoted: cny(3), billed: cny(2.5) } });
  });
  const values = await measured();
  expect(values.get("shotlist.money.reserved")).toEqual([3]);
  expect(values.get("shotlist.money.spent")).toEqual([2.5]);
  expect(values.get("shotlist.tasks.in_flight")).toEqual([0]);
});

test("no key, no link, no prompt and no message is in what is recorded", async () => {
  const exporter = recordSpans();
  const telemetry = await opened();
  const secret = "hush-4711";
  const message = `refused at https://cdn.example/${secret}`;
  const failing: Transport = {
    request: () => Promise.resolve({ status: 403, headers: { "x-key": secret }, body: Buffer.from(secret) }),
    stream: () => Promise.reject(new DeliveryError({ phase: "not-sent", code: message, message })),
    close: () => Promise.resolve(),
  };
  const transport = telemetry.transport(failing);
  const request = {
    url: `https://user:${secret}@cdn.example/${secret}/clip.mp4?signature=${secret}#${secret}`,
    headers: { authorization: `Bearer ${secret}` },
    timeoutMs: 1,
    maxBytes: 1,
  };
  const of = { at: 0, storyboard: "a", take: "b", provider: "relay" };
  await telemetry.around(of, async () => {
    telemetry.onEvent({ ...of, type: "submitting", attempt: 1 });
    await transport.request({ ...request, method: "POST", body: `{"prompt":"${secret}"}` });
    await expect(transport.stream({ ...request, method: "GET" })).rejects.toThrow(message);
    telemetry.onEvent({ ...of, type: "warning", message });
    telemetry.onEvent({ ...of, type: "failed", error: { code: message, message, hint: message } });
  });
  const spans = exporter.getFinishedSpans();
  expect([...paths(spans)]).toEqual([
    "take b > attempt > POST",
    "take b > attempt > GET",
    "take b > attempt",
    "take b",
  ]);
  expect(printed(spans)).toContain('"error.type":"403"');
  expect(printed(spans)).not.toContain(secret);
  expect(printed(spans)).not.toContain("clip.mp4");
});

test("a list is part of the run, and counts as a look at each task", async () => {
  const exporter = recordSpans();
  const telemetry = await opened();
  const answer = { status: 200, headers: {}, body: new Uint8Array() };
  const transport = telemetry.transport({
    request: () => Promise.resolve(answer),
    stream: () => Promise.resolve({ ...answer, body: (async function* () {})() }),
    close: () => Promise.resolve(),
  });
  const get = { method: "GET", headers: {}, timeoutMs: 1, maxBytes: 1 } as const;
  telemetry.onEvent({ at: 0, type: "run-started", runId: "1", takes: 1 });
  const of = { at: 0, storyboard: "a", take: "b", provider: "relay" };
  await telemetry.around(of, async () => {
    telemetry.onEvent({ ...of, type: "submitted", taskId: "task/1", resumed: true });
    expect(await transport.request({ ...get, url: "http://relay.example/tasks?limit=20" })).toBe(answer);
    await transport.request({ ...get, url: "http://relay.example/tasks/task%2F1" });
  });
  telemetry.onEvent({ at: 0, type: "run-finished", ok: true, spent: [] });
  expect([...paths(exporter.getFinishedSpans())]).toEqual([
    "run > GET",
    "run > take b > attempt > GET",
    "run > take b > attempt",
    "run > take b",
    "run",
  ]);
});

test("a worker's takes are roots, and a take that needed nothing is a span of its own", async () => {
  const exporter = recordSpans();
  const telemetry = await opened({ isOneRun: false });
  const of = { at: 0, storyboard: "a", provider: "relay" };
  telemetry.onEvent({ at: 0, type: "run-started", runId: "1", takes: 3 });
  await telemetry.around({ ...of, take: "held" }, () => Promise.resolve());
  await telemetry.around({ ...of, take: "paid" }, async () => {
    telemetry.onEvent({ ...of, take: "paid", type: "submitting", attempt: 1 });
    telemetry.onEvent({ ...of, take: "paid", type: "submitting", attempt: 2 });
    telemetry.onEvent({ ...of, take: "paid", type: "downloaded", taskId: "1", sha256: "00", bytes: 1 });
  });
  telemetry.onEvent({ ...of, take: "paid", type: "take-finished", status: "succeeded" });
  telemetry.onEvent({ ...of, take: "here", type: "take-finished", status: "cached" });
  telemetry.onEvent({ at: 0, type: "run-finished", ok: true, spent: [] });
  const spans = exporter.getFinishedSpans();
  expect(
    spans.map(({ name, attributes }) => [name, attributes["shotlist.attempt"] ?? attributes["shotlist.outcome"]]),
  ).toEqual([
    ["attempt", 1],
    ["attempt", 2],
    ["take", "succeeded"],
    ["take", "cached"],
  ]);
  expect([...paths(spans)]).toEqual(["take paid > attempt", "take paid", "take here"]);
});

test("a run that stopped has a span that ends", async () => {
  const exporter = recordSpans();
  const telemetry = await opened();
  telemetry.onEvent({ at: 0, type: "run-started", runId: "1", takes: 3 });
  telemetry[Symbol.dispose]();
  expect(exporter.getFinishedSpans().map(({ attributes }) => attributes["error.type"])).toEqual(["stopped"]);
});

/** Whatever is asked of it throws. */
function broken(): never {
  throw new Error("the exporter is down");
}

test.each<[string, () => void]>([
  ["the provider throws", () => void trace.setGlobalTracerProvider({ getTracer: broken })],
  [
    "spans throw",
    () => {
      const span = new Proxy(trace.wrapSpanContext(INVALID_SPAN_CONTEXT), { get: () => broken });
      const tracer = { startSpan: () => span, startActiveSpan: broken };
      trace.setGlobalTracerProvider({ getTracer: () => tracer });
    },
  ],
  [
    "the span processor throws",
    () => {
      const processor = { onStart: broken, onEnd: broken, forceFlush: broken, shutdown: broken };
      trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [processor] }));
    },
  ],
  [
    "the exporter throws",
    () => {
      const exporter = { export: broken, shutdown: broken, forceFlush: broken };
      trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    },
  ],
  [
    "instruments throw",
    () => {
      const meter = new Proxy(createNoopMeter(), { get: () => () => new Proxy({}, { get: () => broken }) });
      metrics.setGlobalMeterProvider({ getMeter: () => meter });
    },
  ],
  ["the meter throws", () => void metrics.setGlobalMeterProvider({ getMeter: broken })],
])("a run is the same when %s", async (_, register) => {
  register();
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode, stdout } = await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, submitted: 2 });
});

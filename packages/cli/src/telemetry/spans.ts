import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type SpanKind,
  type Tracer,
} from "@opentelemetry/api";
import { guarded } from "./guarded.ts";

/** A span, or nothing where it could not be begun. */
export type MaybeSpan = Span | undefined;

interface SpanStart {
  readonly parent: MaybeSpan;
  readonly attributes: Attributes;
  readonly kind?: SpanKind;
  /** Milliseconds since 1970. Default: now. */
  readonly startTime?: number;
}

/** Begins and ends spans; what the tracer throws is dropped. */
export interface Spans {
  begin(name: string, start: SpanStart): MaybeSpan;
  /** `error`: a short name for what went wrong. */
  end(span: MaybeSpan, attributes?: Attributes, error?: string): void;
}

/** The spans of the tracer that is registered. */
export function createSpans(): Spans {
  const tracer = guarded<Tracer>(() => trace.getTracer("shotlist"));
  return {
    begin: (name, { parent, ...options }) =>
      guarded(() =>
        tracer?.startSpan(name, options, parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent)),
      ),
    end(span, attributes = {}, error) {
      guarded(() => span?.setAttributes(error === undefined ? attributes : { ...attributes, "error.type": error }));
      if (error !== undefined) guarded(() => span?.setStatus({ code: SpanStatusCode.ERROR }));
      guarded(() => span?.end());
    },
  };
}

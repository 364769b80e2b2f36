import { SpanKind, type Attributes } from "@opentelemetry/api";
import type { HttpRequest, Transport } from "@shotlist/batch-runner";
import { errorType } from "./error-type.ts";
import { guarded } from "./guarded.ts";
import type { Instruments } from "./instruments.ts";
import type { MaybeSpan, Spans } from "./spans.ts";

interface RequestsOptions {
  readonly spans: Spans;
  readonly instruments: Instruments;
  /** Notes that a request leaves, and says what it is part of. */
  readonly parentOf: (request: HttpRequest, isStream: boolean) => MaybeSpan;
}

/** Method and place; a path or a query may hold a signature. */
function describe({ method, url }: HttpRequest): Attributes {
  const parsed = guarded(() => new URL(url));
  if (parsed === undefined) return { "http.request.method": method };
  const { protocol, hostname, port } = parsed;
  const scheme = protocol.slice(0, -1);
  return {
    "http.request.method": method,
    "server.address": hostname,
    "server.port": port === "" ? (scheme === "http" ? 80 : 443) : Number(port),
    "url.scheme": scheme,
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return errorType(undefined);
  return errorType("code" in error ? error.code : error.name);
}

/** A span and a measurement for each request, up to its answer (to the answer's head, where it is streamed). */
export function observeRequests(inner: Transport, { spans, instruments, parentOf }: RequestsOptions): Transport {
  async function observed<Answer extends { readonly status: number }>(
    request: HttpRequest,
    isStream: boolean,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const attributes = describe(request);
    const parent = guarded(() => parentOf(request, isStream));
    const span = spans.begin(request.method, { parent, attributes, kind: SpanKind.CLIENT });
    const beganAt = performance.now();
    const end = (result: Attributes, error?: string): void => {
      const failure = error === undefined ? {} : { "error.type": error };
      instruments.requested((performance.now() - beganAt) / 1000, { ...attributes, ...result, ...failure });
      spans.end(span, result, error);
    };
    try {
      const answer = await send();
      const { status } = answer;
      end({ "http.response.status_code": status }, status >= 400 ? String(status) : undefined);
      return answer;
    } catch (error) {
      end({}, codeOf(error));
      throw error;
    }
  }

  return {
    request: (request, options) => observed(request, false, () => inner.request(request, options)),
    stream: (request, options) => observed(request, true, () => inner.stream(request, options)),
    close: () => inner.close(),
  };
}

import type { CanonicalStatus } from "@shotlist/schema";
import { DeliveryError } from "../../failures/delivery-error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HttpRequest, HttpStream } from "../../ports/transport.ts";
import type { Chance } from "./chance.ts";
import { clipBytes, frameBytes, soundBytes } from "./clip-shelf.ts";
import type { FaultOf, Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";
import { canarySignature, cut, retryAfter } from "./vendor-answers.ts";
import type { VendorTask } from "./vendor-task.ts";

const filesUrl = "https://files.example.com";

/** The signed link to a file of a task. */
export function linkTo(id: string, extension: string): string {
  return `${filesUrl}/${id}.${extension}?signature=${canarySignature}`;
}

interface DownloadsOptions {
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly chance: Chance;
  readonly taskOf: (id: string) => VendorTask | undefined;
  readonly statusOf: (task: VendorTask) => CanonicalStatus;
}

/** Hands out clips and frames of tasks that have succeeded, and sometimes something else. */
export function createDownloads(options: DownloadsOptions): (request: HttpRequest) => Promise<HttpStream> {
  const { clock, faults, chance, taskOf, statusOf } = options;
  async function stream(request: HttpRequest): Promise<HttpStream> {
    const { url, headers } = request;
    const id = /task_\d+/u.exec(url)?.[0] ?? "";
    const task = taskOf(id);
    if (task === undefined || statusOf(task) !== "succeeded") return streamOf(404, {}, []);
    const fault = faults.among("clip");
    await clock.sleep(chance.between(10, 400));
    const isAgain = fault === "clip: encoded again" || fault === "clip: the rest of another file";
    if (isAgain && task.version < 3) task.version += 1;
    const bytes = url.includes(".png") ? frameBytes(id) : clipBytes(id, task.version);
    const etag = `"${id}-${url.includes(".png") ? "frame" : task.version}"`;
    return fileAnswer(bytes, { etag, headers, fault });
  }

  function fileAnswer(
    whole: Uint8Array,
    { etag, headers, fault }: { etag: string; headers: HttpRequest["headers"]; fault: FaultOf<"clip"> | undefined },
  ): HttpStream {
    const start = Number(/^bytes=(\d+)-$/u.exec(headers["range"] ?? "")?.[1] ?? 0);
    const isSame = fault === "clip: the rest of another file" || (headers["if-range"] ?? etag) === etag;
    const isRange = start > 0 && start < whole.length && isSame;
    const bytes = isRange ? whole.subarray(start) : whole;
    const status = isRange ? 206 : 200;
    const head = {
      "content-type": "video/mp4",
      "content-length": String(bytes.length),
      etag,
      ...(isRange ? { "content-range": `bytes ${start}-${whole.length - 1}/${whole.length}` } : {}),
    };
    const half = bytes.subarray(0, chance.between(0, bytes.length - 1));
    switch (fault) {
      case undefined:
      case "clip: encoded again":
      case "clip: the rest of another file":
        return streamOf(status, head, pieces(bytes));
      case "clip: link expired":
        return streamOf(403, { "content-type": "application/xml" }, [Buffer.from("<Error/>")]);
      case "clip: cut":
        return streamOf(status, head, pieces(half), cut());
      case "clip: truncated":
        return streamOf(status, head, pieces(half));
      case "clip: ends early without a length": {
        const { "content-length": _, ...unsized } = head;
        return streamOf(status, unsized, pieces(half));
      }
      case "clip: a range that ends early":
        return half.length === 0
          ? streamOf(status, head, pieces(bytes))
          : streamOf(206, { ...head, ...partOf(half, isRange ? start : 0, whole) }, pieces(half));
      case "clip: whole, and called a part":
        return streamOf(206, { ...head, ...partOf(whole, 0, whole) }, pieces(whole));
      case "clip: whole, and called something else":
        return streamOf(status, { ...head, "content-type": "text/html", "content-encoding": "br" }, pieces(bytes));
      case "clip: sound alone": {
        const sound = soundBytes();
        return streamOf(200, { ...head, "content-length": String(sound.length) }, pieces(sound));
      }
      case "clip: stalled":
        return streamOf(status, head, pieces(half), slow());
      case "clip: wrong length":
        return streamOf(status, { ...head, "content-length": String(bytes.length + 7) }, pieces(bytes));
      case "clip: error page":
        return streamOf(200, { "content-type": "text/html" }, [Buffer.from("<html>no</html>")]);
      case "clip: not a clip":
        return streamOf(200, { ...head, "content-length": "12" }, [Buffer.from("no such clip")]);
      case "clip: 5xx":
        return streamOf(chance.pick([500, 502, 503]), {}, []);
      case "clip: 429":
        return streamOf(429, { "retry-after": retryAfter(options) }, []);
      case "clip: wrong range":
        return isRange
          ? streamOf(206, { ...head, "content-range": `bytes 0-${whole.length - 1}/${whole.length}` }, pieces(whole))
          : streamOf(status, head, pieces(bytes));
      case "clip: range refused":
        return isRange ? streamOf(416, {}, []) : streamOf(status, head, pieces(bytes));
      case "clip: redirect":
        return streamOf(
          302,
          {
            location: etag.includes("frame")
              ? `${filesUrl}/moved`
              : `${filesUrl}/${etag.slice(1, etag.lastIndexOf("-"))}.mp4`,
          },
          [],
        );
      case "clip: refused without end":
        return { status: 403, headers: {}, body: endless() };
      case "clip: redirect into a private network":
        return streamOf(302, { location: "http://169.254.169.254/latest/meta-data" }, []);
      default:
        throw new Error(`no fault of a download: ${String(fault satisfies never)}`);
    }
  }

  async function* body(chunks: readonly Uint8Array[], end?: DeliveryError): AsyncIterable<Uint8Array> {
    for (const chunk of chunks) {
      await clock.sleep(chance.between(1, 40));
      yield chunk;
    }
    if (end?.code === "timed_out") await clock.sleep(300_000);
    if (end !== undefined) throw end;
  }

  function streamOf(
    status: number,
    headers: Readonly<Record<string, string>>,
    chunks: readonly Uint8Array[],
    end?: DeliveryError,
  ): HttpStream {
    return { status, headers, body: body(chunks, end) };
  }

  return stream;
}

/** A body of which nothing ever comes. */
async function* endless(): AsyncIterable<Uint8Array> {
  await new Promise(() => undefined);
  yield Buffer.alloc(0);
}

function partOf(bytes: Uint8Array, start: number, whole: Uint8Array): Readonly<Record<string, string>> {
  const range = `bytes ${start}-${start + bytes.length - 1}/${whole.length}`;
  return { "content-length": String(bytes.length), "content-range": range };
}

function slow(): DeliveryError {
  return new DeliveryError({ phase: "answered", code: "timed_out", message: "The answer took too long", status: 200 });
}

function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const size = 40;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

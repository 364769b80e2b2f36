import { DeliveryError } from "../failures/delivery-error.ts";
import type { HttpAnswer, HttpRequest, HttpStream, Transport } from "../ports/transport.ts";
import { tinyClip } from "./tiny-clip.ts";

/** What a script may do with a request instead of the usual. */
export type Fault =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The task is created, the answer is lost. */
  | "lost-answer"
  /** The connection is cut before the vendor sees anything, once it is open. */
  | "reset"
  | "refused"
  /** Never answers; the run's own signal ends it. */
  | "stall";

interface VendorTask {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  polls: number;
}

/** A vendor in memory behind the transport port. */
export interface ScriptedVendor {
  readonly transport: Transport;
  readonly tasks: VendorTask[];
  readonly requests: HttpRequest[];
  /** Decides about the nth submit (from 1); `undefined` accepts it. */
  onSubmit: (nth: number) => Fault | undefined;
  /** Forms that arrived at the upload. */
  readonly uploads: HttpRequest[];
  /** Decides about the nth upload (from 1); `undefined` accepts it. An address instead of a fault is what it answers. */
  onUpload: (nth: number) => Fault | { readonly url: string } | undefined;
  /** Decides about a poll; the default is `running` once, then `succeeded`. */
  onPoll: (task: VendorTask | undefined, taskId: string) => unknown;
  /** Decides about a download. */
  onDownload: (request: HttpRequest) => Omit<HttpAnswer, "body"> & { readonly body?: Uint8Array };
}

/** A whole MP4, different for each task. */
export function clipOf(taskId: string): Uint8Array {
  return tinyClip(`clip of ${taskId}`);
}

const frame = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from("a picture of a frame")]);

export function createScriptedVendor(baseUrl: string = "https://vendor.example.com"): ScriptedVendor {
  let submits = 0;
  let uploads = 0;
  const vendor: ScriptedVendor = {
    tasks: [],
    requests: [],
    onSubmit: () => undefined,
    uploads: [],
    onUpload: () => undefined,
    onPoll: (task) =>
      task === undefined
        ? { httpStatus: 404, code: "unknown_task" }
        : task.polls <= 1
          ? { status: "running" }
          : {
              status: "succeeded",
              url: `${baseUrl}/files/${task.id}.mp4?signature=canary-signature`,
              frame: `${baseUrl}/files/${task.id}.png?signature=canary-signature`,
            },
    onDownload: ({ url }) => {
      const body = url.includes(".png") ? frame : clipOf(/files\/([^.]+)/u.exec(url)?.[1] ?? "");
      return { status: 200, headers: { "content-length": String(body.length), etag: '"one"' }, body };
    },
    transport: {
      async request(request, { signal } = {}) {
        if (request.mayLeave?.() === false)
          throw new DeliveryError({ phase: "not-sent", code: "too_late", message: "It was too late" });
        vendor.requests.push(request);
        if (request.method !== "POST") return polled(request);
        return request.url.endsWith("/uploads") ? uploaded(request, signal) : submitted(request, signal);
      },
      async stream(request): Promise<HttpStream> {
        vendor.requests.push(request);
        const { status, headers, body = new Uint8Array() } = vendor.onDownload(request);
        return {
          status,
          headers,
          body: (async function* () {
            yield body;
          })(),
        };
      },
      close: async () => undefined,
    },
  };

  function create(request: HttpRequest): VendorTask {
    const body: unknown = JSON.parse(String(request.body ?? "{}"));
    const task: VendorTask = {
      id: `task-${vendor.tasks.length + 1}`,
      body: typeof body === "object" && body !== null ? { ...body } : {},
      polls: 0,
    };
    vendor.tasks.push(task);
    return task;
  }

  async function submitted(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    submits += 1;
    const fault = vendor.onSubmit(submits);
    if (fault === undefined) return json(200, { id: create(request).id });
    return struck(fault, { arrive: () => void create(request), signal });
  }

  async function uploaded(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    const arrive = (): number => vendor.uploads.push(request);
    const said = vendor.onUpload((uploads += 1));
    if (said === undefined) return json(200, { url: `https://files.example.com/${arrive()}.png` });
    if (typeof said === "string" || "status" in said) return struck(said, { arrive, signal });
    arrive();
    return json(200, said);
  }

  function polled({ url }: HttpRequest): HttpAnswer {
    const taskId = url.split("/").at(-1) ?? "";
    const task = vendor.tasks.find(({ id }) => id === taskId);
    if (task !== undefined) task.polls += 1;
    const answer = vendor.onPoll(task, taskId);
    const usual = { httpStatus: 200, httpHeaders: {} };
    const { httpStatus, httpHeaders, ...body } =
      typeof answer === "object" && answer !== null ? { ...usual, ...answer } : usual;
    return json(httpStatus, body, httpHeaders);
  }

  return vendor;
}

/** `arrive`: what the vendor does once it has the request. */
async function struck(
  fault: Fault,
  { arrive, signal }: { readonly arrive: () => unknown; readonly signal: AbortSignal | undefined },
): Promise<HttpAnswer> {
  switch (fault) {
    case "lost-answer":
      arrive();
      throw new DeliveryError({ phase: "unknown", code: "ECONNRESET", message: "The connection was reset" });
    case "reset":
      throw new DeliveryError({ phase: "unknown", code: "ECONNRESET", message: "The connection was reset" });
    case "refused":
      throw new DeliveryError({
        phase: "not-sent",
        code: "ECONNREFUSED",
        message: "The server refused the connection",
      });
    case "stall":
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () =>
          reject(new DeliveryError({ phase: "unknown", code: "UND_ERR_ABORTED", message: "The request was cut" })),
        );
      });
    default:
      return json(fault.status, fault.body ?? {}, fault.headers);
  }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const bytes = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(bytes) };
}

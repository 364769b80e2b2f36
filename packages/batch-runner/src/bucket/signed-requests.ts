import { createHash } from "node:crypto";
import { present } from "@shotlist/schema";
import { DeliveryError } from "../failures/delivery-error.ts";
import { StorageError } from "../failures/storage-error.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpAnswer, HttpRequest, Transport } from "../ports/transport.ts";
import { doing, failed } from "./answers.ts";
import type { BucketPlace } from "./bucket-place.ts";

/** One request to a bucket. */
export interface BucketRequest {
  readonly method: HttpRequest["method"];
  /** Without the prefix; empty means the bucket itself. */
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Requests that carry a signature over the hash of their body: a server that reads something else refuses it. */
export interface SignedRequests {
  /** Answers 2xx and 404; everything else is a `StorageError`, after some tries where another may help. */
  readonly request: (wanted: BucketRequest) => Promise<HttpAnswer>;
  readonly close: () => Promise<void>;
}

interface SignedRequestsOptions {
  readonly place: BucketPlace;
  readonly transport: Transport;
  readonly clock: Clock;
}

const timeoutMs = 120_000;
/** Longer than any page of a list, any receipt and any part of a clip. */
const maxBytes = 16 * 1024 * 1024;
const waitsMs: readonly number[] = [200, 1000, 4000];

export async function createSignedRequests(options: SignedRequestsOptions): Promise<SignedRequests> {
  const { place, transport, clock } = options;
  const { AwsV4Signer } = await import("aws4fetch").catch((cause: unknown) => {
    throw new StorageError("clips_client_missing", { doing, cause });
  });

  /** A repeated request is signed again: a signature is good for some minutes. */
  async function signed({ method, name, query = {}, headers = {}, body }: BucketRequest): Promise<HttpRequest> {
    const url = new URL(name === "" ? place.url : `${place.url}/${place.prefix}${name}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const sha256 = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const { accessKeyId, secretAccessKey, region, sessionToken } = place;
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, "x-amz-content-sha256": sha256 },
      service: "s3",
      region,
      accessKeyId,
      secretAccessKey,
      ...present({ sessionToken }),
      datetime: new Date(clock.now()).toISOString().replaceAll(/[:-]|\.\d{3}/gu, ""),
    });
    const { url: address, headers: own } = await signer.sign();
    return {
      method,
      url: address.href,
      headers: Object.fromEntries(own),
      ...present({ body }),
      timeoutMs,
      maxBytes,
    };
  }

  async function retried(wanted: BucketRequest): Promise<HttpAnswer> {
    for (const waitMs of [...waitsMs, undefined]) {
      const answer = await transport.request(await signed(wanted)).catch(asFailure);
      if (!(answer instanceof DeliveryError) && !mayPass(answer.status)) return answer;
      if (waitMs !== undefined) await clock.sleep(waitMs);
      else if (answer instanceof DeliveryError) throw new StorageError("clips_unreachable", { doing, cause: answer });
      else return answer;
    }
    throw new Error("the last try returns");
  }

  return {
    async request(wanted) {
      const answer = await retried(wanted);
      assertAnswered(answer.status, answer.body);
      return answer;
    },
    close: () => transport.close(),
  };
}

function asFailure(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  throw error;
}

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

function assertAnswered(status: number, body: Uint8Array): void {
  if ((status >= 200 && status < 300) || status === 404) return;
  if (status === 401 || status === 403) throw new StorageError("clips_refused", { doing });
  throw failed(`status ${status}`, body);
}

import { describe, expect, it } from "vitest";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { HttpAnswer, HttpRequest } from "../ports/transport.ts";
import { createBucket, type Bucket } from "./bucket.ts";
import type { BucketPlace } from "./bucket-place.ts";
import { createSignedRequests, type SignedRequests } from "./signed-requests.ts";

// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, with its made-up keys.
const place: BucketPlace = {
  name: "examplebucket",
  url: "https://examplebucket.s3.amazonaws.com",
  prefix: "",
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

const ok: HttpAnswer = { status: 200, headers: {}, body: new Uint8Array() };
const lost = new DeliveryError({ phase: "unknown", code: "reset", message: "the connection was lost" });

const says = (text: string, status = 200): HttpAnswer => ({ status, headers: {}, body: Buffer.from(text) });

interface Setup {
  readonly requests: SignedRequests;
  readonly bucket: Bucket;
  readonly sent: readonly HttpRequest[];
  readonly waitsMs: readonly number[];
}

/** A server that answers what a test says; the last answer is repeated. */
async function setup(...answers: readonly (HttpAnswer | DeliveryError)[]): Promise<Setup> {
  const sent: HttpRequest[] = [];
  const waitsMs: number[] = [];
  const requests = await createSignedRequests({
    place,
    clock: {
      now: () => Date.UTC(2013, 4, 24),
      sleep(ms) {
        waitsMs.push(ms);
        return Promise.resolve();
      },
    },
    transport: {
      request(wanted) {
        sent.push(wanted);
        const answer = answers[Math.min(sent.length, answers.length) - 1] ?? ok;
        return answer instanceof DeliveryError ? Promise.reject(answer) : Promise.resolve(answer);
      },
      stream: () => Promise.reject(lost),
      close: () => Promise.resolve(),
    },
  });
  return { requests, bucket: createBucket(requests, place), sent, waitsMs };
}

describe("requests to a bucket", () => {
  it.each([
    [{ lifecycle: "" }, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
    [{ "max-keys": "2", prefix: "J" }, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
  ])("are signed as the documentation shows: %j", async (query, signature) => {
    const { requests, sent } = await setup();
    await requests.request({ method: "GET", name: "", query });
    expect(sent[0]?.headers["authorization"]).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
    );
  });

  it("are repeated while another try may help, and then given up", async () => {
    const { requests, sent, waitsMs } = await setup(says("", 503), lost, ok);
    expect(await requests.request({ method: "GET", name: "a" })).toEqual(ok);
    expect(waitsMs).toEqual([200, 1000]);
    expect(sent).toHaveLength(3);
    const away = await setup(lost);
    await expect(away.requests.request({ method: "GET", name: "a" })).rejects.toMatchObject({
      code: "clips_unreachable",
    });
    expect(away.sent).toHaveLength(4);
  });

  it("that are refused say the server's code, and nothing else of its answer", async () => {
    const said = "<Error><Code>PermanentRedirect</Code><Message>AKIAIOSFODNN7EXAMPLE</Message></Error>";
    const { requests } = await setup(says(said, 301));
    await expect(requests.request({ method: "GET", name: "a" })).rejects.toThrow(
      /^The bucket failed while using the clips in the bucket: status 301, PermanentRedirect$/u,
    );
    const refused = await setup(says(said, 403));
    await expect(refused.requests.request({ method: "GET", name: "a" })).rejects.toMatchObject({
      code: "clips_refused",
    });
    expect(refused.sent).toHaveLength(1);
  });
});

describe("a bucket", () => {
  it("is listed page by page, and names are read as they are written", async () => {
    const { bucket, sent } = await setup(
      says(
        "<L><Contents><Key>clips/a&amp;b</Key><Size>3</Size></Contents><NextContinuationToken>t/1</NextContinuationToken></L>",
      ),
      says("<L><Contents><Key>clips/c</Key><Size>4</Size></Contents></L>"),
    );
    const listed = [];
    for await (const object of bucket.list("clips/")) listed.push(object);
    expect(listed).toEqual([
      { name: "clips/a&b", bytes: 3 },
      { name: "clips/c", bytes: 4 },
    ]);
    expect(new URL(sent[1]?.url ?? "").searchParams.get("continuation-token")).toBe("t/1");
  });

  it("that has stored something else than what was sent has failed", async () => {
    const { bucket } = await setup(ok, { ...ok, headers: { "content-length": "2" } });
    await expect(bucket.put("a", Buffer.from("abc"), "video/mp4")).rejects.toThrow(
      "what was stored is not what was sent",
    );
  });

  it("that fails to join parts is asked to drop them, also where it answers so with a status of 200", async () => {
    const { bucket, sent } = await setup(
      says("<U><UploadId>upload-1</UploadId></U>"),
      { ...ok, headers: { etag: '"1"' } },
      { ...ok, headers: { etag: '"2"' } },
      says("<Error><Code>InternalError</Code></Error>"),
    );
    const put = bucket.put("a", Buffer.alloc(9 * 1024 * 1024), "video/mp4");
    await expect(put).rejects.toMatchObject({
      code: "clips_failed",
      message: expect.stringContaining("InternalError"),
    });
    expect(sent.map(({ method, url }) => `${method} ${new URL(url).search}`)).toEqual([
      "POST ?uploads=",
      "PUT ?partNumber=1&uploadId=upload-1",
      "PUT ?partNumber=2&uploadId=upload-1",
      "POST ?uploadId=upload-1",
      "DELETE ?uploadId=upload-1",
    ]);
  });
});

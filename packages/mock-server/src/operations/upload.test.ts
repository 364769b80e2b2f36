import { describe, expect, test } from "vitest";
import { textAt } from "../testing/read-answer.ts";
import { goodKey, startMock } from "../testing/start-mock.ts";

const picture = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], { type: "image/png" });

function form(file: Blob, field = "file"): { readonly headers: Record<string, string>; readonly body: FormData } {
  const body = new FormData();
  body.append(field, file, "watch.png");
  return { headers: { ...goodKey }, body };
}

const addresses = async (): Promise<readonly unknown[]> => {
  const { call } = await startMock("relaydance");
  const one = await call("POST", "/v1/files", form(picture));
  const other = await call("POST", "/v1/files", form(picture));
  return [one.body["id"], other.body["id"]];
};

describe("an upload of a local file", () => {
  test("is answered as documented, with an address under which a request may name it", async () => {
    const { call, mock } = await startMock("toapis");
    const { status, body } = await call("POST", "/v1/uploads/images", form(picture));
    expect([status, body]).toMatchObject([
      200,
      { success: true, message: "", data: { id: expect.stringMatching(/^upload_/u) } },
    ]);
    const url = new URL(JSON.parse(JSON.stringify(body)).data.url);
    const fetched = await mock.fetch(new Request(url));
    expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(Buffer.from(await picture.arrayBuffer()));
    expect(mock.requests.at(0)).toMatchObject({ operation: "upload", status: 200, verdict: "accepted" });
    expect(mock.billed().tasks).toBe(0);
  });

  test("has the shape of its vendor", async () => {
    const { call } = await startMock("relaydance");
    const { status, body } = await call("POST", "/v1/files", form(new Blob(["sound"], { type: "audio/mpeg" })));
    expect([status, body]).toEqual([
      200,
      { id: expect.stringMatching(/^upload_/u), url: expect.stringMatching(/\/__uploads\//u) },
    ]);
  });

  test("of the same file has another address each time, and the same ones in another server of the seed", async () => {
    const first = await addresses();
    expect(new Set(first).size).toBe(2);
    expect(await addresses()).toEqual(first);
  });

  test.each([
    [
      "/v1/uploads/images",
      new Blob(["BM"], { type: "image/bmp" }),
      "Unsupported image type. Allowed: JPEG, PNG, WebP, GIF",
    ],
    [
      "/v1/uploads/images",
      new Blob([new Uint8Array(10 * 1024 * 1024 + 1)], { type: "image/png" }),
      "Image too large. Maximum size is 10MB",
    ],
    ["/v1/uploads/videos", picture, "Unsupported or invalid video file. Allowed: MP4, WebM, MOV"],
  ])("POST %s is refused in the vendor's words", async (path, file, message) => {
    const { call } = await startMock("toapis");
    expect(await call("POST", path, form(file))).toMatchObject({ status: 400, body: { success: false, message } });
  });

  test("without the file, or without a form, is refused in the vendor's envelope", async () => {
    const { call } = await startMock("toapis");
    const wrong = { status: 400, body: { error: { message: "file must be a file in multipart/form-data" } } };
    expect(await call("POST", "/v1/uploads/images", form(picture, "image"))).toMatchObject(wrong);
    const json = { headers: { ...goodKey, "content-type": "application/json" }, body: "{}" };
    expect(await call("POST", "/v1/uploads/images", json)).toMatchObject(wrong);
  });

  test("needs the key, and its edition", async () => {
    const { call } = await startMock("toapis");
    expect(await call("POST", "/v1/uploads/images", { headers: {}, body: form(picture).body })).toMatchObject({
      status: 401,
    });
    const before = await startMock("toapis", { edition: "2026-05" });
    expect(await before.call("POST", "/v1/uploads/images", form(picture))).toMatchObject({ status: 404 });
  });

  test("is struck by faults like every other call", async () => {
    const { call } = await startMock("relaydance", {
      scenario: { rules: [{ fault: "rate_limited", match: { operation: "upload", nth: 1 }, with: { retryAfter: 7 } }] },
    });
    expect(await call("POST", "/v1/files", form(picture))).toMatchObject({ status: 429 });
    expect(await call("POST", "/v1/files", form(picture))).toMatchObject({ status: 200 });
  });

  test("can be fetched as long as its address lives", async () => {
    const { call, mock } = await startMock("relaydance", { clock: "manual" });
    const { body } = await call("POST", "/v1/files", form(picture));
    const statusOf = async (): Promise<number> => (await mock.fetch(new Request(textAt(body, "url")))).status;
    expect(await statusOf()).toBe(200);
    mock.clock.advance(86_400_000);
    expect(await statusOf()).toBe(404);
  });
});

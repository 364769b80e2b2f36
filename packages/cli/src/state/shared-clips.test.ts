import { afterEach, beforeEach, expect, it } from "vitest";
import { noteSharedClips, sharedClipsOf } from "./shared-clips.ts";
import { noteSharedLedger } from "./shared-ledger.ts";

const keys = { AWS_ACCESS_KEY_ID: "an-id", AWS_SECRET_ACCESS_KEY: "a-secret" };

beforeEach(() => noteSharedLedger("/state", { SHOTLIST_LEDGER: "postgres://host/ledger" }));
afterEach(() => noteSharedLedger("/state", {}));

it("finds a bucket and what it needs in the environment", () => {
  noteSharedClips("/state", { ...keys, SHOTLIST_CLIPS: "s3://clips/films/2026/", AWS_REGION: "eu-central-1" });
  expect(sharedClipsOf("/state")?.bucket).toEqual({
    name: "clips",
    url: "https://s3.eu-central-1.amazonaws.com/clips",
    prefix: "films/2026/",
    region: "eu-central-1",
    accessKeyId: "an-id",
    secretAccessKey: "a-secret",
  });
  noteSharedClips("/state", {
    ...keys,
    SHOTLIST_CLIPS: "s3://clips",
    AWS_ENDPOINT_URL: "http://127.0.0.1:9000/",
    AWS_SESSION_TOKEN: "a-token",
  });
  expect(sharedClipsOf("/state")?.bucket).toMatchObject({
    url: "http://127.0.0.1:9000/clips",
    prefix: "",
    region: "us-east-1",
    sessionToken: "a-token",
  });
  noteSharedClips("/state", {});
  expect(sharedClipsOf("/state")).toBeUndefined();
});

it.each([
  [{ SHOTLIST_CLIPS: "https://clips/a-secret" }, "--clips and $SHOTLIST_CLIPS take the address of a bucket"],
  [{ SHOTLIST_CLIPS: "s3://clips/../other" }, "--clips and $SHOTLIST_CLIPS take the address of a bucket"],
  [{ SHOTLIST_CLIPS: "s3://clips", AWS_SECRET_ACCESS_KEY: "" }, "The keys of the bucket are missing"],
  [
    { SHOTLIST_CLIPS: "s3://clips", AWS_ENDPOINT_URL_S3: "https://user:a-secret@host/" },
    "$AWS_ENDPOINT_URL is not the address of a storage service",
  ],
])("refuses %j, and repeats nothing of it", (env, message) => {
  expect(() => noteSharedClips("/state", { ...keys, ...env })).toThrow(message);
  expect(sharedClipsOf("/state")).toBeUndefined();
});

it("needs a shared ledger: a ledger of one machine keeps its clips next to it", () => {
  expect(() => noteSharedClips("/alone", { ...keys, SHOTLIST_CLIPS: "s3://clips" })).toThrow(
    "Clips in a bucket need a shared ledger",
  );
});

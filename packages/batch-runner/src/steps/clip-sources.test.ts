import { present } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import { aProvider } from "../testing/plans.ts";
import { clipSources } from "./clip-sources.ts";

const path = "/v1/videos/task-1/content";
const call = `https://vendor.example.com${path}`;
const options = { keys: () => "canary-key" };

function sourcesOf(videoUrl: string | undefined, over: { baseUrl?: string; download?: boolean } = {}): object[] {
  const { baseUrl = "https://vendor.example.com", download = true } = over;
  const task = {
    status: "succeeded",
    wireStatus: "succeeded",
    warnings: [],
    ...present({ videoUrl }),
    ...(download ? { download: { path } } : {}),
  } as const;
  return clipSources({ options }, aProvider({ baseUrl }), task).map(({ url, headers }) => ({
    url,
    key: JSON.stringify(headers ?? {}).includes("canary-key"),
  }));
}

describe("where a clip may lie", () => {
  it.each<[string, string | undefined, readonly string[]]>([
    ["a link elsewhere", "https://cdn.example.com/a.mp4", ["https://cdn.example.com/a.mp4"]],
    ["a relative link", "/files/a.mp4", ["https://vendor.example.com/files/a.mp4"]],
    ["a link without a scheme", "//cdn.example.com/a.mp4", ["https://cdn.example.com/a.mp4"]],
    ["the call itself", call, []],
    ["the call itself, signed", `${call}?token=1`, []],
    ["the call itself, relative", path, []],
    ["the call, at a default that nobody set", `http://localhost:3999${path}`, [`http://localhost:3999${path}`]],
    ["the call for another id", call.replace("task-1", "upstream_9"), [call.replace("task-1", "upstream_9")]],
    ["the call at another port", `https://vendor.example.com:8443${path}`, [`https://vendor.example.com:8443${path}`]],
    ["nothing", undefined, []],
  ])("%s is asked first and without the key, then the call with it", (_name, link, links) => {
    expect(sourcesOf(link)).toEqual([...links.map((url) => ({ url, key: false })), { url: call, key: true }]);
  });

  it("is the link alone where the format has no call of its own", () => {
    expect(sourcesOf(call, { download: false })).toEqual([{ url: call, key: false }]);
    expect(sourcesOf(undefined, { download: false })).toEqual([]);
  });

  it("is looked for at the root and below the path of a base URL that has one", () => {
    const baseUrl = "https://vendor.example.com/relay";
    expect(sourcesOf("/files/a.mp4", { baseUrl }).map((source) => Object.values(source)[0])).toEqual([
      "https://vendor.example.com/files/a.mp4",
      "https://vendor.example.com/relay/files/a.mp4",
      `https://vendor.example.com/relay${path}`,
    ]);
    expect(sourcesOf(path, { baseUrl })).toEqual([{ url: `https://vendor.example.com/relay${path}`, key: true }]);
  });
});

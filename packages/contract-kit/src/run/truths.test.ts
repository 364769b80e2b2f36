import type { FormatId } from "@shotlist/schema";
import { expect, test } from "vitest";
import { openMockEndpoint } from "../testing/mock-endpoint.ts";
import { runContract } from "./run-contract.ts";

/** Calls of a format for which only public sources speak, changed on their way. */
async function failuresWhere(
  format: FormatId,
  only: string,
  change: (request: Request, response: Response, calls: number) => Response | Promise<Response>,
): Promise<readonly string[]> {
  await using mock = await openMockEndpoint(format);
  const calls = new Map<string, number>();
  const fetch = async (request: Request): Promise<Response> => {
    const response = await mock.fetch(request);
    const key = `${request.method} ${new URL(request.url).pathname}`;
    calls.set(key, (calls.get(key) ?? 0) + 1);
    return change(request, response, calls.get(key) ?? 0);
  };
  const { results } = await runContract({ ...mock.options, fetch, only });
  const failed = results.filter(({ verdict }) => verdict === "fail");
  return [...new Set(failed.flatMap(({ findings }) => findings.map(({ rule }) => rule)))];
}

const isPoll = ({ method, url }: Request): boolean => method === "GET" && /\/(generations|videos)\/[^/]+$/.test(url);
const isDownload = ({ url }: Request): boolean => url.includes("/__clips/");
const formats = ["relaydance", "3hei", "gogogotoken"] as const;

test.each(formats)("%s: a clip that cannot be fetched is a failure", async (format) => {
  const rules = await failuresWhere(format, "lifecycle/runs-to-its-end-1", (request, response) =>
    isDownload(request) ? new Response("gone", { status: 404 }) : response,
  );
  expect(rules).toContain("link: reachable");
});

test.each(formats)("%s: a page in place of a clip is a failure", async (format) => {
  const rules = await failuresWhere(format, "lifecycle/runs-to-its-end-1", (request, response) =>
    isDownload(request) ? new Response("<html>", { headers: { "content-type": "text/html" } }) : response,
  );
  expect(rules).toContain("link: video");
});

test.each(formats)("%s: a success without a link is a failure", async (format) => {
  const rules = await failuresWhere(format, "lifecycle/runs-to-its-end-1", async (request, response) => {
    if (!isPoll(request)) return response;
    const text = (await response.text()).replaceAll(/"https?:\/\/[^"]*"/g, '""');
    return new Response(text, { status: response.status, headers: { "content-type": "application/json" } });
  });
  expect(rules).toContain("lifecycle: link-present");
});

test.each(formats)("%s: an id that is no longer answered is a failure", async (format) => {
  const rules = await failuresWhere(format, "lifecycle/runs-to-its-end-1", (request, response, calls) =>
    isPoll(request) && calls > 1
      ? Response.json({ error: { message: "no such task", code: "not_found", type: "x" } }, { status: 404 })
      : response,
  );
  expect(rules).toContain("lifecycle: remembers-task");
});

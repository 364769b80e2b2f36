import { expect, test } from "vitest";
import { startMock } from "../testing/start-mock.ts";
import { textAt } from "../testing/read-answer.ts";
import { pageViewer, servePage } from "./page.ts";
import { pageScript } from "./script.ts";

test("the root shows a page that may load its own files alone", async () => {
  const { mock } = await startMock("wisgate");
  const page = await mock.fetch(new Request(`${mock.url}/`));
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  const html = await page.text();
  const loaded = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = ""]) => path);
  expect(loaded).toEqual(["/__mock/page.svg", "/__mock/page.css", "/__mock/page.js"]);
  for (const path of loaded) {
    // oxlint-disable-next-line no-await-in-loop -- three files
    expect((await mock.fetch(new Request(mock.url + path))).status).toBe(200);
  }
  expect(mock.requests).toHaveLength(0);
});

test("every element that the script looks up is on the page", () => {
  const html = String(servePage("GET", "/")?.body);
  const ids = [...pageScript.matchAll(/find\("([a-z-]+)"\)/g)].map(([, id = ""]) => id);
  expect(ids.length).toBeGreaterThan(5);
  for (const id of ids) expect(html).toContain(`id="${id}"`);
});

test("the script puts no text in as markup", () => {
  expect(pageScript).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});

test("the page's own look at a clip is not a request of a client", async () => {
  const { mock, submitted, poll } = await startMock("wisgate", {
    progress: { mode: "immediate" },
    scenario: { rules: [{ fault: "clip_missing" }] },
  });
  const link = textAt((await poll(await submitted())).body, "content", "video_url");
  const { length } = mock.requests;
  expect((await mock.fetch(new Request(link + pageViewer))).status).toBe(200);
  expect(mock.requests).toHaveLength(length);
  expect((await mock.fetch(new Request(link))).status).toBe(404);
  expect(pageScript).toContain(pageViewer);
});

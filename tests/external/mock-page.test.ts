import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchChromium, watchedPage } from "./browser/chromium.ts";
import { root } from "../src/sources.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };

/** A mock with a clip that plays, a task that waits, one that failed, a refusal and a fault in its journal. */
async function livelyMock(): Promise<MockServer> {
  const mock = await createMockServer({ clock: "manual", format: "wisgate", seed: 7 });
  onTestFinished(() => mock.close());
  const tasks = `${mock.url}/api/v3/contents/generations/tasks`;
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const submit = async (prompt: string): Promise<void> => {
    const content = [{ type: "text", text: prompt }];
    const body = JSON.stringify({ model: "doubao-seedance-2.0", content, duration: 5 });
    await fetch(tasks, { method: "POST", headers, body });
  };
  await submit("A red fox runs through fresh snow at dawn, the camera follows low");
  mock.faults.add({ fault: "task_fails", times: 1 });
  await submit("A storm");
  await fetch(tasks, { method: "POST", headers, body: JSON.stringify({ model: "no-such-model" }) });
  for (let poll = 0; poll < 3; poll += 1) {
    mock.clock.advance(60_000);
    await Promise.all(mock.tasks.map(({ id }) => fetch(`${tasks}/${id}`, { headers })));
  }
  await submit("A watch turns slowly on white marble");
  return mock;
}

async function open(
  mock: MockServer,
  { viewport = wide, colorScheme = "light" }: { viewport?: typeof wide; colorScheme?: "light" | "dark" } = {},
): Promise<Page> {
  const page = await watchedPage(browser, { viewport, colorScheme });
  await page.goto(mock.url);
  await page.locator("#tasks li").first().waitFor();
  return page;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

test.each([
  { name: "light-wide", viewport: wide, colorScheme: "light" },
  { name: "dark-wide", viewport: wide, colorScheme: "dark" },
  { name: "light-narrow", viewport: narrow, colorScheme: "light" },
  { name: "dark-narrow", viewport: narrow, colorScheme: "dark" },
] as const)("$name: nothing is out of reach for anybody", async ({ name, viewport, colorScheme }) => {
  const page = await open(await livelyMock(), { viewport, colorScheme });
  const folder = join(root, "node_modules", ".cache", "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `mock-page-${name}.png`), fullPage: true });
  const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(await page.evaluate<number>(sideways)).toBe(0);
  // Evaluated rather than added as a script: the page lets no script in but its own.
  await page.evaluate(axe.source);
  const violations = await page.evaluate<Violation[]>("axe.run().then(({ violations }) => violations)");
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test("clips play, and the journal names broken rules", async () => {
  const page = await open(await livelyMock());
  const video = "document.querySelector('#tasks video')";
  await expect.poll(() => page.evaluate(`${video}.currentTime > 0.2`)).toBe(true);
  const shown = await page.evaluate(`[${video}.videoWidth, ${video}.videoHeight, ${video}.duration]`);
  expect(shown).toEqual([1280, 720, expect.closeTo(5, 1)]);
  expect(await page.locator("#tasks li").count()).toBe(3);
  expect(await page.locator("#journal").textContent()).toContain("model.enum");
  expect(await page.locator("#tasks").textContent()).toContain("OutputVideoSensitiveContentDetected");
});

test("the journal has the price of a task where one is published", async () => {
  const mock = await createMockServer({ clock: "manual" });
  onTestFinished(() => mock.close());
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const body = { model: "doubao-seedance-2-0-fast", prompt: "A watch", seconds: "5", size: "720x1280" };
  const submits = `${mock.urlOf("gogogotoken")}/v1/video/generations`;
  await fetch(submits, { method: "POST", headers, body: JSON.stringify(body) });
  const page = await open(mock);
  expect(await page.locator("#journal").textContent()).toContain("4.03 CNY");
  expect(await page.locator("#summary").textContent()).toBe("1 task, 1 request, would have cost 4.03 CNY");
});

test("faults are switches", async () => {
  const mock = await livelyMock();
  mock.faults.clear();
  const page = await open(mock);
  const box = page.getByRole("switch", { name: /^overloaded/ });
  await box.check();
  await expect.poll(() => mock.faults.rules().map(({ rule }) => rule.fault)).toEqual(["overloaded"]);
  await box.uncheck();
  await expect.poll(() => mock.faults.rules()).toEqual([]);
});

test("the clock moves by its slider, with the keyboard alone", async () => {
  const mock = await livelyMock();
  const page = await open(mock);
  const before = mock.clock.now();
  await page.keyboard.press("Tab");
  expect(await page.evaluate<string>("document.activeElement.id")).toBe("advance");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect.poll(() => mock.clock.now() - before).toBe(86_400_000);
  await expect.poll(() => page.locator("#now").textContent()).toContain("2026-01-02");
});

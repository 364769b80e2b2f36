import { chromium, type Browser, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

/** The browser of the machine. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

interface Looks {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: "light" | "dark";
}

/** A page of its own for the test, which fails on whatever the page reports as an error. */
export async function watchedPage(browser: Browser, { viewport, colorScheme }: Looks): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  onTestFinished(() => expect(complaints).toEqual([]));
  return page;
}

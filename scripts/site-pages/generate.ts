import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { commandsPage } from "./commands-page.ts";
import { troubleshootingPage } from "./troubleshooting-page.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));

/** Pages that follow from the commands and from other pages: path relative to the workspace → text. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const errors = await readFile(`${docs}errors.md`, "utf8");
  const diagnostics = await readFile(`${docs}diagnostics.md`, "utf8");
  return new Map([
    ["docs/commands.md", await commandsPage()],
    ["docs/troubleshooting.md", troubleshootingPage(errors, diagnostics)],
  ]);
}

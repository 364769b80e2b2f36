import { formatIds } from "@shotlist/schema";
import { comparingPage } from "./comparing-page.ts";
import { formatPage } from "./format-page.ts";

/** Folders, relative to the workspace, in which every file is generated. */
export const ownedDirectories: readonly string[] = ["docs/formats"];

/** A page for every registered format, and one that compares them: path → text. */
export function generate(): Promise<ReadonlyMap<string, string>> {
  const pages = formatIds.map((id) => [`docs/formats/${id}.md`, formatPage(id)] as const);
  return Promise.resolve(new Map([...pages, ["docs/formats/README.md", comparingPage()]]));
}

import type { TakeId } from "./take-id.ts";

/**
 * The cheapest form in which a shot can be looked at first: a draft where its model makes one, else the model's lowest resolution.
 * `as-written`: the shot is a draft itself, or asks for its cheapest form already, so that its draft is its clip. `unlisted`: the
 * catalogue does not list the model, so that nothing cheaper is known about.
 */
export type DraftForm = "draft" | "lowest-resolution" | "as-written" | "unlisted";

/** A take of the storyboard without a draft. */
export interface WithoutDraft {
  readonly take: TakeId;
  readonly reason: string;
}

const mark = "~draft";

/** Name of a storyboard's drafts in ledgers and lock files; no storyboard may have such a name. */
export function draftNameOf(storyboard: string): string {
  return `${storyboard}${mark}`;
}

/** The storyboard whose drafts have this name; `undefined` for the name of a storyboard. */
export function storyboardOfDrafts(name: string): string | undefined {
  return name.endsWith(mark) ? name.slice(0, -mark.length) : undefined;
}

/** Folder of the drafts, next to that of the clips. */
export function draftDirOf(outputDir: string): string {
  return `${outputDir.replace(/\/+$/u, "")}-draft`;
}

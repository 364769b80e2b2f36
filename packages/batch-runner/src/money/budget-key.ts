import { storyboardOfDrafts } from "@shotlist/core";

/** Under what a ledger counts the money of a storyboard: its drafts and its clips share its budget. */
export function budgetKeyOf(storyboard: string): string {
  return `storyboard:${storyboardOfDrafts(storyboard) ?? storyboard}`;
}

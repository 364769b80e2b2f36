import type { Approval } from "@shotlist/batch-runner";
import type { LeftTake, StagedTakes } from "../ladder/staged-takes.ts";
import { formatEstimate } from "./money.ts";
import { say, text, translate } from "../text/say.ts";

const reasons: { readonly [approval in Approval]: string } = {
  approved: text("a take it depends on is not rendered"),
  rejected: text("its draft is rejected"),
  "not-approved": text("its draft is not approved"),
  changed: text("the shot has changed since its draft was rendered or approved"),
  "no-draft": text("it has no draft yet"),
  "without-draft": text("it has no separate draft"),
};

/** More names than this say nothing new. */
const longestList = 10;

/** What a run for finals leaves, and which clips are made from their draft, as a person reads it: one line each. */
export function finalsNotes({ left, sources }: StagedTakes): readonly string[] {
  const groups = Map.groupBy(left, ({ approval }) => approval);
  const leaves = [...groups].map(
    ([approval, takes]) => say`not rendered (${translate(reasons[approval])}): ${namesOf(takes)}`,
  );
  const made = [...sources].map(([{ take }, { isLapsed, lapsesAt }]) => {
    const day = lapsesAt === undefined ? undefined : new Date(lapsesAt).toISOString().slice(0, 10);
    if (isLapsed)
      return say`${take.id}: its draft expired on ${day ?? "?"}, so its final is rendered without it for ${formatEstimate(take.estimate)}`;
    return day === undefined
      ? say`${take.id}: its final is rendered from its draft`
      : say`${take.id}: its final is rendered from its draft, which expires on ${day}`;
  });
  return [...made, ...leaves];
}

function namesOf(takes: readonly LeftTake[]): string {
  const names = takes.slice(0, longestList).map(({ id }) => id);
  return `${names.join(", ")}${takes.length > names.length ? say`, and ${takes.length - names.length} more` : ""}`;
}

/** The same for `--json`. */
export function finalsToJson({ left, sources }: StagedTakes): object {
  return {
    fromDraft: [...sources].map(([{ take }, { taskId, isLapsed, lapsesAt }]) => ({
      storyboard: take.storyboard,
      id: take.id,
      draftTaskId: taskId,
      lapsed: isLapsed,
      lapsesAt: lapsesAt === undefined ? undefined : new Date(lapsesAt).toISOString(),
    })),
    left: left.map(({ storyboard, id, approval }) => ({ storyboard, id, approval, reason: reasons[approval] })),
  };
}

import type { Ledger } from "../../ledger/ledger.ts";
import type { HttpRequest } from "../../ports/transport.ts";
import type { Timeline } from "../simulation/timeline.ts";
import type { Vendor } from "../simulation/vendor.ts";
import { draftTaskIn, isDraftMarker, type Written } from "./drafted-board.ts";

/** What must hold where drafts come first, in addition to what holds in every world. */
export const draftInvariants = {
  "approved-first":
    "a run for finals submits a final only while the draft of today's shot that counts is approved for it",
  "from-its-draft": "a final is made from the draft of its own shot, as it is today, and only while that lives",
  "no-draft-by-finals": "a run for finals submits no draft",
  "drafts-apart": "at the place of a clip is never a draft, nor a clip among the drafts",
  "approved-bought": "after runs without faults every approved final is here, failed, or held with a decision to make",
} as const;

export type DraftInvariant = keyof typeof draftInvariants;

export interface DraftSubmit {
  readonly ledger: Ledger;
  readonly vendor: Vendor;
  readonly timeline: Timeline;
  /** The storyboard as the run was given it. */
  readonly written: Written;
  readonly draftLifeMs: number;
}

/** What a submit of a run for finals broke; looks at the ledger itself, and asks the runner nothing. */
export async function brokenBy(
  { body: sent = "" }: HttpRequest,
  { ledger, vendor, timeline, written, draftLifeMs }: DraftSubmit,
): Promise<readonly { readonly invariant: DraftInvariant; readonly detail: string }[]> {
  const body = String(sent);
  const marker = /marker-\d+-end/u.exec(body)?.[0] ?? "";
  if (isDraftMarker(marker)) return [{ invariant: "no-draft-by-finals", detail: `${marker} left a run for finals` }];
  const broken: { invariant: DraftInvariant; detail: string }[] = [];
  const number = Number(/\d+/u.exec(marker)?.[0] ?? 0) % 1000;
  const final = written.finals.takes[Math.floor(number / 10)];
  const draft = written.drafts.takes.find(({ id }) => final !== undefined && id === final.id);
  if (final === undefined || draft === undefined)
    return [{ invariant: "approved-first", detail: `${marker} is of no take` }];
  const key = { storyboard: draft.storyboard, take: draft.id };
  const counting = (await ledger.versions(key)).at(-1);
  const said = (await ledger.reviewOf(key))?.verdicts.find(({ clip }) => clip === counting?.sha256);
  const isApproved =
    counting?.digest === draft.digest && said?.verdict === "approved" && said.permits?.includes(final.digest) === true;
  if (!isApproved)
    broken.push({
      invariant: "approved-first",
      detail: `${final.id} left while its draft was ${said?.verdict ?? "not judged"}`,
    });
  const source = vendor.tasks.find(({ id }) => id === draftTaskIn(body));
  if (draftTaskIn(body) === undefined) return broken;
  const isOwn = source !== undefined && source.marker === `marker-${1000 + number}-end`;
  const lives = source !== undefined && timeline.now() - source.createdAt < draftLifeMs + slackMs;
  if (!isOwn || !lives)
    broken.push({ invariant: "from-its-draft", detail: `${final.id} left for ${source?.marker ?? "no task"}` });
  return broken;
}

/** A run decides once, and may submit a while later. */
const slackMs = 3_600_000;

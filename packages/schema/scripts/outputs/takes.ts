import {
  any,
  count,
  dateTime,
  described,
  flag,
  list,
  mapOf,
  object,
  ordinal,
  realmClass,
  sha256,
  text,
  use,
  word,
  yes,
  type Shape,
} from "./shapes.ts";
import { ladder, renderedFinals, stage } from "./ladder.ts";

const actions = [
  "render",
  "waiting",
  "stale",
  "collect",
  "cached",
  "missing",
  "failed",
  "blocked",
  "uncertain",
  "lost",
] as const;

const statuses = [
  "cached",
  "succeeded",
  "failed",
  "blocked",
  "cancelled",
  "uncertain",
  "lost",
  "missing",
  "detached",
  "left",
] as const;

/** Keys with a count each. */
function counts(words: readonly string[]): { readonly [word: string]: Shape } {
  return Object.fromEntries(words.map((name) => [name, count]));
}

const realm = described("`mock`, `local:ORIGIN` or `live:ORIGIN`.", text);

const planned = object(
  {
    storyboard: text,
    realm,
    id: described("Such as `skyline[lang=en]`.", text),
    slug: described("The id, safe as a file name.", text),
    shot: text,
    variant: use("variant"),
    provider: text,
    format: text,
    model: text,
    action: word(...actions),
    reason: text,
    digest: sha256,
    dependsOn: list(text),
    request: described(
      "With placeholders for what exists only at submit.",
      object({ method: text, path: text }, { body: any }),
    ),
    estimate: use("estimate"),
  },
  {
    retake: described("Another version was asked for.", yes),
    fetch: described("The clip is paid for and can be fetched while its link lives.", yes),
    shares: described("`STORYBOARD/TAKE` whose task it shares.", text),
    changes: list(use("fieldChange")),
  },
);

const base = described(
  "With `--base`: what differs from that commit.",
  object({
    revision: text,
    takes: list(
      object(
        {
          kind: word("added", "changed", "removed"),
          storyboard: text,
          id: text,
          estimate: use("estimate"),
          changes: list(use("fieldChange")),
        },
        { estimateBefore: use("estimate") },
      ),
    ),
    toPay: use("estimateSum"),
    toPayBefore: use("estimateSum"),
    difference: list(use("money")),
  }),
);

const uploads = described(
  "Local files that the tasks need at their providers.",
  list(
    object(
      {
        provider: text,
        path: text,
        sha256,
        bytes: count,
        state: described(
          "`undecided`: it may have been uploaded and paid for; see `resolve --list`.",
          word("to-upload", "uploaded", "undecided"),
        ),
      },
      { price: use("money") },
    ),
  ),
);

export const plan: Shape = object(
  {
    takes: list(planned),
    totals: object({
      takes: count,
      ...counts(actions),
      tasks: described("Tasks to pay for: equal takes share one.", count),
      estimate: use("estimateSum"),
    }),
  },
  { base, ladder, stage, uploads },
);

const reported = object(
  { storyboard: text, realm, id: text, status: word(...statuses) },
  {
    taskId: text,
    file: described("Absolute path of the clip.", text),
    sha256,
    cost: use("takeCost"),
    error: use("takeError"),
  },
);

export const render: Shape = object(
  {
    ok: described("Every take is cached or succeeded; with `--detach`, everything was handed over.", flag),
    totals: object({ takes: count, ...counts(statuses) }),
    spent: described("Reserved or spent by this run, one entry for each currency.", list(use("money"))),
    submitted: described("Submits of this run that may be billed.", count),
    takes: list(reported),
  },
  {
    bills: list(object({ clips: count, quoted: use("money"), billed: use("money") })),
    uploads: described(
      "Local files that were uploaded, or were at their provider already.",
      list(object({ provider: text, path: text, sha256, bytes: count, reused: flag }, { cost: use("money") })),
    ),
    finals: renderedFinals,
    orders: described(
      "With `--detach`, what was handed to workers: the id of the run, and how many takes. Nothing else is reported then.",
      list(object({ id: text, realm: realmClass, takes: count })),
    ),
    stopped: described("What stopped the run as a whole.", use("takeError")),
  },
);

export const worker: Shape = object(
  {
    ok: described("Every take that ended here is cached or succeeded.", flag),
    takes: described("How many ended here.", count),
    statuses: described("How many there are of each status.", mapOf(count)),
    handedBack: described("Parts that other workers go on with.", count),
  },
  { stopped: described("What stopped the worker.", use("takeError")) },
);

const standing = object(
  {
    storyboard: text,
    realm,
    id: text,
    state: described("The state of the last attempt; `planned` where there is none.", text),
    provider: text,
    model: text,
    attempts: count,
    versions: count,
  },
  {
    draftOf: described("The storyboard whose draft this is.", text),
    shot: text,
    variant: use("variant"),
    prompt: text,
    action: word(...actions),
    reason: text,
    retake: yes,
    fetch: yes,
    taskId: text,
    progress: described("0 to 100.", { type: "number" }),
    sha256,
    cost: use("money"),
    failure: object({ code: text, message: text }, { requestId: text, retry: any }),
    version: ordinal,
    chosen: described("A person chose the version.", yes),
    clip: described("Hash of the clip that counts.", sha256),
    file: described("Path relative to the current folder.", text),
    verdict: word("approved", "rejected"),
    note: text,
    paid: list(use("money")),
    updatedAt: dateTime,
  },
);

export const status: Shape = object({
  takes: list(standing),
  totals: list(object({ realm: realmClass, takes: count, spent: list(use("money")), reserved: list(use("money")) })),
});

import type { Decision, DecisionsDocument, PageTake, PageVersion } from "../src/contact-sheet/page-data.ts";

/** What a person decided of a take and nobody wrote down yet. */
export interface Draft {
  readonly use?: number;
  readonly verdict?: "approved" | "rejected";
  readonly note?: string;
}

/** Tells takes apart. */
export function keyOf({ realm, storyboard, id }: PageTake): string {
  return `${realm} ${storyboard}/${id}`;
}

/** The version that counts once the decision is written. */
export function versionThatCounts(take: PageTake, draft: Draft | undefined): PageVersion | undefined {
  const number = draft?.use ?? take.counts;
  return take.versions.find((version) => version.number === number) ?? take.versions.at(-1);
}

/** The verdict of the version that counts once the decision is written. */
export function verdictOf(take: PageTake, draft: Draft | undefined): "approved" | "rejected" | undefined {
  return draft?.verdict ?? versionThatCounts(take, draft)?.verdict;
}

/** The note likewise. */
export function noteOf(take: PageTake, draft: Draft | undefined): string {
  return draft?.note ?? versionThatCounts(take, draft)?.note ?? "";
}

/** Adds to a draft; `undefined` where nothing differs from what is written already. */
export function addToDraft(take: PageTake, before: Draft | undefined, change: Draft): Draft | undefined {
  const merged = { ...before, ...change };
  // A verdict is about one clip: it does not move to another one.
  if (change.use !== undefined && change.use !== (before?.use ?? take.counts)) delete merged.verdict;
  const written = versionThatCounts(take, merged);
  const use = merged.use !== undefined && (merged.use !== take.counts || !take.isChosen) ? merged.use : undefined;
  const verdict = merged.verdict === written?.verdict ? undefined : merged.verdict;
  const note = (merged.note ?? "") === (written?.note ?? "") ? undefined : merged.note;
  if (use === undefined && verdict === undefined && note === undefined) return undefined;
  return {
    ...(use === undefined ? {} : { use }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(note === undefined ? {} : { note }),
  };
}

/** A draft as it is handed over; a note alone belongs to the verdict that is written already. Without one there is nothing to keep. */
export function toDecision(take: PageTake, draft: Draft): Decision | undefined {
  const version = versionThatCounts(take, draft);
  if (version === undefined) return undefined;
  const verdict = draft.verdict ?? (draft.note === undefined ? undefined : version.verdict);
  if (draft.use === undefined && verdict === undefined) return undefined;
  const note = noteOf(take, draft).trim();
  return {
    realm: take.realm,
    take: `${take.storyboard}/${take.id}`,
    version: version.number,
    sha256: version.sha256,
    ...(draft.use === undefined ? {} : { use: true }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(note === "" ? {} : { note }),
  };
}

/** The drafts as a document for git. */
export function toDocument(takes: readonly PageTake[], drafts: ReadonlyMap<string, Draft>): DecisionsDocument {
  const of = takes.flatMap((take) => {
    const draft = drafts.get(keyOf(take));
    const decision = draft === undefined ? undefined : toDecision(take, draft);
    return decision === undefined ? [] : [decision];
  });
  return { decisions: 1, of };
}

/** The document as text: one decision a line, so that a difference is easy to read. */
export function toText({ decisions, of }: DecisionsDocument): string {
  return `{"decisions":${decisions},"of":[\n${of.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;
}

/** One command for a shell that carries the decisions in itself. No line of JSON can be the word that ends it. */
export function toCommand(document: DecisionsDocument, stateOptions: string): string {
  const options = stateOptions === "" ? "" : ` ${stateOptions}`;
  return `shotlist review --apply -${options} <<'DECISIONS'\n${toText(document)}DECISIONS\n`;
}

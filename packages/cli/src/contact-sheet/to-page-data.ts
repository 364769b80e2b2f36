import { createHash } from "node:crypto";
import { storyboardOfDrafts } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { shellQuote } from "../arguments/shell-quote.ts";
import { formatMoney } from "../output/money.ts";
import { count, formatBytes } from "../output/units.ts";
import type { PageData, PageTake, PageVersion } from "./page-data.ts";
import type { Sheet, SheetClip, SheetTake } from "./sheet.ts";

/** How a page refers to a clip: by a path, by an address, or by its bytes. */
export type SourceOf = (clip: SheetClip) => string;

export interface PageOptions {
  readonly sourceOf: SourceOf;
  /** Options that commands need to find the same ledger. */
  readonly stateOptions: readonly string[];
  readonly stateFolder: string;
  readonly isServed: boolean;
}

/** Puts sheets into the form that the page reads. */
export function toPageData(
  sheets: readonly Sheet[],
  { sourceOf, stateOptions, stateFolder, isServed }: PageOptions,
): PageData {
  const storyboards = sheets.flatMap(({ takes }) => takes.map(({ storyboard }) => storyboard));
  const names = [...new Set(storyboards.map((name) => storyboardOfDrafts(name) ?? name))];
  return {
    title: names.length === 1 ? `${names[0]}: contact sheet` : "Contact sheet",
    summary: summaryOf(sheets),
    id: createHash("sha256")
      .update(`${stateFolder}\n${names.join("\n")}`)
      .digest("hex")
      .slice(0, 16),
    stateOptions: stateOptions.length === 0 ? "" : shellQuote(stateOptions),
    isServed,
    takes: sheets.flatMap(({ realmClass, takes }) => takes.map((take) => toPageTake(realmClass, take, sourceOf))),
  };
}

function summaryOf(sheets: readonly Sheet[]): string {
  const takes = sheets.flatMap((sheet) => sheet.takes);
  const clips = takes.filter(({ clips: own }) => own.length > 0).length;
  const spent = sheets.flatMap((sheet) => sheet.spent);
  const money = spent.length === 0 ? "" : ` ${formatMoney(spent)} spent.`;
  return `${count(takes.length, "take")}, ${count(clips, "clip")}.${money}`;
}

function toPageTake(realm: PageTake["realm"], take: SheetTake, sourceOf: SourceOf): PageTake {
  const { storyboard, id, variant, provider, model, status, state, cost, prompt, counts, isChosen, clips } = take;
  const ratio = variant["ratio"] ?? take.ratio ?? ratioOf(clips.at(-1));
  return {
    realm,
    storyboard,
    id,
    variant,
    ...present({ ratio, provider, model }),
    status,
    state,
    ...(cost === undefined ? {} : { cost: formatMoney([cost]) }),
    ...present({ prompt, counts }),
    isChosen,
    versions: clips.map((clip) => toPageVersion(clip, sourceOf)),
  };
}

function toPageVersion(clip: SheetClip, sourceOf: SourceOf): PageVersion {
  const { number, sha256, facts, verdict, note } = clip;
  const { width, height, durationSeconds, bytes } = facts;
  return {
    number,
    sha256,
    source: sourceOf(clip),
    ...present({ width, height, seconds: durationSeconds }),
    size: formatBytes(bytes),
    ...present({ verdict, note }),
  };
}

/** Vendors round to whole blocks of pixels: 864×496 is meant as 16:9. */
const usualRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3"] as const;

function ratioOf(clip: SheetClip | undefined): string | undefined {
  const { width, height } = clip?.facts ?? {};
  if (width === undefined || height === undefined || height === 0) return undefined;
  const distance = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(":").map(Number);
    return Math.abs(Math.log(width / height / (across / down)));
  };
  const nearest = usualRatios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
  return distance(nearest) < 0.03 ? nearest : `${width}:${height}`;
}

import { draftNameOf, type Plan, type PlannedTake } from "@shotlist/core";
import type { Board } from "../simulation/board.ts";
import type { Chance } from "../simulation/chance.ts";
import { baseUrl } from "../simulation/vendor.ts";
import type { Dialect } from "../simulation/wire-shape.ts";
import { aPlan, aProvider, aTake } from "../plans.ts";

/** What a shot asks for; an edit changes one of the two. Another resolution has the same draft. */
export interface Shot {
  readonly index: number;
  readonly prompt: number;
  readonly resolution: "720p" | "1080p";
}

/** A storyboard as it is written at some time: its clips, and their drafts. */
export interface Written {
  readonly finals: Plan;
  readonly drafts: Plan;
}

const prompts = 3;
const resolutions = ["720p", "1080p"] as const;
const price = { kind: "exact", amount: 1, currency: "CNY" } as const;
const provider = aProvider({ format: "ark", baseUrl, concurrency: 2, list: true });

export function drawShots(chance: Chance): readonly Shot[] {
  return Array.from({ length: chance.between(1, 3) }, (_, index) => ({ index, prompt: 0, resolution: "720p" }));
}

/** One of the shots, edited. */
export function editOne(shots: readonly Shot[], chance: Chance): readonly Shot[] {
  const edited = chance.between(0, shots.length - 1);
  const isPrompt = chance.percent(40);
  return shots.map((shot) => {
    if (shot.index !== edited) return shot;
    if (isPrompt) return { ...shot, prompt: (shot.prompt + 1) % prompts };
    return { ...shot, resolution: shot.resolution === "720p" ? "1080p" : "720p" };
  });
}

export function writtenAs(shots: readonly Shot[], dialect: Dialect): Written {
  const finals = aPlan(
    shots.map((shot) => finalOf(shot, dialect)),
    { providers: [provider] },
  );
  const takes = shots.map((shot) => draftOf(shot, dialect));
  const forms = Object.fromEntries(takes.map(({ id }) => [id, "draft"] as const));
  const drafts = { of: finals.storyboard, forms, without: [] };
  return {
    finals,
    drafts: { ...finals, storyboard: draftNameOf(finals.storyboard), outputDir: "renders-draft", takes, drafts },
  };
}

function finalOf({ index, prompt, resolution }: Shot, { facts }: Dialect): PlannedTake {
  // A model whose clips of drafts may have any resolution.
  const makesAny = facts.models.find(
    (one) => one.draft?.value === true && one.draftTerms?.value.finalResolutions === undefined,
  );
  const model = makesAny?.id ?? "";
  const asked = {
    prompt: [`marker-${index * 10 + prompt}-end`],
    model,
    duration: 5,
    resolution,
    ratio: "16:9",
    references: [],
    audio: false,
  };
  return aTake(`shot-${index}`, { format: "ark", model, estimate: price, asked });
}

function draftOf(shot: Shot, dialect: Dialect): PlannedTake {
  const { id, asked, model, format } = finalOf(shot, dialect);
  const storyboard = draftNameOf("board");
  const draft = { ...asked, draft: true, resolution: "480p" };
  return aTake(id, { storyboard, format, model, estimate: price, asked: draft });
}

/** The request with a marker that tells drafts and finals apart: a final that is made from a draft says nothing of its prompt. */
export function markedBody(body: string, markerOfTask: (taskId: string) => string | undefined): string {
  const source = draftTaskIn(body);
  const shown = source === undefined ? body : (markerOfTask(source) ?? "");
  const number = Number(/marker-(?<number>\d+)-end/u.exec(shown)?.groups?.["number"] ?? Number.NaN) % 1000;
  return `${body.replaceAll(/marker-\d+-end/gu, "")} marker-${stageOf(body) + number}-end`;
}

/** The draft that a request for a clip names. */
export function draftTaskIn(body: string): string | undefined {
  return /"draft_task":\{"id":"(?<id>[^"]+)"/u.exec(body)?.groups?.["id"];
}

const draftStage = 1000;

function stageOf(body: string): number {
  if (body.includes('"draft":true')) return draftStage;
  return body.includes('"resolution":"1080p"') ? 3000 : 2000;
}

/** Whether a marker is of a draft. */
export function isDraftMarker(marker: string): boolean {
  return /^marker-1\d{3}-end$/u.test(marker);
}

/** Everything that may ever be asked for, each under its marker: what the watch looks at. */
export function boardOfAll(shots: readonly Shot[], dialect: Dialect): Board {
  const takes = shots.flatMap(({ index }) =>
    Array.from({ length: prompts }, (_, prompt) => prompt).flatMap((prompt) => {
      const marked = (take: PlannedTake, stage: number): PlannedTake => ({
        ...take,
        asked: { ...take.asked, prompt: [`marker-${stage + index * 10 + prompt}-end`] },
      });
      const shot = { index, prompt };
      return [
        marked(draftOf({ ...shot, resolution: "720p" }, dialect), draftStage),
        ...resolutions.map((resolution, at) => marked(finalOf({ ...shot, resolution }, dialect), 2000 + 1000 * at)),
      ];
    }),
  );
  const plan = aPlan(takes, { providers: [provider] });
  return { plan, price: 1, currency: "CNY", runBudget: undefined, maxTasks: undefined, dayCap: undefined };
}

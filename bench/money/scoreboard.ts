import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasClip, programs, start, type Ending, type Program } from "./program.ts";
import { startVendor, type VendorFault } from "./vendor.ts";

/** Something that goes wrong while one clip is rendered. */
export interface Situation {
  readonly name: string;
  readonly fault: VendorFault;
  /** How the program is started. Default: once, and once more where it failed. */
  readonly starts?: "two at once" | "killed during the submit";
}

export const situations: readonly Situation[] = [
  { name: "nothing goes wrong", fault: "none" },
  { name: "submit accepted, answer lost", fault: "submit: answer lost" },
  { name: "submits accepted, every answer of the first run lost", fault: "submit: every answer lost" },
  { name: "submit accepted, answer 500", fault: "submit: 500 after acceptance" },
  { name: "submit accepted, answer 502", fault: "submit: 502 after acceptance" },
  { name: "429 on the submit", fault: "submit: 429" },
  { name: "429 on a poll", fault: "poll: 429" },
  { name: "500 on a poll", fault: "poll: 500" },
  { name: "a poll is cut", fault: "poll: cut" },
  { name: "HTML on a poll", fault: "poll: HTML" },
  { name: "download cut, then run again", fault: "download: cut" },
  { name: "killed during the submit, then run again", fault: "submit: held", starts: "killed during the submit" },
  { name: "two started at once", fault: "none", starts: "two at once" },
];

/** What a clip cost. */
export interface Score {
  readonly situation: string;
  readonly program: string;
  readonly billed: number;
  readonly outcome: "clip" | "decision" | "nothing";
}

/** Lets a program render one clip while something goes wrong, and counts the tasks that are billed. */
export async function play(program: Program, { name, fault, starts }: Situation): Promise<Score> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-money-"));
  await using vendor = await startVendor(fault);
  const begin = (killWhen?: Promise<void>): Promise<Ending> =>
    start(program, { folder, vendorUrl: vendor.url, ...(killWhen === undefined ? {} : { killWhen }) });
  const first =
    starts === "two at once"
      ? await Promise.all([begin(), begin()])
      : [await begin(starts === "killed during the submit" ? vendor.held : undefined)];
  vendor.recover();
  let isHeld = first.some(({ held }) => held);
  if (first.every(({ ok }) => !ok)) isHeld = (await begin()).held;
  const outcome = hasClip(folder) && !isHeld ? "clip" : isHeld ? "decision" : "nothing";
  await rm(folder, { recursive: true, force: true });
  return { situation: name, program: program.name, billed: vendor.billed(), outcome };
}

/** The scores as a Markdown table: situations down, programs across. */
export function toTable(scores: readonly Score[]): string {
  const marks: Readonly<Record<Score["outcome"], string>> = { clip: "", decision: " \\*", nothing: " †" };
  const cellOf = (situation: string, program: string): string => {
    const score = scores.find((one) => one.situation === situation && one.program === program);
    return score === undefined ? "" : `${score.billed}${marks[score.outcome]}`;
  };
  const names = programs.map(({ name }) => name);
  return [
    `| paid tasks for one clip | ${names.join(" | ")} |`,
    `| --- | ${names.map(() => "---:").join(" | ")} |`,
    ...situations.map(({ name }) => `| ${name} | ${names.map((program) => cellOf(name, program)).join(" | ")} |`),
  ].join("\n");
}

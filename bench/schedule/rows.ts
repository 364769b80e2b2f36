import { renderFixed, videoStudio, type FixedClient } from "./fixed.ts";
import { idealMs } from "./ideal.ts";
import { drawLengths } from "./lengths.ts";
import { costOfPolling, mean, type Measured } from "./measured.ts";
import { commitMs, renderOurs, type Batch } from "./ours.ts";
import { requestMs } from "./vendor.ts";

/** One figure of the schedule, and the most that it may be; without a bound it is there to compare with. */
export interface Row {
  /** A short name of the figure, for programs. */
  readonly figure: string;
  readonly row: string;
  readonly value: number;
  readonly bound?: number;
}

const pollEveryMs = 5000;
/** One batch of few takes says little: its end depends on the last of them. */
const batches = [
  { takes: 30, places: 5, seeds: 20, bound: 1.03 },
  { takes: 1000, places: 20, seeds: 1, bound: 1.03 },
  { takes: 10_000, places: 50, seeds: 1, bound: 1.03 },
] as const;

/** Every figure of the table, always the same ones: time is virtual, and chance follows from seeds. */
export async function scheduleRows(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const batch of batches) rows.push(await makespan(batch));
  return [...rows, ...(await besideVideoStudio()), ...(await polling()), await emptyPlaces()];
}

/** What the runner adds to the request itself before a place is taken again, in commits of its ledger. */
async function emptyPlaces(): Promise<Row> {
  const { meanEmptyMs } = await renderOurs(batchOf(drawLengths(300, 7), 20));
  return {
    figure: "empty-places",
    row: "commits for which a place is empty between two tasks",
    value: (meanEmptyMs - requestMs) / commitMs,
    bound: 2.1,
  };
}

async function makespan({ takes, places, seeds, bound }: (typeof batches)[number]): Promise<Row> {
  const value = await overIdeal(takes, { places, seeds, render: (lengths) => renderOurs(batchOf(lengths, places)) });
  return {
    figure: `makespan-${takes}`,
    row: `makespan of ${takes} takes, ${places} places, over the ideal schedule`,
    value,
    bound,
  };
}

/** At an account with five places, of which its defaults use three; then with all five, which leaves the polling. */
async function besideVideoStudio(): Promise<readonly Row[]> {
  const [{ takes, places, seeds }] = batches;
  const filled: FixedClient = { ...videoStudio, places };
  const of = (client: FixedClient): Promise<number> =>
    overIdeal(takes, { places, seeds, render: (lengths) => renderFixed(lengths, client) });
  return [
    {
      figure: "makespan-video-studio",
      row: `the same ${takes} takes with the defaults of video-studio, 3 of ${places} places`,
      value: await of(videoStudio),
    },
    { figure: "makespan-video-studio-filled", row: `the same with all ${places} places`, value: await of(filled) },
  ];
}

async function polling(): Promise<readonly Row[]> {
  const lengths = drawLengths(1000, 7);
  const places = 20;
  const fixed = costOfPolling(await renderFixed(lengths, { places, pollEveryMs, pollsAtOnce: false }));
  const over = (measured: Measured): number => costOfPolling(measured) / fixed;
  const what = "requests a task × mean lag, 20 in flight, over a fixed 5 s interval";
  return [
    {
      figure: "polls-with-lists",
      row: `${what}: with lists`,
      value: over(await renderOurs(batchOf(lengths, places, true))),
      bound: 0.06,
    },
    {
      figure: "polls-without-lists",
      row: `${what}: without lists`,
      value: over(await renderOurs(batchOf(lengths, places))),
      bound: 0.7,
    },
    {
      figure: "polls-with-webhooks",
      row: `${what}: with webhooks`,
      value: over(await renderOurs({ ...batchOf(lengths, places), webhooks: true })),
      bound: 0.05,
    },
    {
      figure: "polls-video-studio",
      row: `${what}: video-studio's, with 20 places`,
      value: over(await renderFixed(lengths, { ...videoStudio, places })),
    },
  ];
}

function batchOf(lengths: Batch["lengths"], places: number, list = false): Batch {
  return { lengths, places, pollEveryMs, list };
}

async function overIdeal(
  takes: number,
  {
    places,
    seeds,
    render,
  }: {
    readonly places: number;
    readonly seeds: number;
    readonly render: (lengths: Batch["lengths"]) => Promise<Measured>;
  },
): Promise<number> {
  const ratios: number[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const lengths = drawLengths(takes, seed);
    const { makespanMs, mostAtOnce } = await render(lengths);
    if (mostAtOnce > places) throw new Error(`${mostAtOnce} tasks ran at once, ${places} are allowed`);
    ratios.push(makespanMs / idealMs(lengths, places, pollEveryMs));
  }
  return mean(ratios);
}

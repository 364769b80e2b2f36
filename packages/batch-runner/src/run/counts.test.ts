import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const counts = join(import.meta.dirname, "../testing/counts");

type Counts = Readonly<Record<string, number>>;

interface Rendered {
  readonly counts: Counts;
  readonly order: readonly string[];
}

/** What a run of so many takes does, on a disk and with a vendor that is done at once. */
function render(takes: number): Rendered {
  const calls = pathToFileURL(join(counts, "counted-calls.ts")).href;
  const words = [
    "--conditions",
    "@shotlist/source",
    "--import",
    calls,
    join(counts, "render-counted.ts"),
    String(takes),
  ];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own script prints it
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8", maxBuffer: 2 ** 26 })) as Rendered;
}

/** What each take costs where takes come one by one: a batch shares transactions and syncs, and has less of them. */
const ofOneTake = { requests: 3, statements: 53, "file calls": 33, syncs: 10, "calls in threads": 10 };
/** Copies are brought to the disk in lots, and the folder of each lot with it. */
const takesInLot = 256;

test("a take costs as many requests, statements, file calls and syncs in a small run as in a large one", () => {
  const [few, many] = [100, 1000];
  const inFew = render(few).counts;
  const lots = Math.ceil(many / takesInLot) - 1;
  const ofLots: Counts = { syncs: lots, "file calls": lots, "calls in threads": lots };
  const expected = Object.entries(ofOneTake).map(([name, each]) => [
    name,
    (inFew[name] ?? 0) + (many - few) * each + (ofLots[name] ?? 0),
  ]);
  expect(render(many).counts).toEqual(Object.fromEntries(expected));
});

/** Names that are drawn or that follow from bytes, as what they are. */
function named(line: string): string {
  return line
    .replaceAll(/\/local\/partial\/\S+\.part/gu, "download")
    .replaceAll(/\/local\/clips\/receipts\/\S+\.jsonl/gu, "receipts")
    .replaceAll(/\/local\/clips\/[0-9a-f]{2}\/\S+\.mp4/gu, "clip")
    .replaceAll(/\/local\/clips\/[0-9a-f]{2}/gu, "folder of clips")
    .replaceAll(/\/renders\/board\/\S+\.part/gu, "copy on its way")
    .replaceAll(/\/renders\/board\/\S+\.mp4/gu, "copy")
    .replaceAll("/local/ledger.sqlite-wal", "ledger");
}

test("a clip counts once its bytes, its name and its receipt are on the disk, in this order", () => {
  const lines = render(3).order.map(named);
  // Of the last take.
  const from = lines.lastIndexOf("write download");
  expect(lines.slice(from, from + 10)).toEqual([
    "write download",
    "synced download",
    "rename download to clip",
    "synced folder of clips",
    "write receipts",
    "synced receipts",
    "commit",
    "synced ledger",
    "write copy on its way",
    "rename copy on its way to copy",
  ]);
});

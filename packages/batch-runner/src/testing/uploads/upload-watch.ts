import type { Ledger } from "../../ledger/ledger.ts";
import type { HttpRequest } from "../../ports/transport.ts";
import type { Timeline } from "../simulation/timeline.ts";
import type { Vendor } from "../simulation/vendor.ts";
import { markerIn } from "../simulation/vendor.ts";
import type { RunReport } from "../../work/outcome.ts";
import type { UploadBoard } from "./upload-board.ts";
import type { UploadDesk } from "./upload-desk.ts";

/** What must hold of uploads in every world. */
export const uploadInvariants = {
  "uploaded-once":
    "an upload that costs money is made once for its account while its address lives, unless a person let it be repeated",
  "upload-intent-first": "an upload that costs money leaves only once it is in the ledger, with its money",
  "upload-budget": "uploads and tasks together stay within the budget, on the vendor's bill",
  "own-file": "a submit names the vendor's address of its own file, and one that still works",
  "uploads-settled":
    "after restarts without faults every take is rendered, held with a decision to make, or out of money",
} as const;

export type UploadInvariant = keyof typeof uploadInvariants;

interface Violation {
  readonly invariant: UploadInvariant;
  readonly detail: string;
}

/** Looks at every upload and every submit. */
export interface UploadWatch {
  readonly uploading: (request: HttpRequest) => Promise<void>;
  /** Something may have arrived: the vendor's bill is looked at. */
  readonly arrived: () => void;
  readonly submitting: (body: string) => void;
  readonly settled: (report: RunReport | undefined) => void;
  readonly violations: readonly Violation[];
  readonly checked: ReadonlySet<UploadInvariant>;
}

interface WatchOptions {
  readonly board: UploadBoard;
  readonly desk: UploadDesk;
  readonly vendor: Vendor;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
}

const atRest: ReadonlySet<string> = new Set(["cached", "succeeded", "uncertain", "failed", "cancelled"]);

export function createUploadWatch({ board, desk, vendor, timeline, ledger }: WatchOptions): UploadWatch {
  const violations: Violation[] = [];
  const checked = new Set<UploadInvariant>();
  const holds = (invariant: UploadInvariant, ok: boolean, detail: () => string): void => {
    checked.add(invariant);
    if (!ok) violations.push({ invariant, detail: detail() });
  };
  const { uploadPrice, price, plan } = board;

  return {
    violations,
    checked,
    async uploading({ body = "" }) {
      if (uploadPrice === undefined) return;
      const name = /filename="([0-9a-f]{16})/u.exec(String(body))?.[1] ?? "none";
      const known = (await ledger.uploads()).some(
        ({ sha256, state, reserved }) => sha256.startsWith(name) && state === "uploading" && reserved > 0,
      );
      holds("upload-intent-first", known, () => `file ${name} left without being in the ledger`);
    },
    arrived() {
      const now = timeline.now();
      const files = new Set(desk.arrivals.map(({ sha256 }) => sha256));
      for (const sha256 of uploadPrice === undefined ? [] : files) {
        const living = desk.living(sha256, now).length;
        holds("uploaded-once", living <= 1, () => `file ${sha256.slice(0, 8)} is at the vendor ${living} times`);
      }
      const bill = desk.arrivals.length * (uploadPrice ?? 0) + vendor.tasks.length * (price ?? 0);
      const most = plan.budget?.amount;
      if (most !== undefined) holds("upload-budget", bill <= most + 1e-9, () => `the bill came to ${bill} of ${most}`);
    },
    submitting(body) {
      const marker = markerIn(body);
      const take = plan.takes.find(({ asked }) => JSON.stringify(asked.prompt).includes(marker));
      const media = take?.asked.references[0]?.media;
      const url = /"url":"([^"]+)"/u.exec(body)?.[1];
      const arrival = desk.arrivals.find((one) => one.url === url);
      const isOwn = media?.from === "file" && arrival?.sha256 === media.sha256;
      const lives = arrival !== undefined && timeline.now() < arrival.at + board.lifeMs;
      holds("own-file", isOwn && lives, () => `${marker} names ${url ?? "no address"}`);
    },
    settled(report) {
      for (const { id, status, error } of report?.takes ?? []) {
        const isOut = status === "left" && plan.budget !== undefined && error?.code === "budget_reached";
        holds("uploads-settled", atRest.has(status) || isOut, () => `${id} is ${status}: ${JSON.stringify(error)}`);
      }
    },
  };
}

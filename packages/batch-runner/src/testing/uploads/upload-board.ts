import { createHash } from "node:crypto";
import type { Estimate, PlannedTake } from "@shotlist/core";
import { aPlan, aProvider, aTake } from "../plans.ts";
import type { Board } from "../simulation/board.ts";
import type { Chance } from "../simulation/chance.ts";
import { baseUrl } from "../simulation/vendor.ts";
import type { Dialect } from "../simulation/wire-shape.ts";

/** A storyboard whose shots begin with local pictures. */
export interface UploadBoard extends Board {
  /** Of one upload; absent where they are free. */
  readonly uploadPrice: number | undefined;
  readonly lifeMs: number;
}

const currency = "CNY";
const hourMs = 3_600_000;

/** The bytes of a picture. */
export function pictureOf(name: string): Buffer {
  return Buffer.from(`the bytes of ${name}`);
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function drawUploadBoard(dialect: Dialect, chance: Chance): UploadBoard {
  const count = chance.between(2, 5);
  const price = chance.percent(60) ? 1 : undefined;
  const uploadPrice = chance.percent(60) ? 0.25 : undefined;
  const estimate: Estimate = price === undefined ? { kind: "unknown" } : { kind: "exact", amount: price, currency };
  const lifeMs = chance.pick([hourMs, 24 * hourMs]);
  const takes = Array.from({ length: count }, (_, index) => drawTake(dialect, { index, estimate, chance }));
  const uploads = { lifeMs, ...(uploadPrice === undefined ? {} : { price: { amount: uploadPrice, currency } }) };
  const provider = aProvider({
    format: dialect.format,
    baseUrl,
    concurrency: chance.between(1, 3),
    deadlineMs: hourMs,
    uploads,
  });
  const budget =
    price !== undefined && chance.percent(50) ? chance.between(1, count) + chance.pick([0, 0.5]) : undefined;
  return {
    plan: aPlan(takes, {
      providers: [provider],
      ...(budget === undefined ? {} : { budget: { amount: budget, currency } }),
    }),
    price,
    currency,
    runBudget: undefined,
    maxTasks: undefined,
    dayCap: undefined,
    uploadPrice,
    lifeMs,
  };
}

function drawTake(
  { facts, format }: Dialect,
  { index, estimate, chance }: { readonly index: number; readonly estimate: Estimate; readonly chance: Chance },
): PlannedTake {
  const model = facts.models.find(({ roles }) => roles.reference_image !== undefined)?.id ?? "model";
  const name = `picture-${chance.between(1, 2)}.png`;
  const bytes = pictureOf(name);
  const media = {
    from: "file",
    path: name,
    sha256: hashOf(bytes),
    bytes: bytes.length,
    mediaType: "image/png",
    upload: true,
  } as const;
  return aTake(`shot-${index}`, {
    format,
    model,
    estimate,
    asked: {
      prompt: [`marker-${index}-end`],
      model,
      duration: 5,
      resolution: "720p",
      references: [{ kind: "image", role: "reference_image", media }],
      audio: false,
    },
  });
}

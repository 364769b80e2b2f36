import type { Place } from "@shotlist/core";
import { RunnerError } from "./runner-error.ts";

/** Why a clip cannot be written where the storyboard wants it. */
export interface OutputRefusal {
  readonly storyboard: string;
  readonly take: string;
  /** Place of the storyboard's setting for outputs, otherwise of the shot. */
  readonly place: Place;
  readonly file: string;
  /** `place`: outside the folders for clips; `not_a_file`: a link, a folder, a device; `not_a_clip`: not our file. */
  readonly reason: "place" | "not_a_file" | "not_a_clip";
  readonly message: string;
}

/**
 * Clips cannot be written where the storyboards want them. Before a run, nothing was submitted; later, the clip is in
 * the store.
 */
export class OutputRefusedError extends RunnerError {
  override readonly name = "OutputRefusedError";
  readonly code = "output_refused";
  readonly refusals: readonly OutputRefusal[];
  constructor(refusals: readonly OutputRefusal[]) {
    super(refusals[0]?.message ?? "An output file cannot be written", {
      hint: "Move the file away or choose another output. The paid clip is in the store; the next run copies it.",
    });
    this.refusals = refusals;
  }
}

/** A stored clip does not match its hash. */
export class ClipDamagedError extends RunnerError {
  override readonly name = "ClipDamagedError";
  readonly code = "clip_damaged";
  readonly sha256: string;
  constructor(sha256: string) {
    super(`The stored clip ${sha256.slice(0, 12)} is damaged`, {
      hint: "Check the store, then render again: the clip is downloaded again while its link is valid, and not paid for again.",
      way: "verify",
    });
    this.sha256 = sha256;
  }
}

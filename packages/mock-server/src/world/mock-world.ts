import type { JsonObject } from "@shotlist/schema";
import type { Billed } from "../billing/bill.ts";
import type { ClipFiles, ClipOrder } from "../clips/clip-cache.ts";
import type { SignedLinks } from "../clips/signed-links.ts";
import type { MockClock } from "../clock/clock.ts";
import type { FaultPlan } from "../faults/fault-plan.ts";
import type { ClipOccasion } from "../faults/matches-clip.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { TaskView } from "../vendor/vendor.ts";
import type { Journal } from "../journal/journal.ts";
import type { Character } from "../vendor/character.ts";
import type { Progress } from "../tasks/task-plan.ts";
import type { TaskStore } from "../tasks/task-store.ts";
import type { UploadedFiles } from "../uploads/uploaded-files.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";

/** Everything that one scope of a mock server holds; nothing of it is shared with another. */
export interface MockWorld {
  /** Where everything random follows from; differs from scope to scope. */
  readonly seed: string;
  /** What calls back are signed with; the same in every scope. */
  readonly webhookSecret: string;
  readonly strict: boolean;
  readonly isValidKey: (key: string) => boolean;
  /** How a task moves on that is asked for now. */
  readonly progressOf: (occasion: ClipOccasion) => Progress;
  readonly clock: MockClock;
  readonly formats: readonly MountedFormat[];
  readonly tasks: TaskStore;
  readonly characters: Map<string, Character>;
  readonly uploads: UploadedFiles;
  /** What the vendors would have asked for so far. */
  readonly billed: () => Billed;
  readonly journal: Journal;
  readonly links: SignedLinks;
  readonly clipFiles: (taskId: string, order: () => ClipOrder) => ClipFiles;
  /** Shapes in which formats answer a poll, where they differ from the documented one. */
  readonly variants: ReadonlyMap<string, (view: TaskView) => JsonObject>;
  readonly webhooks: Webhooks;
  readonly faults: FaultPlan;
  /** How often a request with the same bytes has come, so that the second one draws other random values. */
  readonly countRequest: (fingerprint: string) => number;
}

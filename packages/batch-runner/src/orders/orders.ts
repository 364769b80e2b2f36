import type { Money, Plan, Realm, TakeId } from "@shotlist/core";
import type { Lease } from "../dispatch/dispatch.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Cutoff } from "../work/options.ts";
import type { TakeStatus } from "../work/outcome.ts";

/** What was agreed to when a render was handed to workers. The ledger counts money and tasks of all its parts together. */
export interface OrderSettings {
  readonly budget?: readonly Money[];
  readonly cutoff?: Cutoff;
  readonly maxTasks?: number;
  readonly allowStale?: boolean;
}

/** Takes that one worker renders: all that depend on each other, or are of one digest. */
export interface NewPart {
  readonly id: string;
  /** The storyboards' plans with these takes alone. */
  readonly plans: readonly Plan[];
}

/** A render that workers carry out. Its id is the id of the run. */
export interface NewOrder {
  readonly id: string;
  readonly settings: OrderSettings;
  readonly parts: readonly NewPart[];
  /** Local files that its takes name. */
  readonly files: readonly OrderFile[];
}

export interface OrderFile {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A part that a worker has now. */
export interface OrderPart extends NewPart {
  readonly lease: Lease;
  readonly orderId: string;
  readonly settings: OrderSettings;
}

/** What became of a part. */
export interface PartResult {
  readonly takes: readonly {
    readonly storyboard: string;
    readonly realm: Realm;
    readonly id: TakeId;
    readonly status: TakeStatus;
    readonly error?: TakeError;
  }[];
  /** Why it could not be begun. */
  readonly error?: TakeError;
}

export interface OrderCounts {
  /** Parts that have not ended. */
  readonly open: number;
  readonly ended: number;
}

/**
 * Renders that are handed to workers, next to their ledger. A part is offered to workers in the transaction that records it, and
 * ends for both at once. Throws `StorageError`.
 */
export interface Orders {
  /** Records an order and offers its parts, all of it or nothing. One that is known stays as it is. */
  add(order: NewOrder): Promise<void>;
  claim(most: number): Promise<readonly OrderPart[]>;
  /** Says that the worker lives. */
  heartbeat(leases: readonly Lease[]): Promise<void>;
  /** Records what became of a part, unless another worker has it by now. Answers whether it was recorded. */
  end(lease: Lease, result: PartResult): Promise<boolean>;
  /** Hands parts back: others may claim them at once. */
  release(leases: readonly Lease[]): Promise<void>;
  /** Offers some of the parts again that have not ended, the next ones with each call: one that was lost by its dispatch has a worker again. */
  sweep(): Promise<void>;
  counts(): Promise<OrderCounts>;
  /** The bytes of a file of an order. */
  file(sha256: string): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

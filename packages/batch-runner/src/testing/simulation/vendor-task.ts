/** A task as the vendor knows it: created, and on the bill. */
export interface VendorTask {
  readonly id: string;
  /** What the prompt says the clip is of: names the digest. */
  readonly marker: string;
  /** The process that sent for it. */
  readonly sender: number;
  readonly model: string;
  readonly clientId: string | undefined;
  readonly seed: number | undefined;
  readonly createdAt: number;
  startsAt: number;
  endsAt: number;
  end: "succeeded" | "failed" | "expired" | "cancelled";
  /** Until then the vendor says that it does not know the task. */
  forgottenUntil: number;
  /** How the clip is encoded now. */
  version: number;
}

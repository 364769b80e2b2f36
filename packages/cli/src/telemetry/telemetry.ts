import type { RunEvent, RunOptions, Transport } from "@shotlist/batch-runner";

/** What a run is given so that it is traced and measured; disposing of it ends the span of a run that stopped. */
export interface Telemetry extends Disposable {
  readonly around: NonNullable<RunOptions["around"]>;
  onEvent(event: RunEvent): void;
  transport(inner: Transport): Transport;
}

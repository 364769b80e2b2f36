import type { Ledger } from "../../ledger/ledger.ts";
import type { Transport } from "../../ports/transport.ts";

/** A safeguard of a shared ledger taken out, at the ports that runners work through. */
export interface MachineMutation {
  readonly name: string;
  readonly ledger?: (ledger: Ledger) => Ledger;
  readonly transport?: (transport: Transport) => Transport;
}

export const machineMutations: readonly MachineMutation[] = [
  {
    name: "a request leaves however long ago it was recorded",
    transport: (transport) => ({
      ...transport,
      request(wanted, options) {
        const { mayLeave: _, ...request } = wanted;
        return transport.request(request, options);
      },
    }),
  },
  {
    name: "what a run can do no more for stays its own",
    ledger: (ledger) => ({ ...ledger, leave: async () => undefined }),
  },
  {
    name: "an attempt that another run works on is taken",
    ledger: (ledger) => ({
      ...ledger,
      async claim(fence, id, at) {
        const { attempt } = await ledger.claim(fence, id, at);
        return { claimed: true, attempt };
      },
    }),
  },
  {
    name: "each run keeps the limit of tasks in flight by itself",
    ledger: (ledger) => ({
      ...ledger,
      admit(fence, request) {
        const { limits: _, ...unlimited } = request;
        return ledger.admit(fence, unlimited);
      },
    }),
  },
  {
    name: "the budget is read, and not kept, when an attempt is admitted",
    ledger: (ledger) => ({ ...ledger, admit: (fence, request) => ledger.admit(fence, { ...request, caps: [] }) }),
  },
  {
    name: "a run that lives is heard of only when it begins",
    ledger: (ledger) => ({ ...ledger, beat: async () => undefined }),
  },
];

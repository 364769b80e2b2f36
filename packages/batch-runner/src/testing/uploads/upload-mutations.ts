import type { Ledger } from "../../ledger/ledger.ts";
import type { UploadEnd } from "../../ledger/upload.ts";
import type { Transport } from "../../ports/transport.ts";

/** A safeguard of uploads taken out, at the ports that the runner works through. */
export interface UploadMutation {
  readonly name: string;
  readonly ledger?: (ledger: Ledger) => Ledger;
  readonly transport?: (transport: Transport, path: string) => Transport;
  /** Whether what was sent is kept next to the ledger. Default: yes. */
  readonly keepsSent?: false;
}

export const uploadMutations: readonly UploadMutation[] = [
  {
    name: "an upload without an answer counts as not made",
    ledger: (ledger) => ({
      ...ledger,
      endUpload: (fence, id, end, at) =>
        ledger.endUpload(fence, id, end.type === "unanswered" ? { ...end, type: "failed" } : end, at),
    }),
  },
  {
    name: "an upload that a run has left behind is made again",
    ledger: (ledger) => ({
      ...ledger,
      async beginUpload(fence, request) {
        const admission = await ledger.beginUpload(fence, request);
        if (admission.kind !== "held" || admission.upload.failure?.code !== "upload_interrupted") return admission;
        await ledger.endUpload(fence, admission.upload.id, { type: "given-up" }, request.at);
        return ledger.beginUpload(fence, request);
      },
    }),
  },
  {
    name: "nothing is reserved before an upload",
    ledger: (ledger) => ({
      ...ledger,
      beginUpload: (fence, request) => {
        const { price: _, ...free } = request;
        return ledger.beginUpload(fence, free);
      },
    }),
  },
  {
    name: "an address is used past its end",
    ledger: (ledger) => ({
      ...ledger,
      endUpload: (fence, id, end, at) =>
        ledger.endUpload(fence, id, end.type === "uploaded" ? withoutEnd(end) : end, at),
    }),
  },
  {
    name: "the network layer repeats an upload whose answer was lost",
    transport: (transport, path) => ({
      ...transport,
      request: (request, options) =>
        request.url.endsWith(path)
          ? transport.request(request, options).catch(() => transport.request(request, options))
          : transport.request(request, options),
    }),
  },
  { name: "a ledger restored from a backup forgets uploads", keepsSent: false },
];

function withoutEnd(end: Extract<UploadEnd, { type: "uploaded" }>): UploadEnd {
  const { expiresAt: _, ...endless } = end;
  return endless;
}

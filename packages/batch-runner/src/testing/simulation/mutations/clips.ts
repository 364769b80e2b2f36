import { bytesInMemory, type FileBytes } from "../../../container/file-bytes.ts";
import { tinyClip } from "../../tiny-clip.ts";
import type { Mutation } from "../mutation.ts";

const anyWholeClip = bytesInMemory(tinyClip("another"));

const silentMs = 60_000;

/** What keeps a clip that was paid for, and other people's files. */
export const clipMutations: readonly Mutation[] = [
  {
    name: "tidying asks neither the ledger nor the receipts",
    family: "persons",
    // With no record at all it would be a ledger that was lost, in which nothing is tidied.
    ledger: (ledger) => ({
      ...ledger,
      records: async () => (await ledger.records()).filter(({ type }) => type === "take"),
    }),
    store: (store) => ({ ...store, readReceipts: async function* () {} }),
  },
  {
    name: "a download is continued whatever the file has become",
    family: "clips",
    transport: (transport) => ({
      ...transport,
      stream: async (request, options) => {
        const { "if-range": asked, ...headers } = request.headers;
        const { headers: said, ...answer } = await transport.stream({ ...request, headers }, options);
        return { ...answer, headers: asked === undefined ? said : { ...said, etag: asked } };
      },
    }),
  },
  {
    name: "the end of a download is taken for the end of the clip",
    family: "clips",
    store: (store) => ({ ...store, inspect: (_file, work) => Promise.resolve(work(anyWholeClip)) }),
  },
  {
    name: "sound alone counts as a clip",
    family: "clips",
    store: (store) => ({
      ...store,
      inspect: (file, work) => store.inspect(file, (bytes) => work(isSound(bytes) ? anyWholeClip : bytes)),
    }),
  },
  {
    name: "whatever lies at a clip's place is replaced",
    family: "persons",
    store: (store) => ({ ...store, lookAt: () => Promise.resolve({ kind: "absent" }) }),
  },
  {
    name: "a clip counts before its bytes are on the disk, and is not looked at when it is used",
    family: "crashes",
    syncs: false,
  },
  {
    name: "the hash of a stored clip is not compared when it is used",
    family: "clips",
    checksClips: false,
  },
  {
    name: "a clip that was encoded again is not a version",
    family: "clips",
    ledger: (ledger) => ({
      ...ledger,
      addVersion: async (fence, version) => {
        const have = await ledger.versions(version);
        return have.find(({ attemptId }) => attemptId === version.attemptId) ?? ledger.addVersion(fence, version);
      },
    }),
  },
  {
    name: "a download that has gone silent is waited for",
    family: "clips",
    clock: (clock) => ({
      ...clock,
      sleep: (ms, signal) => clock.sleep(ms === silentMs ? Number.MAX_SAFE_INTEGER : ms, signal),
    }),
  },
  {
    name: "a copy that a power cut may have torn is taken for whole",
    family: "crashes",
    trustsCopies: true,
  },
  {
    name: "the key goes along to wherever a clip lies",
    family: "clips",
    transport: (transport) => ({
      ...transport,
      stream: (request, options) =>
        transport.stream({ ...request, headers: { ...request.headers, authorization: "Bearer canary-key" } }, options),
    }),
  },
];

function isSound(bytes: FileBytes): boolean {
  return Buffer.from(bytes.read(0, bytes.size)).includes("M4A ");
}

import type { UploadBooks } from "../ledger/books.ts";
import { fileKey, Unread } from "./needs.ts";
import type { StoredUpload, WorkingSet } from "./working-set.ts";

/** Uploads of local files, over what was read of them. */
export function createUploadBooks({ uploads, files }: WorkingSet): UploadBooks {
  function stored(id: string): StoredUpload | undefined {
    if (!uploads.knows(id)) throw new Unread((needs) => needs.uploads.add(id));
    return uploads.get(id);
  }

  function idsOf(...file: Parameters<UploadBooks["uploadsOf"]>): readonly string[] {
    const key = fileKey(file);
    if (!files.knows(key)) throw new Unread((needs) => needs.files.set(key, file));
    return files.get(key) ?? [];
  }

  return {
    uploadOf: stored,
    uploadsOf: (...file) => idsOf(...file).flatMap((id) => uploads.get(id) ?? []),
    putUpload(upload, counters) {
      const { id, realm, account, sha256 } = upload;
      const others = idsOf(realm, account, sha256).filter((other) => other !== id);
      const before = stored(id);
      const written = { id, realm, account, sha256, upload: JSON.stringify(upload) };
      uploads.put(id, { ...written, counters: before?.counters ?? JSON.stringify(counters) });
      files.put(fileKey([realm, account, sha256]), [...others, id].toSorted());
    },
  };
}

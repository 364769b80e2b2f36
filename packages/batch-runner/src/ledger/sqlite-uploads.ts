import type { DatabaseSync } from "node:sqlite";
import type { UploadBooks, UploadRow } from "./books.ts";
import { allRows, oneRow } from "./stored.ts";

/** Uploads of local files, as SQLite keeps them. */
export function createUploadBooks(
  database: DatabaseSync,
): UploadBooks & { readonly uploads: () => readonly UploadRow[] } {
  const byId = database.prepare("SELECT upload, counters FROM uploads WHERE id = ?");
  const ofFile = database.prepare(
    "SELECT upload, counters FROM uploads WHERE realm = ? AND account = ? AND sha256 = ? ORDER BY id",
  );
  const all = database.prepare("SELECT upload, counters FROM uploads ORDER BY id");
  const put = database.prepare(
    `INSERT INTO uploads (id, realm, account, sha256, upload, counters) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET upload = excluded.upload`,
  );
  return {
    uploadOf: (id) => oneRow<UploadRow>(byId, id),
    uploadsOf: (realm, account, sha256) => allRows<UploadRow>(ofFile, realm, account, sha256),
    putUpload(upload, counters) {
      const { id, realm, account, sha256 } = upload;
      put.run(id, realm, account, sha256, JSON.stringify(upload), JSON.stringify(counters));
    },
    uploads: () => allRows<UploadRow>(all),
  };
}

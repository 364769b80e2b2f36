import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { createDiskFiles, type DiskFiles } from "../files/file-source.ts";
import { rootOf } from "../files/git-root.ts";
import { commitOf, writeBlob } from "./git.ts";

/** Files as a commit has them, brought to their own folder one by one as they are asked for. */
export interface FilesAt extends Disposable {
  /** Absolute path of a file's copy; `undefined` where the commit has no such file. */
  bring(path: string): string | undefined;
  /** The files that a storyboard reads. */
  filesFor(storyboard: string): DiskFiles;
}

/** The files of one repository at a revision. */
export function openFilesAt(revision: string, { file, cwd }: { readonly file: string; readonly cwd: string }): FilesAt {
  const root = rootOf(dirname(resolve(cwd, file)));
  const commit = commitOf(root, revision);
  const folder = mkdtempSync(join(tmpdir(), "shotlist-base-"));
  const tried = new Set<string>();

  function bring(path: string): string | undefined {
    const way = relative(root, resolve(cwd, path));
    if (way === "" || way === ".." || way.startsWith(`..${sep}`)) return undefined;
    const target = join(folder, way);
    if (!tried.has(target)) {
      tried.add(target);
      writeBlob(root, { commit, path: way.replaceAll(sep, "/"), target });
    }
    return existsSync(target) ? target : undefined;
  }

  return {
    bring,
    filesFor(storyboard) {
      const own = dirname(resolve(cwd, storyboard));
      const disk = createDiskFiles({ folder: join(folder, relative(root, own)), roots: [folder], stateFolders: [] });
      return {
        ...disk,
        readText: (path) => {
          bring(resolve(own, path));
          return disk.readText(path);
        },
        describe: (path) => {
          bring(resolve(own, path));
          return disk.describe(path);
        },
      };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

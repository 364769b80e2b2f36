/** Joins a written path to the folder of the file it is written in. `undefined` for a path that is not relative. */
export function joinPath(folder: string, written: string): string | undefined {
  if (written.startsWith("/") || /^[A-Za-z]:/u.test(written) || written.includes("\\") || written.includes("\0"))
    return undefined;
  const steps: string[] = [];
  for (const step of `${folder}/${written}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return steps.join("/");
}

/** Folder of a path with `/`; empty for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A path below the storyboard's folder as a person finds it, from where the storyboard's own path is valid. */
export function shownPath(storyboard: string, path: string): string {
  const at = Math.max(storyboard.lastIndexOf("/"), storyboard.lastIndexOf("\\"));
  return storyboard.slice(0, at + 1) + path;
}

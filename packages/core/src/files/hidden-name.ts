/** Characters that some file systems leave out of a name when they compare it. */
const ignored = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * Whether a name of a file or folder belongs to a tool rather than to a person: a dot file, `node_modules`, or one of the other
 * spellings under which Windows and macOS find `.git`.
 */
export function isHiddenName(name: string): boolean {
  const folded = name
    .replaceAll(ignored, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[. ]+$/u, "");
  return (
    (name !== "." && name !== ".." && /^ *\./u.test(name.replaceAll(ignored, ""))) ||
    folded === "node_modules" ||
    /^git~\d+$/u.test(folded)
  );
}

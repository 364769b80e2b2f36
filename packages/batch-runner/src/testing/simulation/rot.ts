import { createHash } from "node:crypto";
import type { World } from "./world.ts";

/** Bytes of a clip in the store change or go, and the copy at its take's place with them: who renders next needs the clip. */
export function rot({ board, disk: { files, rotten }, desk: { chance } }: World): void {
  const place = `/boards/renders/${chance.pick(board.plan.takes).output}`;
  const copy = files.files.get(place);
  if (copy === undefined) return;
  const sha256 = createHash("sha256").update(copy).digest("hex");
  const clip = files.clips.get(sha256);
  if (clip === undefined) return;
  const damaged = Uint8Array.from(clip);
  const at = chance.between(0, damaged.length - 1);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  files.clips.set(sha256, damaged);
  files.files.delete(place);
  rotten.add(sha256);
}

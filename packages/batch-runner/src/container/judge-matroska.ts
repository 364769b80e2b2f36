import { elementAt, type Element } from "./elements.ts";
import { latinText, type FileBytes } from "./file-bytes.ts";
import { mostParts, notWhole, type Container, type Judgement } from "./judgement.ts";

const id = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackType: 0x83,
  cluster: 0x1f43b675,
} as const;

/** Elements directly in a segment: where one begins, a cluster without a length has ended. */
const segmentParts: ReadonlySet<number> = new Set([
  0x114d9b74,
  0x1549a966,
  id.tracks,
  id.cluster,
  0x1c53bb6b,
  0x1941a469,
  0x1043a770,
  0x1254c367,
]);
const pictureTrack = 1;

/** Whether these first bytes begin a Matroska or WebM file. */
export function isMatroska(head: Uint8Array): boolean {
  return head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3;
}

interface Found {
  hasPictures: boolean;
  hasClusters: boolean;
  parts: number;
}

/** Walks the elements to the end of the file: each ends within it, there is a picture track, and clusters. */
export function judgeMatroska(file: FileBytes): Judgement {
  const container = containerOf(file);
  const found: Found = { hasPictures: false, hasClusters: false, parts: 0 };
  const end = walk(file, { from: 0, to: file.size }, found);
  if (found.parts > mostParts) return notWhole("The clip has too many elements for a clip", container);
  if (end === undefined)
    return notWhole(`The clip ends after ${file.size} bytes, in the middle of an element`, container);
  if (!found.hasPictures) return notWhole("The clip has no video track", container);
  if (!found.hasClusters) return notWhole(`The clip ends after ${file.size} bytes, without its video data`, container);
  return { container };
}

/** Goes over the elements of a part; `undefined` where one does not end within it. Answers where the part has ended. */
function walk(file: FileBytes, part: { from: number; to: number; within?: Element }, found: Found): number | undefined {
  for (let at = part.from; at < part.to;) {
    found.parts += 1;
    if (found.parts > mostParts) return undefined;
    const element = elementAt(file, at);
    if (element === undefined || element.from > part.to) return undefined;
    if (part.within?.id === id.cluster && segmentParts.has(element.id)) return at;
    if (element.to !== undefined && element.to > part.to) return undefined;
    if (element.id === id.cluster) found.hasClusters = true;
    if (element.id === id.tracks) found.hasPictures ||= hasPictureTrack(file, element);
    const isSegment = element.id === id.segment && part.within === undefined;
    const isOpenCluster = element.to === undefined && element.id === id.cluster && part.within?.id === id.segment;
    const end =
      isSegment || isOpenCluster
        ? walk(file, { from: element.from, to: element.to ?? part.to, within: element }, found)
        : element.to;
    if (end === undefined) return undefined;
    at = end;
  }
  return part.to;
}

function hasPictureTrack(file: FileBytes, tracks: Element): boolean {
  return childrenOf(file, tracks)
    .filter((entry) => entry.id === id.trackEntry)
    .some((entry) =>
      childrenOf(file, entry).some(
        (field) => field.id === id.trackType && file.read(field.from, 1)[0] === pictureTrack,
      ),
    );
}

/** A file has at most 127 tracks, each of some tens of fields. */
const mostChildren = 10_000;

function childrenOf(file: FileBytes, { from, to = file.size }: Element): readonly Element[] {
  const children: Element[] = [];
  for (let at = from; at < to && children.length < mostChildren;) {
    const child = elementAt(file, at);
    if (child?.to === undefined || child.to > to) break;
    children.push(child);
    at = child.to;
  }
  return children;
}

function containerOf(file: FileBytes): Container {
  const header = elementAt(file, 0);
  const docType = header && childrenOf(file, header).find((field) => field.id === id.docType);
  const words =
    docType && latinText(file.read(docType.from, Math.min(64, (docType.to ?? docType.from) - docType.from)));
  return words?.replace(/\0+$/u, "") === "webm" ? "webm" : "mkv";
}

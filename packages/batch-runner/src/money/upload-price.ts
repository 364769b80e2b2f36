import type { Media, Money, ResolvedProvider, ResolvedShot } from "@shotlist/core";

/** Local files of a shot that go to its provider. */
export function filesToUpload({
  references,
}: Pick<ResolvedShot, "references">): readonly Extract<Media, { from: "file" }>[] {
  return references.flatMap(({ media }) => (media.from === "file" && media.upload === true ? [media] : []));
}

/** What one upload costs at a provider; absent where it is free, or nothing is uploaded. */
export function uploadPriceOf({ uploads }: Pick<ResolvedProvider, "uploads">): Money | undefined {
  const price = uploads?.price;
  return price === undefined || price.amount === 0 ? undefined : price;
}

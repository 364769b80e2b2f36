/** Pictures of one black pixel, by media type. */
const pictures: Readonly<Record<string, string>> = {
  "image/webp": "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
  "image/jpeg":
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI" +
    "CAj/wAARCAABAAEDAREAAhEAAxEA/8QA0gAAAAAMAAAAAAAAAAAAAAAAAAECAwQFBgcICQoLEAABAAAAAAChAAAAAAAAAAAA8AECAwQFBgcICQoR" +
    "EhMUFRYXGBkaISIjJCUmJygpKjEyMzQ1Njc4OTpBQkNERUZHSElKUVJTVFVWV1hZWmFiY2RlZmdoaWpxcnN0dXZ3eHl6gYKDhIWGh4iJipGSk5SV" +
    "lpeYmZqhoqOkpaanqKmqsbKztLW2t7i5usHCw8TFxsfIycrR0tPU1dbX2Nna4eLj5OXm5+jp6vHy8/T19vf4+fr/2gAMAwEAAgADAAA/AIfwAD//" +
    "2Q==",
};

/** The bytes of the smallest picture of a media type; undefined of any other. */
export function smallestPicture(mediaType: string): Uint8Array<ArrayBuffer> | undefined {
  const text = pictures[mediaType];
  return text === undefined ? undefined : Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
}

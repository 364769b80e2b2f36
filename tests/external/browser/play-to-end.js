// Runs in a page: plays a clip to its end and compares what is then shown with a picture.
globalThis.playToEnd = async ({ clipUrl, pictureUrl }) => {
  const video = document.createElement("video");
  video.src = clipUrl;
  video.playbackRate = 4;
  document.body.append(video);
  await new Promise((resolve, reject) => {
    video.addEventListener("ended", resolve);
    video.addEventListener("error", () => reject(new Error(video.error.message)));
    video.play().catch(reject);
  });
  const picture = new Image();
  picture.src = pictureUrl;
  await picture.decode();

  const pixelsOf = (source) => {
    const context = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d");
    context.drawImage(source, 0, 0);
    return context.getImageData(0, 0, video.videoWidth, video.videoHeight).data;
  };
  const expected = pixelsOf(picture);
  const differences = pixelsOf(video).map((value, index) => Math.abs(value - expected[index]));
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    duration: video.duration,
    playedTo: video.played.end(0),
    soundBytes: video.webkitAudioDecodedByteCount,
    meanDifference: differences.reduce((sum, value) => sum + value, 0) / differences.length,
  };
};

export type { ClipRequest, ClipText } from "./clip-request.ts";
export { renderClip, type RenderedClip } from "./render-clip.ts";

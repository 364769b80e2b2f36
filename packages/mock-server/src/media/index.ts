export type { ClipRequest } from "./clip-request.ts";
export { renderClip, type RenderedClip } from "./render-clip.ts";

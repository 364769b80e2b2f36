export type { ClipRequest } from "./picture/clip-request.ts";
export { renderClip, type RenderedClip } from "./render-clip.ts";

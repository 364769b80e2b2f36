export { type ClipRequest, type ClipText, renderClip, type RenderedClip } from "./render-clip.ts";

export { facts } from "./facts.ts";
export type * from "../../generated/openai-videos/types.ts";

export { facts } from "./facts.ts";
export type * from "../../generated/wisgate-videos/types.ts";

export { facts } from "./facts.ts";
export type * from "../../generated/wisgate/types.ts";

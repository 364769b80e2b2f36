export { facts } from "./facts.ts";
export type * from "../../generated/toapis/types.ts";

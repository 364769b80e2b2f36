export { facts } from "./facts.ts";
export type * from "../../generated/relaydance/types.ts";

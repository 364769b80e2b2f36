export { facts } from "./facts.ts";
export type * from "../../generated/gogogotoken/types.ts";

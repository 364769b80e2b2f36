export { facts } from "./facts.ts";
export type * from "../../generated/ark/types.ts";

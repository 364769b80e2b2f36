export { facts } from "./facts.ts";
export type * from "../../generated/3hei/types.ts";

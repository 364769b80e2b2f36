export { levelOf } from "@shotlist/schema";

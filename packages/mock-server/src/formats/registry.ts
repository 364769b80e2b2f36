export * as "wisgate" from "./wisgate/index.ts";

export * as gogogotoken from "./gogogotoken/index.ts";
export * as toapis from "./toapis/index.ts";
export * as relaydance from "./relaydance/index.ts";
export * as wisgate from "./wisgate/index.ts";
export * as "3hei" from "./3hei/index.ts";
export * as "wisgate-videos" from "./wisgate-videos/index.ts";
export * as ark from "./ark/index.ts";
export * as "openai-videos" from "./openai-videos/index.ts";

export * as gogogotoken from "./gogogotoken/codec.ts";
export * as toapis from "./toapis/codec.ts";
export * as relaydance from "./relaydance/codec.ts";
export * as wisgate from "./wisgate/codec.ts";
export * as "3hei" from "./3hei/codec.ts";
export * as "wisgate-videos" from "./wisgate-videos/codec.ts";
export * as ark from "./ark/codec.ts";
export * as "openai-videos" from "./openai-videos/codec.ts";

import { createCatalogue, type Texts } from "../catalogue.ts";
import type { Catalogue } from "../say.ts";
import { endpoints } from "./endpoints.ts";
import { errors } from "./errors.ts";
import { helpEndpoints } from "./help-endpoints.ts";
import { help } from "./help.ts";
import { ladder } from "./ladder.ts";
import { output } from "./output.ts";
import { ownFormat } from "./own-format.ts";
import { said } from "./said.ts";
import { system } from "./system.ts";
import { usage } from "./usage.ts";
import { chineseCounts, words } from "./words.ts";

/** Chinese templates by the English ones, as Chinese is written in mainland China. */
export const chineseTexts: Texts = {
  ...help,
  ...helpEndpoints,
  ...usage,
  ...said,
  ...output,
  ...ladder,
  ...errors,
  ...endpoints,
  ...ownFormat,
  ...words,
};

export { chineseCounts } from "./words.ts";

/** What Shotlist says to people, in Chinese. */
export const chinese: Catalogue = createCatalogue({
  texts: { ...chineseTexts, ...system },
  counts: chineseCounts,
  marks: { ", ": "，", "; ": "；", ": ": "：", " and ": " 和 ", " or ": " 或 " },
});

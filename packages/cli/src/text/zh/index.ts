import { createCatalogue, type Texts } from "../catalogue.ts";
import type { Catalogue } from "../say.ts";
import { contract } from "./contract.ts";
import { diagnosticsValues } from "./diagnostics-values.ts";
import { diagnostics } from "./diagnostics.ts";
import { endpoints } from "./endpoints.ts";
import { errors } from "./errors.ts";
import { helpEndpoints } from "./help-endpoints.ts";
import { help } from "./help.ts";
import { ladder } from "./ladder.ts";
import { mcp } from "./mcp.ts";
import { output } from "./output.ts";
import { ownFormat } from "./own-format.ts";
import { rules } from "./rules.ts";
import { runnerErrors } from "./runner-errors.ts";
import { runnerState } from "./runner-state.ts";
import { runner } from "./runner.ts";
import { people } from "./people.ts";
import { said } from "./said.ts";
import { elsewhere } from "./elsewhere.ts";
import { shapes } from "./shapes.ts";
import { uploads } from "./uploads.ts";
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
  ...mcp,
  ...diagnostics,
  ...diagnosticsValues,
  ...rules,
  ...shapes,
  ...runner,
  ...runnerErrors,
  ...runnerState,
  ...people,
  ...contract,
  ...uploads,
  ...words,
};

export { chineseCounts } from "./words.ts";

/** What Shotlist says to people, in Chinese. */
export const chinese: Catalogue = createCatalogue({
  texts: { ...chineseTexts, ...elsewhere },
  counts: chineseCounts,
  marks: { ", ": "，", "; ": "；", ": ": "：", " and ": " 和 ", " or ": " 或 ", ", or ": "，或", ".": "。" },
});

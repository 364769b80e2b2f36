import verdicts from "./verdicts.json" with { type: "json" };

/** What oasdiff says of a change: an error, a warning (perhaps breaking), or no break. */
export type OasdiffVerdict = "ERR" | "WARN" | "INFO";

/** The version whose rules these are. */
export const oasdiffVersion = "4553c69 (2026-08-08)";

/** Every rule of oasdiff with its usual level, by its id. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of data has words, not a union of them
export const oasdiffVerdicts = verdicts as Readonly<Record<string, OasdiffVerdict>>;

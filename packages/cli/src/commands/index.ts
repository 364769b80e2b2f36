import type { Command } from "../arguments/command.ts";

interface CommandEntry {
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command by its name, in the order of the help; each is loaded only when it is called. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    "init",
    {
      summary: "Write a storyboard that renders against the mock at once",
      load: async () => (await import("./init.ts")).init,
    },
  ],
  [
    "check",
    {
      summary: "Say what is wrong with storyboards",
      load: async () => (await import("./check.ts")).check,
    },
  ],
  [
    "fmt",
    {
      summary: "Lay storyboards out evenly; comments stay",
      load: async () => (await import("./fmt.ts")).fmt,
    },
  ],
  [
    "plan",
    {
      summary: "Show what a render would do, and what it costs; nothing is sent",
      load: async () => (await import("./plan.ts")).plan,
    },
  ],
  [
    "render",
    {
      summary: "Render what is not rendered yet; a second call resumes and collects",
      load: async () => (await import("./render.ts")).render,
    },
  ],
  [
    "status",
    {
      summary: "Show where every take stands and what it cost",
      load: async () => (await import("./status.ts")).status,
    },
  ],
  [
    "resolve",
    {
      summary: "Decide an uncertain submit or a lost task",
      load: async () => (await import("./resolve.ts")).resolve,
    },
  ],
  [
    "retry",
    {
      summary: "Let the next render submit failed takes again",
      load: async () => (await import("./retry.ts")).retry,
    },
  ],
  [
    "cancel",
    {
      summary: "Call off the tasks that have not begun",
      load: async () => (await import("./cancel.ts")).cancel,
    },
  ],
  [
    "use",
    {
      summary: "Choose among the versions of a take: its file and the lock file change at once",
      load: async () => (await import("./use.ts")).use,
    },
  ],
  [
    "approve",
    {
      summary: "Mark the clips of takes as accepted; kept in the lock file",
      load: async () => (await import("./approve.ts")).approve,
    },
  ],
  [
    "reject",
    {
      summary: "Mark the clips of takes as rejected; `shotlist retry` asks for other ones",
      load: async () => (await import("./reject.ts")).reject,
    },
  ],
  [
    "report",
    {
      summary: "Write a page with every clip in it",
      load: async () => (await import("./report.ts")).report,
    },
  ],
  [
    "cut",
    {
      summary: "Join the chosen clips of each variant into one film (needs ffmpeg)",
      load: async () => (await import("./cut.ts")).cut,
    },
  ],
  [
    "ledger export",
    {
      summary: "Print a ledger as text, for git, a backup or another machine",
      load: async () => (await import("./ledger-export.ts")).ledgerExport,
    },
  ],
  [
    "ledger import",
    {
      summary: "Join exported ledgers to this one; nothing is forgotten",
      load: async () => (await import("./ledger-import.ts")).ledgerImport,
    },
  ],
  [
    "ledger rebuild",
    {
      summary: "Rebuild a lost ledger from the receipts of its clips",
      load: async () => (await import("./ledger-rebuild.ts")).ledgerRebuild,
    },
  ],
  [
    "verify",
    {
      summary: "Check every stored clip against the ledger",
      load: async () => (await import("./verify.ts")).verify,
    },
  ],
  [
    "gc",
    {
      summary: "Show what the store could do without, and delete it with --apply",
      load: async () => (await import("./gc.ts")).gc,
    },
  ],
  [
    "models",
    {
      summary: "Show what a provider offers",
      load: async () => (await import("./models.ts")).models,
    },
  ],
  [
    "doctor",
    {
      summary: "Look for what keeps renders from working; bills nothing",
      load: async () => (await import("./doctor.ts")).doctor,
    },
  ],
  [
    "mock",
    {
      summary: "Play the vendors on a port of this machine, offline and without a key",
      load: async () => (await import("./mock.ts")).mock,
    },
  ],
  [
    "contract run",
    {
      summary: "Test an endpoint against its format, rule by rule",
      load: async () => (await import("./contract-run.ts")).contractRun,
    },
  ],
  [
    "contract check",
    {
      summary: "Hold a message in a JSON file against its format's schema",
      load: async () => (await import("./contract-check.ts")).contractCheck,
    },
  ],
  [
    "contract record",
    {
      summary: "Keep a session with an endpoint as a file, without keys, links and texts",
      load: async () => (await import("./contract-record.ts")).contractRecord,
    },
  ],
  [
    "contract replay",
    {
      summary: "Answer on a port of this machine as a recorded endpoint did",
      load: async () => (await import("./contract-replay.ts")).contractReplay,
    },
  ],
  [
    "contract drift",
    {
      summary: "Say where recorded sessions depart from their format, rule by rule",
      load: async () => (await import("./contract-drift.ts")).contractDrift,
    },
  ],
  [
    "contract diff",
    {
      summary: "Say what changed between two OpenAPI documents or schemas, and what breaks",
      load: async () => (await import("./contract-diff.ts")).contractDiff,
    },
  ],
  [
    "contract scorecard",
    {
      summary: "Write a page that compares endpoints from the JSON reports of contract run",
      load: async () => (await import("./contract-scorecard.ts")).contractScorecard,
    },
  ],
]);

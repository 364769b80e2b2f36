import type { Command } from "../arguments/command.ts";

interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order of the help; each is loaded only when it is called. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    "init",
    {
      summary: "Create a storyboard that you can render with the mock right away",
      load: async () => (await import("./init.ts")).init,
    },
  ],
  [
    "check",
    {
      summary: "Check storyboards for errors",
      load: async () => (await import("./check.ts")).check,
    },
  ],
  [
    "fmt",
    {
      summary: "Format storyboards (comments are kept)",
      load: async () => (await import("./fmt.ts")).fmt,
    },
  ],
  [
    "plan",
    {
      summary: "Show what a render would do and cost; nothing is sent",
      load: async () => (await import("./plan.ts")).plan,
    },
  ],
  [
    "render",
    {
      summary: "Render what is not rendered yet; run it again to resume",
      load: async () => (await import("./render.ts")).render,
    },
  ],
  [
    "worker",
    {
      summary: "Render what was handed over with render --detach, until stopped",
      load: async () => (await import("./worker.ts")).worker,
    },
  ],
  [
    "status",
    {
      summary: "Show the state and cost of every take",
      load: async () => (await import("./status.ts")).status,
    },
  ],
  [
    "resolve",
    {
      summary: "Decide what happens to uncertain submits and lost tasks",
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
      summary: "Cancel tasks that have not started",
      load: async () => (await import("./cancel.ts")).cancel,
    },
  ],
  [
    "use",
    {
      summary: "Choose a version of a take; updates its file and the lock file",
      load: async () => (await import("./use.ts")).use,
    },
  ],
  [
    "approve",
    {
      summary: "Mark clips as approved (saved in the lock file)",
      load: async () => (await import("./approve.ts")).approve,
    },
  ],
  [
    "reject",
    {
      summary: "Mark clips as rejected; `shotlist retry` renders new ones",
      load: async () => (await import("./reject.ts")).reject,
    },
  ],
  [
    "report",
    {
      summary: "Write an HTML page to review all clips",
      load: async () => (await import("./report.ts")).report,
    },
  ],
  [
    "review",
    {
      summary: "Review clips in a browser; decisions are saved at once",
      load: async () => (await import("./review.ts")).review,
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
      summary: "Import exported ledgers or lock files; nothing is lost",
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
      summary: "List files the store no longer needs; --apply deletes them",
      load: async () => (await import("./gc.ts")).gc,
    },
  ],
  [
    "models",
    {
      summary: "Show the models of a provider",
      load: async () => (await import("./models.ts")).models,
    },
  ],
  [
    "doctor",
    {
      summary: "Check the setup for problems (costs nothing)",
      load: async () => (await import("./doctor.ts")).doctor,
    },
  ],
  [
    "completion",
    {
      summary: "Print a completion script for bash, zsh or fish",
      load: async () => (await import("./completion.ts")).createCompletion(commands),
    },
  ],
  [
    "mock",
    {
      summary: "Run a local server that plays the vendors, offline and without a key",
      load: async () => (await import("./mock.ts")).mock,
    },
  ],
  [
    "webhooks",
    {
      summary: "Receive webhooks for all runs on a shared ledger",
      load: async () => (await import("./webhooks.ts")).webhooks,
    },
  ],
  [
    "mcp",
    {
      summary: "Serve storyboards to assistants over the Model Context Protocol (MCP)",
      load: async () => (await import("./mcp.ts")).mcp,
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
      summary: "Validate a message in a JSON file against its format's schema",
      load: async () => (await import("./contract-check.ts")).contractCheck,
    },
  ],
  [
    "contract record",
    {
      summary: "Record a session with an endpoint in a file, without keys, links or texts",
      load: async () => (await import("./contract-record.ts")).contractRecord,
    },
  ],
  [
    "contract replay",
    {
      summary: "Replay a recorded endpoint on a local port",
      load: async () => (await import("./contract-replay.ts")).contractReplay,
    },
  ],
  [
    "contract drift",
    {
      summary: "Show where recorded sessions differ from their format, rule by rule",
      load: async () => (await import("./contract-drift.ts")).contractDrift,
    },
  ],
  [
    "contract diff",
    {
      summary: "Show what changed between two OpenAPI documents or schemas, and what breaks",
      load: async () => (await import("./contract-diff.ts")).contractDiff,
    },
  ],
  [
    "contract openapi",
    {
      summary: "Print the OpenAPI 3.1 document of a format",
      load: async () => (await import("./contract-openapi.ts")).contractOpenapi,
    },
  ],
  [
    "contract scorecard",
    {
      summary: "Write an HTML page that compares JSON reports of contract run",
      load: async () => (await import("./contract-scorecard.ts")).contractScorecard,
    },
  ],
]);

import type { FaultFamily } from "./faults.ts";

export type FamilyName =
  | "submits"
  | "polls"
  | "clips"
  | "disks"
  | "crashes"
  | "processes"
  | "persons"
  | "repositories"
  | "everything"
  | "calm";

/**
 * Worlds by what goes wrong in them. `chore`: how often a person has something done between two runs, in percent; 40 where it is
 * not said. `lock file`: how many of them keep one.
 */
export const families: Readonly<Record<FamilyName, FaultFamily>> = {
  calm: {},
  submits: { submit: 45, "process: killed before a step": 0.3, "clock: jump ahead": 2 },
  polls: {
    poll: 40,
    list: 40,
    notice: 40,
    cancel: 40,
    "process: killed after a step": 0.3,
    "process: interrupted": 10,
  },
  clips: { "store: a clip rots": 40, clip: 55, poll: 5, "process: killed at a time": 15 },
  disks: { "disk: full": 2, "disk: read-only": 1, "disk: failing": 1, submit: 5, "process: killed at a time": 15 },
  crashes: {
    "ledger: restored from a backup": 30,
    "ledger: restored with its log": 50,
    "process: killed before a step": 1.5,
    "process: killed after a step": 1.5,
    "process: killed at a time": 60,
    submit: 5,
    clip: 10,
  },
  processes: {
    "process: two at once": 70,
    "process: frozen": 1.5,
    "process: interrupted": 30,
    "process: killed at a time": 30,
    "clock: jump ahead": 10,
    "clock: jump back": 10,
    submit: 8,
  },
  persons: {
    "output: somebody's file": 40,
    "ledger: restored from a backup": 30,
    chore: 100,
    cancel: 40,
    submit: 5,
    poll: 5,
    "process: killed at a time": 60,
    "process: interrupted": 40,
    "process: killed before a step": 0.3,
    "process: killed after a step": 0.3,
    "process: two at once": 30,
    "process: frozen": 0.5,
  },
  repositories: {
    "lock file": 100,
    "repository: cloned with the lock file": 70,
    "lock file: one take on two lines": 40,
    "lock file: a stranger's values": 30,
    chore: 30,
    submit: 6,
    poll: 5,
    "process: killed at a time": 15,
    "process: killed before a step": 0.3,
    "process: interrupted": 20,
    "process: two at once": 15,
  },
  everything: {
    "lock file": 40,
    "repository: cloned with the lock file": 20,
    "store: a clip rots": 10,
    submit: 12,
    cancel: 15,
    poll: 8,
    list: 15,
    notice: 20,
    clip: 12,
    "disk: full": 0.5,
    "disk: read-only": 0.2,
    "disk: failing": 0.3,
    "process: killed before a step": 0.5,
    "process: killed after a step": 0.5,
    "process: killed at a time": 25,
    "process: frozen": 0.3,
    "process: interrupted": 15,
    "process: two at once": 25,
    "clock: jump ahead": 5,
    "clock: jump back": 5,
  },
};

import { decodeContentTask } from "../content-task.ts";
import type { CodecParts } from "../define-codec.ts";

/** The task object of the upstream, status words included. */
export const decodeTask: CodecParts["decodeTask"] = decodeContentTask;

/** Where the results of a task are, and what it used. */
export interface TaskResult {
  readonly videoUrl: string | undefined;
  readonly lastFrameUrl: string;
  readonly linksExpireAtMs: number;
  readonly completionTokens: number;
}

/** Why a task failed, in the vendor's words. */
export interface TaskFailure {
  readonly code: string;
  readonly message: string;
}

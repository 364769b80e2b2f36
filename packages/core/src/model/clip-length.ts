/** The length of a clip whose length the model chooses, as a shot and every vendor that has it say it. */
export const autoDuration = -1;

/** Seconds of a clip whose shot says no length. Fixed within a major version. */
export const defaultDuration = 5;

/** The tasks that change or continue a reference video, so that its shape is the clip's. */
export function changesVideo(task: string | undefined): boolean {
  return task === "edit" || task === "extend";
}

import type { StoryRequest } from "../case/case.ts";
import type { CaseRun } from "../call/case-run.ts";
import type { RunClock } from "../call/clock.ts";
import type { WebhookReceiver } from "../webhook/receiver.ts";
import {
  cancelsAWaitingTask,
  findsByClientId,
  keepsARunningTask,
  handsOutContent,
  listsATask,
  removesAnEndedTask,
} from "./beyond-polls.ts";
import { callsBack } from "./calls-back.ts";
import { endsAs, hidesFromStrangers, linkExpires, runsToItsEnd, twoTasksStayApart } from "./life.ts";

/** What stories need beyond the calls. */
export interface StoryProps {
  readonly webhookReceiver: WebhookReceiver | undefined;
  readonly clock: RunClock;
}

/** Lives through a story; what is wrong with it ends up in the run's findings. */
export async function tellStory(run: CaseRun, { story, body, ending }: StoryRequest, props: StoryProps): Promise<void> {
  switch (story) {
    case "runs-to-its-end":
      return runsToItsEnd(run, body);
    case "two-tasks-stay-apart":
      return twoTasksStayApart(run, body);
    case "hides-from-strangers":
      return hidesFromStrangers(run, body);
    case "link-expires":
      return linkExpires(run, body);
    case "cancels-a-waiting-task":
      return cancelsAWaitingTask(run, body);
    case "keeps-a-running-task":
      return keepsARunningTask(run, body);
    case "removes-an-ended-task":
      return removesAnEndedTask(run, body);
    case "lists-a-task":
      return listsATask(run, body);
    case "finds-by-client-id":
      return findsByClientId(run, body);
    case "hands-out-content":
      return handsOutContent(run, body);
    case "calls-back":
      return callsBack(run, { body, receiver: props.webhookReceiver, clock: props.clock });
    case "ends-as":
      if (ending === undefined) throw new Error("a story of an end needs to know which");
      return endsAs(run, { body, ending });
    default:
      return story satisfies never;
  }
}

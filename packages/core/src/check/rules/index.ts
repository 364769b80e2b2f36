import type { Rule } from "./rule.ts";
import { draftFitsModel } from "./draft-fits-model.ts";
import { durationFitsModel } from "./duration-fits-model.ts";
import { fieldsOffered } from "./fields-offered.ts";
import { framesFitModel, framesOffered } from "./frames-fit-model.ts";
import { mediaAreOfTheirKind } from "./media-are-of-their-kind.ts";
import { mediaFitRequest } from "./media-fit-request.ts";
import { mediaNamedByExpression } from "./media-named-by-expression.ts";
import { modelAgreesWithResolution } from "./model-agrees-with-resolution.ts";
import { modesExclude } from "./modes-exclude.ts";
import { promptHolds } from "./prompt-holds.ts";
import { ratioOffered } from "./ratio-offered.ts";
import { referencesFitRoles } from "./references-fit-roles.ts";
import { resolutionOffered } from "./resolution-offered.ts";
import { taskFitsShot } from "./task-fits-shot.ts";
import { upstreamTakesRoles } from "./upstream-takes-roles.ts";

/** What even a take of an unlisted model is held to: the format has to have a place for every field. */
export const offeringRules: readonly Rule[] = [
  promptHolds,
  mediaNamedByExpression,
  modesExclude,
  referencesFitRoles,
  fieldsOffered,
  framesOffered,
];

/** What every take is held to, in the order of the messages. */
export const rules: readonly Rule[] = [
  promptHolds,
  mediaNamedByExpression,
  durationFitsModel,
  framesFitModel,
  resolutionOffered,
  ratioOffered,
  modesExclude,
  referencesFitRoles,
  fieldsOffered,
  draftFitsModel,
  taskFitsShot,
  upstreamTakesRoles,
  mediaAreOfTheirKind,
  mediaFitRequest,
  modelAgreesWithResolution,
];

import type { FormatId } from "@shotlist/schema";
import { withValueAt } from "@shotlist/schema/own";
import { textAt } from "../../../answer/pointer.ts";
import { changeAnswers } from "../tamper.ts";
import { places, onPoll, type Deviation } from "./deviation.ts";

const hasLink = (format: FormatId): boolean => places(format).videoUrl.length > 0;

/** Deviations in the clip's link. */
export const linkDeviations: { readonly [id: string]: Deviation } = {
  "no link": {
    needs: hasLink,
    deviation: "leaves the clip's link out of a finished task",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, () => null) : undefined,
    ),
  },
  "empty link": {
    needs: hasLink,
    deviation: "gives a finished task an empty link",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, () => "") : undefined,
    ),
  },
  "link without a scheme": {
    needs: hasLink,
    deviation: "gives the clip's link as a bare path",
    namedAs: [/^task\.response: .*(video|url|link)/, "lifecycle: link-present"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded" ? everyVideoUrl(format, body, (url) => new URL(url).pathname) : undefined,
    ),
  },
  "dead link": {
    needs: hasLink,
    deviation: "links to a clip that is not there",
    namedAs: ["link: reachable"],
    wrap: onPoll(({ format, body, status }) =>
      status === "succeeded"
        ? everyVideoUrl(format, body, (url) => url.replace(/\/[^/]+\?/, "/elsewhere.mp4?"))
        : undefined,
    ),
  },
  "link to a page": {
    needs: hasLink,
    deviation: "answers a clip's link with a page",
    namedAs: ["link: video"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }) =>
        operation === undefined && url.pathname.startsWith("/__clips/")
          ? { status: 200, text: "<html>Your clip</html>", type: "text/html" }
          : undefined,
      ),
  },
  "empty clip": {
    needs: hasLink,
    deviation: "answers a clip's link with no bytes",
    namedAs: ["link: video"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }) =>
        operation === undefined && url.pathname.startsWith("/__clips/")
          ? { status: 200, text: "", type: "video/mp4" }
          : undefined,
      ),
  },
  "links live for ever": {
    needs: hasLink,
    deviation: "serves a clip's link after its time",
    namedAs: ["link: expires"],
    wrap: (format, inner) =>
      changeAnswers(format, inner, ({ operation, url }, { status }) =>
        operation === undefined && url.pathname.startsWith("/__clips/") && status === 403
          ? { status: 200, text: "clip", type: "video/mp4" }
          : undefined,
      ),
  },
};

function everyVideoUrl(format: FormatId, body: unknown, value: (url: string) => unknown): unknown {
  let changed = body;
  for (const place of places(format).videoUrl) {
    const url = textAt(changed, [place]);
    if (url !== undefined) changed = withValueAt(changed, place, value(url));
  }
  return changed === body ? undefined : changed;
}

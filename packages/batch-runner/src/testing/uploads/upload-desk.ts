import { DeliveryError } from "../../failures/delivery-error.ts";
import { uploadMarginMs } from "../../ledger/upload.ts";
import type { HttpAnswer, HttpRequest } from "../../ports/transport.ts";
import type { Chance } from "../simulation/chance.ts";
import type { Timeline } from "../simulation/timeline.ts";
import { canarySignature, cut, gossip, json, limited, page, truncated } from "../simulation/vendor-answers.ts";
import { hashOf, pictureOf } from "./upload-board.ts";

/** One file that the vendor has, and bills. */
interface Arrival {
  readonly sha256: string;
  readonly url: string;
  readonly at: number;
  /** The process that sent it. */
  readonly sender: number;
  /** Whether a person has let it be uploaded again. */
  givenUp: boolean;
}

/** The vendor's endpoint for local files. */
export interface UploadDesk {
  readonly path: string;
  readonly arrivals: Arrival[];
  readonly request: (request: HttpRequest, sender: number) => Promise<HttpAnswer>;
  /** From now on nothing goes wrong. */
  readonly stop: () => void;
  /** Arrivals of a file whose address still works and that nobody has given up. */
  readonly living: (sha256: string, now: number) => readonly Arrival[];
}

interface DeskOptions {
  readonly path: string;
  readonly lifeMs: number;
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly faultsPercent: number;
}

type Fault = (typeof faults)[number];

const faults = [
  "answer lost",
  "reset before it arrived",
  "nothing sent",
  "rate limit",
  "5xx and no file",
  "5xx and a file",
  "HTML",
  "truncated JSON",
  "an address without encryption",
  "a signed address",
  "refused",
] as const;

export function createUploadDesk({ path, lifeMs, timeline, chance, faultsPercent }: DeskOptions): UploadDesk {
  const arrivals: Arrival[] = [];
  const clock = timeline.clockOf({ alive: true });
  let share = faultsPercent;

  function arrive(request: HttpRequest, sender: number, signed = ""): HttpAnswer {
    const sha256 = hashOf(fileIn(request));
    const url = `https://files.example.com/${arrivals.length + 1}.png${signed}`;
    arrivals.push({ sha256, url, at: timeline.now(), sender, givenUp: false });
    return json(200, { success: true, message: "", data: { id: `upload_${arrivals.length}`, url } });
  }

  async function struck(fault: Fault, request: HttpRequest, sender: number): Promise<HttpAnswer> {
    switch (fault) {
      case "answer lost":
        arrive(request, sender);
        throw cut();
      case "reset before it arrived":
        throw cut();
      case "nothing sent":
        throw new DeliveryError({ phase: "not-sent", code: "ECONNREFUSED", message: "The connection was refused" });
      case "rate limit":
        return json(429, limited, { "retry-after": "7" });
      case "5xx and no file":
        return json(502, gossip);
      case "5xx and a file":
        arrive(request, sender);
        return json(500, gossip);
      case "HTML":
        arrive(request, sender);
        return page(200);
      case "truncated JSON":
        return truncated(arrive(request, sender));
      case "an address without encryption":
        arrive(request, sender);
        return json(200, { success: true, data: { url: "http://files.example.com/1.png" } });
      case "a signed address":
        return arrive(request, sender, `?signature=${canarySignature}`);
      case "refused":
        return json(400, { success: false, message: "Unsupported image type" });
      default:
        throw new Error(`no fault of an upload: ${String(fault satisfies never)}`);
    }
  }

  return {
    path,
    arrivals,
    async request(request, sender) {
      await clock.sleep(chance.between(20, 3000));
      return chance.percent(share) ? struck(chance.pick(faults), request, sender) : arrive(request, sender);
    },
    stop: () => {
      share = 0;
    },
    living: (sha256, now) =>
      arrivals.filter((one) => one.sha256 === sha256 && !one.givenUp && now < one.at + lifeMs - uploadMarginMs),
  };
}

/** The picture that a form holds; an empty one where it holds none of the pictures whole. */
function fileIn({ body = "" }: HttpRequest): Buffer {
  const form = Buffer.from(body);
  const whole = ["picture-1.png", "picture-2.png"].map(pictureOf).find((bytes) => form.includes(bytes));
  return whole ?? Buffer.alloc(0);
}

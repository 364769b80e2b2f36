import type { JsonObject } from "@shotlist/schema";

/** A submit in vendor-neutral words, read from a vendor's body. */
export interface RequestedClip {
  readonly model: string;
  readonly prompt: string;
  /** Length of the clip. */
  readonly seconds: number;
  /** Set where the length was asked for in frames. */
  readonly frames?: number | undefined;
  /** Size of the picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly resolution: string;
  readonly ratio: string;
  readonly audio: boolean;
  /** Set where the request names one other than "random". */
  readonly seed?: number | undefined;
  readonly returnLastFrame: boolean;
  /** Whether a video is among the references, which the price depends on. */
  readonly videoInput: boolean;
  /** Whether any medium is. */
  readonly mediaInput: boolean;
  /** Share of the usual tokens that the clip uses, where that is less than all. */
  readonly tokenFactor?: number | undefined;
  /** Time after creation at which the vendor gives an unfinished task up, where the format has that. */
  readonly expiresAfterSeconds?: number | undefined;
  readonly callbackUrl?: string | undefined;
  /** A client's own id, by which the format may look a task up. */
  readonly clientId?: string | undefined;
  /** Further fields that the vendor's answers repeat. */
  readonly echo: JsonObject;
}

import type { FormatFacts } from "@shotlist/schema";
import type { Reference } from "../../model/media.ts";
import type { Bindings } from "../../wire/codec.ts";
import { mediaFormOf } from "../../wire/media-form.ts";

const extensions = { image: "png", video: "mp4", audio: "mp3" } as const;
const base64 = "iVBORw0KGgoAAAANSUhEUg==";

/** Media as they go over the wire, each in the form that the facts ask for, and nothing else bound. */
export function mediaAtSubmit(model: string, facts: FormatFacts): Bindings["media"] {
  return (reference: Reference): string => {
    const { kind, media } = reference;
    const form = mediaFormOf(reference, { model, facts });
    switch (form) {
      case "data":
        return `data:${kind}/${extensions[kind]};base64,${base64}`;
      case "base64":
        return base64;
      case "url":
        return media.from === "url" ? media.url : `https://fresh.example.com/${kind}.${extensions[kind]}`;
      case "asset":
        return media.from === "asset" ? `asset://${media.id}` : "";
      case undefined:
        throw new Error(`The test bound a ${reference.role} that ${model} does not take in any form.`);
      default:
        return form satisfies never;
    }
  };
}

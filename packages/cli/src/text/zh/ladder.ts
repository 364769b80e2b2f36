import type { Texts } from "../catalogue.ts";

/** Drafts and their finals. */
export const ladder: Texts = {
  "--final and --base cannot be used together": "--final 和 --base 不能同时使用",
  "--final and --rebuy cannot be used together": "--final 和 --rebuy 不能同时使用",
  "--draft and --final cannot be used together": "--draft 和 --final 不能同时使用",
  "--plan cannot be used with FILE, --draft, --final, --only or --rebuy: the plan says what to render":
    "--plan 不能与 FILE、--draft、--final、--only 或 --rebuy 同时使用：要渲染什么由计划决定",
  "Use only takes whose draft is approved, rendered from their draft where the format does that":
    "仅限草稿已通过的镜次；格式支持时由草稿生成正式片段",
  "Only drafts (default: the newer one of a clip and its draft)": "仅限草稿（默认：片段与其草稿中较新的一个）",
  "Only clips, not drafts": "仅限片段，不含草稿",
  ", and {0} more": "，另有 {0} 个",
  "No draft is approved, so no final was rendered: {0}{1}": "没有草稿通过，因此未渲染任何正式片段：{0}{1}",
  "Review the drafts, then run shotlist approve TAKE. Without --final, clips are rendered whatever their drafts are":
    "请查看草稿，然后运行 shotlist approve TAKE。不加 --final 时，无论草稿如何都会渲染片段",
  "a take it depends on is not rendered": "所依赖的镜次未渲染",
  "its draft is rejected": "草稿未通过",
  "its draft is not approved": "草稿尚未通过",
  "the shot has changed since its draft was rendered or approved": "草稿渲染或通过之后，镜头已更改",
  "it has no draft yet": "还没有草稿",
  "it has no separate draft": "没有自己的草稿",
  "not rendered ({0}): {1}": "未渲染（{0}）：{1}",
  "{0}: its draft expired on {1}, so its final is rendered without it for {2}":
    "{0}：草稿已于 {1} 过期，因此不使用草稿渲染正式片段，价格为 {2}",
  "{0}: its final is rendered from its draft": "{0}：正式片段由草稿生成",
  "{0}: its final is rendered from its draft, which expires on {1}": "{0}：正式片段由草稿生成，草稿于 {1} 过期",
  "To buy it without its draft, run `shotlist retry`, then `shotlist render` without --final.":
    "如需不使用草稿购买，请运行 `shotlist retry`，然后不加 --final 运行 `shotlist render`。",
  "The vendor may no longer have its draft. To buy it without, run {0}, then render it with --only and without --final.":
    "供应商可能已没有其草稿。如需不使用草稿购买，请运行 {0}，然后使用 --only 且不加 --final 渲染。",
  "Buy the finals of approved drafts with: shotlist render FILE --final":
    "购买已通过草稿的正式片段：shotlist render FILE --final",
  "The storyboard {0} cannot be read, so its drafts cannot be approved": "无法读取分镜脚本 {0}，因此无法通过其草稿",
  "Restore its file, or fix the errors that shotlist check shows": "请恢复文件，或修正 shotlist check 显示的错误",
  "The shot of {0} has changed since its draft was rendered": "{0} 的草稿渲染之后，镜头已更改",
  "Run shotlist render --draft again and review the new draft": "请再次运行 shotlist render --draft 并查看新的草稿",
};

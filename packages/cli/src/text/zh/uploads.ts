import type { Texts } from "../catalogue.ts";

/** Uploads of local files. */
export const uploads: Texts = {
  "The vendor does not have this file: upload it again with the next render; may be charged twice":
    "厂商没有此文件：下一次渲染时重新上传；可能重复计费",
  "--upload-again is about a file: give it alone": "--upload-again 针对一个文件：请单独使用",
  "uploaded {0}": "已上传 {0}",
  file: "文件",
  upload: "上传",
  "will be uploaded": "将上传",
  "already uploaded": "已上传",
  "may have been uploaded: shotlist resolve --list": "可能已上传：shotlist resolve --list",
  "`shotlist resolve --list` shows the file. Look for it at the vendor, then decide with --upload-again.":
    "`shotlist resolve --list` 会列出该文件。请在厂商处查找，再用 --upload-again 决定。",
  "The file {0} needs a decision": "文件 {0} 需要决定",
  "{0}: the next render uploads it again.": "{0}：下一次渲染时重新上传。",
  uploaded: "上传于",
  price: "价格",
  "a file of {0}": "{0} 的文件",
  "may have been uploaded": "可能已上传",
  "its address may be signed, so it is not kept": "其地址可能带签名，因此不保存",
  "set `uploads: true` at the provider, or {0}": "在服务商处设置 `uploads: true`，或{0}",
  "{0} documents no upload of {1}": "{0} 的文档没有上传{1}的接口",
  "{0} takes uploads of {1}; this is {2}": "{0} 接受上传 {1}；这是 {2}",
  "{0} takes uploads of at most {1}; this file is {2}": "{0} 接受的上传最大为 {1}；此文件为 {2}",
  "{0} documents no upload of local files": "{0} 的文档没有上传本地文件的接口",
  "Remove `uploads`. A local file is sent in the request where the format takes it, or needs `assets: { baseUrl: https://… }`.":
    "请删除 `uploads`。格式接受时，本地文件随请求发送；否则需要 `assets: { baseUrl: https://… }`。",
  "No upload of a file {0} needs a decision": "没有需要决定的文件 {0} 的上传",
  "The uploads of take {0} have no price in {1}, so the budget cannot be guaranteed":
    "镜次 {0} 的上传没有以 {1} 计的价格，无法保证预算",
  "Set providers.{0}.uploads.price in {1}, or limit the number of tasks instead of a budget.":
    "请以 {1} 设置 providers.{0}.uploads.price，或改为限制任务数。",
  "recording an upload": "记录上传",
  "The run ended before the vendor answered the upload": "运行在厂商答复上传之前结束",
  "an upload cannot be used: {0}": "一项上传不可用：{0}",
  "The vendor accepted the upload, but its answer has no address": "厂商接受了上传，但其答复没有地址",
  "The vendor accepted the upload, but the address in its answer holds the key":
    "厂商接受了上传，但其答复的地址中含有密钥",
  "The vendor accepted the upload. {0}": "厂商接受了上传。{0}",
  "{0} was not uploaded: {1}": "{0} 未能上传：{1}",
  "its address cannot be kept": "其地址不能保存",
  "{0} may have been uploaded and paid for: {1}": "{0} 可能已上传并计费：{1}",
  "Look for file {0} at the vendor, then decide whether it is uploaded again.":
    "请在厂商处查找文件 {0}，再决定是否重新上传。",
  "{0} refuses the upload of {1}: {2}": "{0} 拒绝上传 {1}：{2}",
  "Use another file, or give it by URL.": "请换一个文件，或用 URL 提供。",
  "another run may be uploading it": "可能有另一次运行正在上传",
};

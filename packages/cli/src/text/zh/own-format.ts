import type { Texts } from "../catalogue.ts";

/** What is said of a format that somebody has in a folder. */
export const ownFormat: Texts = {
  "Add the format in this folder; can be repeated": "加入此目录中的格式；可重复使用",
  "Run the code in the folders of --format": "运行 --format 目录中的代码",
  "An id may have lower-case letters, digits and hyphens, and must begin with a letter":
    "id 只能有小写字母、数字和连字符，并以字母开头",
  "A format needs at least one model": "格式至少需要一个模型",
  "This must be a URL that begins with https://": "此处必须是以 https:// 开头的 URL",
  "`{0}` is missing": "缺少 `{0}`",
  "A path must begin with one slash": "路径必须以一个斜杠开头",
  "The path of a poll must contain {id}": "轮询的路径必须包含 {id}",
  "No status is mapped to `{0}`": "没有状态对应 `{0}`",
  "`{0}` is not among the statuses": "`{0}` 不在状态之中",
  "This is not a regular expression": "这不是正则表达式",
  "{0}.schema.json is missing": "缺少 {0}.schema.json",
  "The schema rejects this body: {0}": "schema 不接受此内容：{0}",
  "This body does not break `{0}`; it breaks: {1}": "此内容没有违反 `{0}`；它违反的是：{1}",
  "No fixture has an accepted {0}": "没有样例包含可接受的 {0}",
  "No accepted {0} in the fixtures has a value here": "样例中可接受的 {0} 在此处都没有值",
  "submit.request has no property `{0}`": "submit.request 没有属性 `{0}`",
  "This schema cannot be used: {0}": "无法使用此 schema：{0}",
  "Give the format another id.": "请给该格式另一个 id。",
  "The format in {0} has code, {1}, which is not run": "{0} 中的格式带有代码 {1}，不会运行",
  "Read the code, then put {0} and --trust-format on the command line. It runs with all your permissions on this machine":
    "请先阅读代码，再在命令行中写上 {0} 和 --trust-format。它会以你在本机的全部权限运行",
  "The format in {0} has neither request.yaml nor {1}.ts": "{0} 中的格式既没有 request.yaml，也没有 {1}.ts",
  "docs/own-format.md lists the files of a format": "docs/own-format.md 列出了格式的文件",
  "{0} must export by default a function that returns an object with {1}":
    "{0} 必须默认导出一个函数，返回含有 {1} 的对象",
  "docs/own-format.md shows one": "docs/own-format.md 中有示例",
  "Cannot use the format in {0}: {1}": "无法使用 {0} 中的格式：{1}",
  "Cannot read the format in {0}: {1}": "无法读取 {0} 中的格式：{1}",
  "--format takes the id of a format or a folder with one": "--format 需要格式的 id，或含有格式的目录",
  "The format in {0} has no {1}": "{0} 中的格式没有 {1}",
  "{0} lists the files of a format": "{0} 列出了格式的文件",
  " and a {0}": " 和一个 {0}",
  "The request for {0}{1} is rejected by its own schema: {2}": "{0}{1} 的请求不符合它自己的 schema：{2}",
  "this {0}{1}": "此处 {0}{1}",
};

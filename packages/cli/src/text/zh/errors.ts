import type { Texts } from "../catalogue.ts";

/** What goes wrong with files, keys, endpoints and films, and the ways out. */
export const errors: Texts = {
  "Cannot read {0}: {1}": "无法读取 {0}：{1}",
  "it is a device": "它是设备文件",
  "Use a file": "请使用普通文件",
  "it is larger than 500 MB": "它大于 500 MB",
  "Split it, or use another file": "请拆分，或使用另一个文件",
  "Cannot write {0}: {1}": "无法写入 {0}：{1}",
  "Use another file": "请使用另一个文件",
  "Use another name, or delete it if you do not need it": "请换一个名称；如果不需要，可以删除它",
  "Use another name": "请换一个名称",
  "Free some space, or choose another folder": "请腾出空间，或选择另一个目录",
  "Change its permissions, or choose another folder": "请修改其权限，或选择另一个目录",
  "Choose a writable folder": "请选择可写的目录",
  "Check the path; it is relative to the current folder": "请检查路径；它相对于当前目录",
  "Use a file, not a folder": "请使用文件而不是目录",
  "Part of the path is a file, not a folder; choose another folder": "路径中有一部分是文件而不是目录；请选择另一个目录",
  "Choose another port; 0 takes any free port": "请选择另一个端口；0 表示任意空闲端口",
  "{0}: lists and maps are nested too deeply": "{0}：列表和映射嵌套过深",
  "{0} lists and maps are nested too deeply": "{0} 列表和映射嵌套过深",
  "{0} is not YAML: {1}": "{0} 不是 YAML：{1}",
  "{0} is not JSON: {1}": "{0} 不是 JSON：{1}",
  "{0} is not a recording: {1}": "{0} 不是录制文件：{1}",
  "Create one with shotlist contract record, or read a HAR file or another trace with --format F":
    "用 shotlist contract record 录制；HAR 文件或其他跟踪记录请加 --format F",
  "{0} contains no attempts": "{0} 不含任何尝试",
  "{0} mixes {1} and {2}": "{0} 混有 {1} 和 {2}",
  "Use a file written by shotlist ledger export": "请使用 shotlist ledger export 写出的文件",
  "Use two OpenAPI documents, two JSON Schemas, or two folders of schemas":
    "请给出两份 OpenAPI 文档、两份 JSON Schema 或两个 schema 目录",
  "{0} contains no .schema.json or .schema.yaml file": "{0} 中没有 .schema.json 或 .schema.yaml 文件",
  "one is a folder and the other is a file": "一个是目录，另一个是文件",
  "Cannot compare {0} with {1}: {2}": "无法比较 {0} 与 {1}：{2}",
  "{0} is not a report of contract run": "{0} 不是 contract run 的报告",
  "Write one with shotlist contract run … --json": "用 shotlist contract run … --json 生成一份",
  "Cannot use the baseline {0}: {1}": "无法使用基线 {0}：{1}",
  "Write it with --update-baseline": "用 --update-baseline 写出",
  "{0} contains a run of {1} at {2}": "{0} 中是 {1} 在 {2} 的运行",
  "Use another file, or the same format and endpoint": "请使用另一个文件，或相同的格式和端点",
  "Cannot resume from {0}: {1}": "无法从 {0} 继续：{1}",

  "{0} is outside {1}": "{0} 在 {1} 之外",
  "{0} goes through a link to {1}, outside {2}": "{0} 经链接指向 {2} 之外的 {1}",
  "{0} is inside {1}, which belongs to a tool": "{0} 在属于工具的 {1} 中",
  "{0} is inside the state folder, where Shotlist keeps its ledger and clips":
    "{0} 在状态目录中，Shotlist 在那里保存账本和片段",
  "Nothing was submitted: {0} cannot be written where the storyboard says": "未提交：{0}无法写入分镜脚本指定的位置",
  "Check the files; then move them away, or replace them with --force-output":
    "请检查这些文件，然后移走，或用 --force-output 覆盖",
  "Check the file; then move it away, or replace it with --force-output":
    "请检查该文件，然后移走，或用 --force-output 覆盖",
  "Choose another `output`, or give a folder with --out": "请选择另一个 `output`，或用 --out 指定目录",
  "Move the file away, choose another place for the clip, or replace the file with --force-output.":
    "请移走该文件、为片段换一个位置，或用 --force-output 覆盖。",
  "Choose a place in the repository, or give a folder with --out.": "请选择仓库内的位置，或用 --out 指定目录。",

  "The clip of {0} is damaged": "{0} 的片段已损坏",
  "Run shotlist verify, then shotlist render: the clip is downloaded while its link works, and not paid for again":
    "先运行 shotlist verify，再运行 shotlist render：链接有效时会重新下载，不会重复付费",
  "The film {0} needs {1} not rendered yet: {2}": "成片 {0} 需要的 {1}尚未渲染：{2}",
  "Run shotlist render {0} first": "请先运行 shotlist render {0}",
  "Cannot write a film there: {0}": "无法在此处写入成片：{0}",
  "{0} is not a regular file": "{0} 不是普通文件",
  "Move it away": "请移走它",
  "{0} was not made by Shotlist or was edited since, so it is not replaced":
    "{0} 不是由 Shotlist 生成，或之后被编辑过，因此不会覆盖",
  "{0}x{1} becomes {2}x{3}": "{0}x{1} 变为 {2}x{3}",
  "{0} fps becomes {1} fps": "{0} fps 变为 {1} fps",
  "silence is added": "添加静音",
  "Only one subtitle track of a film can be burned in": "一部成片只能烧录一条字幕",
  "Keep `burn: true` for one of them": "请只为其中一条保留 `burn: true`",
  "Use a three-letter ISO 639-2 code, such as eng or zho: MP4 files need one":
    "请使用 ISO 639-2 的三字母代码，例如 eng 或 zho：MP4 文件需要它",
  "Unknown language {0} of {1}": "{1} 的语言 {0} 未知",
  "Use SRT or WebVTT": "请使用 SRT 或 WebVTT",
  "{0} contains no subtitles": "{0} 中没有字幕",
  "expected a time such as 00:00:01,000 --> 00:00:03,500, found {0}":
    "此处应为时间，例如 00:00:01,000 --> 00:00:03,500，实际为 {0}",
  "the end time is not after the start time": "结束时间不晚于开始时间",
  "No font on this machine has all characters of the subtitles": "本机没有字体包含字幕的全部字符",
  "Install one that has them (Debian: apt-get install fonts-noto), or remove `burn:`":
    "请安装包含它们的字体（Debian：apt-get install fonts-noto），或去掉 `burn:`",
  "No font on this machine has the characters of {0}, so its subtitles cannot be burned in":
    "本机没有字体包含 {0} 的字符，因此无法烧录其字幕",
  "Install one (Debian: apt-get install fonts-noto-cjk), or remove `burn:`":
    "请安装一种（Debian：apt-get install fonts-noto-cjk），或去掉 `burn:`",
  "The clip of {0} has a high dynamic range ({1}), which a film cannot show":
    "{0} 的片段为高动态范围（{1}），成片无法呈现",
  "Convert it in an editing program; --otio writes the timeline for one": "请在剪辑软件中转换；--otio 可写出其时间线",
  "the film": "成片",
  "ffmpeg made a film of {0} s, but the clips are {1} s long": "ffmpeg 生成的成片为 {0} 秒，而片段共 {1} 秒",
  "Nothing was written. Include the output of `ffmpeg -version` in a bug report":
    "没有写入任何文件。报告问题时请附上 `ffmpeg -version` 的输出",
  "The clip of {0} has no picture that ffprobe can read: {1}": "ffprobe 读不出 {0} 的片段中的画面：{1}",
  "shotlist verify checks every stored clip": "shotlist verify 会检查每个已保存的片段",
  "printed nothing for {0} minutes": "{0} 分钟没有输出",
  "{0} is not installed": "未安装 {0}",
  "{0} cannot be started: {1}": "无法启动 {0}：{1}",
  "Install {0} (Debian: apt-get install {1}, macOS: brew install {2}) and run it again":
    "请安装 {0}（Debian：apt-get install {1}，macOS：brew install {2}）后重新运行",
  "{0} failed: {1}": "{0} 失败：{1}",
  "no error message": "没有错误信息",
  "The clips are unchanged": "片段没有改变",

  "Internal error in Shotlist": "Shotlist 内部错误",
  "Please report it with the lines below. What was submitted is in the ledger and is not submitted again":
    "请附上以下内容报告此问题。已提交的任务都在账本中，不会重复提交",
  "Nothing was rendered or sent: {0}": "没有渲染或发送任何内容：{0}",
  "Nothing was rendered or sent: the drafts have {0}": "没有渲染或发送任何内容：草稿有 {0}",
  "Render this storyboard without --draft, or fix the shot": "请不加 --draft 渲染此分镜脚本，或修正该镜头",
  "No ledger found at {0}": "在 {0} 没有找到账本",
  "Run it where the storyboard is, or give the folder with --state": "请在分镜脚本所在处运行，或用 --state 指定目录",
  "Cannot create the state folder {0}: {1}": "无法创建状态目录 {0}：{1}",
  "Make its parent writable, or choose another folder with --state": "请使其上级目录可写，或用 --state 选择另一个目录",
  "{0} would be rendered {1} from {2}, which is rendered {3}": "{0} 将在 {1} 环境渲染，而它依赖的 {2} 在 {3} 环境渲染",
  "Use one kind of endpoint for both with --base-url, or render with --mock":
    "请用 --base-url 让两者使用同一类端点，或用 --mock 渲染",
  "Nothing was submitted": "没有提交任何任务",
  "Nothing was changed": "未做任何修改",
  "{0} would be submitted again{1}, and this is not an interactive terminal": "将重新提交 {0}{1}，而当前不是交互式终端",
  "Add --yes to agree": "如同意，请加上 --yes",
  "Answer y, or add --yes": "请回答 y，或加上 --yes",
  "Answer y, or add --yes or a sufficient --budget; try it offline with --mock":
    "请回答 y，或加上 --yes 或足够的 --budget；也可用 --mock 离线试运行",
  "{0} would cost money, and this is not an interactive terminal": "{0}将产生费用，而当前不是交互式终端",
  "Add --yes or --budget to agree, or try it offline with --mock":
    "如同意，请加上 --yes 或 --budget；也可用 --mock 离线试运行",
  "The state changed while this command was starting": "此命令启动期间状态发生了变化",
  "Run it again: another command has changed the state.": "请重新运行：另一个命令修改了状态。",
};

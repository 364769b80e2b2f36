import type { Texts } from "../catalogue.ts";

/** Commands and their options. */
export const help: Texts = {
  "{0}.": "{0}。",
  "Usage: {0}": "用法：{0}",
  "Options:\n{0}": "选项：\n{0}",
  "Examples:\n{0}": "示例：\n{0}",
  "Commands:\n{0}": "命令：\n{0}",
  "Storyboards as code: compile, render and mock AI video, and never pay twice.":
    "分镜脚本即代码：编译、渲染、模拟 AI 视频，绝不重复付费。",
  "Usage: shotlist {0} … [OPTIONS]": "用法：shotlist {0} … [选项]",
  "Run shotlist COMMAND --help for more about a command.": "运行 shotlist COMMAND --help 查看某个命令的详细说明。",

  // What the commands do.
  "Create a storyboard that you can render with the mock right away": "创建一个可以立即用 mock 服务渲染的分镜脚本",
  "Check storyboards for errors": "检查分镜脚本中的错误",
  "Format storyboards (comments are kept)": "格式化分镜脚本（保留注释）",
  "Show what a render would do and cost; nothing is sent": "显示将要渲染的内容和费用；不发送任何请求",
  "Render what is not rendered yet; run it again to resume": "渲染尚未渲染的内容；再次运行即可继续",
  "Show the state and cost of every take": "显示每个镜次的状态和费用",
  "Decide what happens to uncertain submits and lost tasks": "处理结果不明的提交和丢失的任务",
  "Let the next render submit failed takes again": "让下一次渲染重新提交失败的镜次",
  "Cancel tasks that have not started": "取消尚未开始的任务",
  "Choose a version of a take; updates its file and the lock file": "选择镜次的版本；同时更新输出文件和锁文件",
  "Mark clips as approved (saved in the lock file)": "将片段标记为通过（记录在锁文件中）",
  "Mark clips as rejected; `shotlist retry` renders new ones": "将片段标记为不通过；用 `shotlist retry` 重新渲染",
  "Join the chosen clips of each variant into one film (needs ffmpeg)":
    "将每个变体选定的片段合成为一部成片（需要 ffmpeg）",
  "Print a ledger as text, for git, a backup or another machine": "以文本形式输出账本，用于 git、备份或另一台机器",
  "Import exported ledgers or lock files; nothing is lost": "导入已导出的账本或锁文件；不会丢失任何记录",
  "Rebuild a lost ledger from the receipts of its clips": "根据片段的回执重建丢失的账本",
  "Check every stored clip against the ledger": "对照账本检查每个已保存的片段",
  "List files the store no longer needs; --apply deletes them": "列出存储中不再需要的文件；加 --apply 则删除",
  "Show the models of a provider": "显示服务商提供的模型",
  "Check the setup for problems (costs nothing)": "检查运行环境是否有问题（不产生费用）",
  "Run a local server that plays the vendors, offline and without a key": "运行模拟各厂商的本地服务，无需联网和密钥",
  "Test an endpoint against its format, rule by rule": "按格式逐条规则测试端点",
  "Validate a message in a JSON file against its format's schema": "按格式的 schema 校验 JSON 文件中的消息",
  "Record a session with an endpoint in a file, without keys, links or texts":
    "将与端点的会话录制到文件，不含密钥、链接和文本",
  "Replay a recorded endpoint on a local port": "在本地端口上重放录制的端点",
  "Print the OpenAPI 3.1 document of a format": "输出格式的 OpenAPI 3.1 文档",
  "Show where recorded sessions differ from their format, rule by rule": "逐条规则显示录制的会话与格式的偏差",
  "Show what changed between two OpenAPI documents or schemas, and what breaks":
    "显示两份 OpenAPI 文档或 schema 之间的变化，以及哪些变化不兼容",
  "Write an HTML page that compares JSON reports of contract run": "生成 HTML 页面，比较多份 contract run 的 JSON 报告",

  // Options of many commands.
  "Keep the clips of a shared ledger in this bucket, s3://BUCKET/PREFIX (default: $SHOTLIST_CLIPS)":
    "将共用账本的片段保存在此存储桶 s3://BUCKET/PREFIX 中（默认：$SHOTLIST_CLIPS）",
  "Use the ledger in this PostgreSQL database, which several machines share (default: $SHOTLIST_LEDGER)":
    "使用此 PostgreSQL 数据库中由多台机器共用的账本（默认：$SHOTLIST_LEDGER）",
  "Folder for the ledger and the clips (default: $SHOTLIST_STATE or .shotlist)":
    "存放账本和片段的目录（默认：$SHOTLIST_STATE 或 .shotlist）",
  "Read keys from this file; environment variables take precedence": "从此文件读取密钥；环境变量优先",
  "Show this help": "显示此帮助",
  "Language of messages: en or zh (default: from LC_ALL, LC_MESSAGES or LANG)":
    "消息的语言：en 或 zh（默认取自 LC_ALL、LC_MESSAGES 或 LANG）",
  "Print one JSON document": "输出一个 JSON 文档",
  "Treat warnings as errors": "将警告视为错误",
  "Read the owner's settings from FILE instead of shotlist.config.yaml":
    "从 FILE 而不是 shotlist.config.yaml 读取所有者的设置",
  "Allow storyboards to read this environment variable": "允许分镜脚本读取此环境变量",
  "Allow the storyboard's keys to be sent to this host": "允许将分镜脚本的密钥发送到此主机",
  "Realm to use where several match: live, local or mock": "有多个环境匹配时使用哪一个：live、local 或 mock",
  "Reason, saved in the lock file": "原因，记录在锁文件中",
  "Use the cheapest form of every shot that its model documents, in a separate folder":
    "按模型文档中最便宜的形式渲染每个镜头，存放在单独的目录",
  "Check another endpoint": "检查另一个端点",
  "Ask another endpoint": "查询另一个端点",
  "Folder for the clips": "存放片段的目录",
  "Agree to pay without a prompt": "同意付费，不再询问",
  "Hand the takes to the workers of a shared ledger (shotlist worker), and leave":
    "将镜次交给共用账本的工作进程（shotlist worker），然后退出",
  "Render what was handed over with render --detach, until stopped": "渲染以 render --detach 交付的镜次，直到被停止",
  "End when nothing is left to render": "没有待渲染的内容时结束",
  "Maximum number of takes to work on (default: 20)": "同时处理的镜次数上限（默认：20）",

  // plan and render.
  "Plan for the built-in mock": "按内置的 mock 服务制定计划",
  "Plan for another endpoint": "按另一个端点制定计划",
  "Show every request as a curl command, without the key": "以 curl 命令显示每个请求，不含密钥",
  "Plan only these takes and what they need; * matches anything": "只计划这些镜次及其依赖；* 匹配任意内容",
  "Count takes that are already rendered instead of listing them": "已渲染的镜次只计数，不逐条列出",
  "Show what differs from this commit or branch, in takes and cost": "显示与此提交或分支相比，镜次和费用的差异",
  "Write the plan to a file for shotlist render --plan": "将计划写入文件，供 shotlist render --plan 使用",
  "Exit with 7 if there is something to render": "有内容需要渲染时以 7 退出",
  "Render with the built-in mock: no key, no network, no cost": "用内置的 mock 服务渲染：无需密钥和网络，没有费用",
  "Send requests to another endpoint": "将请求发送到另一个端点",
  "Run a plan written by shotlist plan --out, exactly or not at all":
    "执行 shotlist plan --out 写出的计划：要么完全照办，要么什么都不做",
  "Render only these takes and what they need; * matches anything": "只渲染这些镜次及其依赖；* 匹配任意内容",
  "Maximum number of tasks in flight": "同时进行的任务数上限",
  "Maximum number of tasks to submit": "提交的任务数上限",
  'Maximum amount to spend, such as "200 CNY"; one per currency': '费用上限，例如 "200 CNY"；每种货币一个',
  "hard, soft (shots that depend on paid ones may exceed the budget) or cautious":
    "hard、soft（依赖已付费镜头的镜头可以超出预算）或 cautious",
  "Stop waiting after this time, such as 50m; run again to collect": "等待到此时间为止，例如 50m；再次运行以取回片段",
  "Replace existing files that are not known clips": "覆盖已存在但不是已知片段的文件",
  "Pay again for clips that are gone": "为已丢失的片段再次付费",
  "With --mock: how many times faster than real time (default: {0})": "与 --mock 合用：比实际时间快多少倍（默认：{0}）",
  "Print one JSON document at the end": "结束时输出一个 JSON 文档",
  "Print one JSON document per event": "每个事件输出一个 JSON 文档",

  // What was rendered.
  "Only takes that failed, expired or were cancelled": "只显示失败、过期或已取消的镜次",
  "Show it again every few seconds until nobody works on it, or until Ctrl-C":
    "每隔几秒重新显示，直到没有进程在处理，或按 Ctrl-C 为止",
  "Print one JSON document; with --watch, one per change": "输出一个 JSON 文档；加 --watch 时每次变化输出一个",
  "Only these takes; * matches anything": "只显示这些镜次；* 匹配任意内容",
  "Print CSV for a spreadsheet; with FILE it includes prompts, variants and files":
    "输出 CSV 表格；给出 FILE 时包含提示词、变体和文件",
  "Show what needs a decision": "显示需要处理的镜次",
  "The vendor has this task: use it for the take": "厂商处有此任务：把它用于该镜次",
  "Undo an --adopt of this task: the take is uncertain again": "撤销对此任务的 --adopt：该镜次重新变为结果不明",
  "The vendor has no task: submit again with the next render; may be charged twice":
    "厂商处没有任务：下一次渲染时重新提交；可能被重复收费",
  "Give up the clip": "放弃此片段",
  "With --resubmit: agree to pay without a prompt": "与 --resubmit 合用：同意付费，不再询问",
  "All failed takes (the default), except those refused for their content":
    "所有失败的镜次（默认），因内容被拒绝的除外",
  "These takes, including good ones; their clips are kept, and new versions are added":
    "这些镜次，包括成功的；保留原有片段，并增加新版本",
  "File to write (default: {0})": "要写入的文件（默认：{0}）",
  "Put the clips into the page, so that it can be shared as one file": "将片段嵌入页面，以便作为单个文件分享",
  "Use clips that were rendered with --mock": "使用以 --mock 渲染的片段",
  "Make only this film, by its file name without .mp4": "只合成这部成片，用不含 .mp4 的文件名指定",
  "Folder for the films (default: <output>/<storyboard>/cut)": "存放成片的目录（默认：<output>/<storyboard>/cut）",
  "Also write the timeline, with an EDL next to it, for an editing program": "同时写出时间线和 EDL，供剪辑软件使用",
  "Replace existing files that Shotlist did not make": "覆盖已存在但不是由 Shotlist 生成的文件",
  "Write to this file": "写入此文件",
  "Delete them": "删除这些文件",
  "Change nothing; exit with 1 if a file would change": "不修改文件；如有文件需要修改则以 1 退出",
  "Provider to render with (default: {0})": "用于渲染的服务商（默认：{0}）",
};

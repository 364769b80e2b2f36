import type { Texts } from "../catalogue.ts";

/** Keys, providers, what `doctor` finds, plans that moved on, and ways out that name a command. */
export const endpoints: Texts = {
  "No key for {0}: {1} is not set": "{0} 没有密钥：未设置 {1}",
  "Set {0}, give a file that contains it with --env-file, or try it offline with --mock":
    "请设置 {0}，或用 --env-file 给出包含它的文件，或用 --mock 离线试运行",
  "Set {0}, or give a file that contains it with --env-file": "请设置 {0}，或用 --env-file 给出包含它的文件",
  "{0} contains a character that no key has, such as a line break": "{0} 包含密钥中不会出现的字符，例如换行",
  "{0} is not a key: it has fewer than {1} characters": "{0} 不是密钥：少于 {1} 个字符",
  "Copy the key of {0} again": "请重新复制 {0} 的密钥",
  "Copy the key of {0} again, on one line and without quotes": "请重新复制 {0} 的密钥：单行，不带引号",
  "{0} is not the name of a vendor's key, so it is not sent": "{0} 不是厂商密钥的名称，因此不会发送",
  "Put the key in a variable that ends in _API_KEY, _KEY or _TOKEN and does not belong to a CI service, a cloud or a registry":
    "请将密钥放入以 _API_KEY、_KEY 或 _TOKEN 结尾、且不属于 CI 服务、云平台或软件仓库的变量",
  "The key in {0} may not be sent to {1}": "{0} 中的密钥不允许发送到 {1}",
  "If the host may get the key, add to {0}:\n\n{1}\nFor this run only: {2}":
    "如果允许该主机得到密钥，请在 {0} 中加入：\n\n{1}\n仅限本次运行：{2}",
  "--allow-key-host {0}": "--allow-key-host {0}",
  "Cannot use {0}: {1}": "无法使用 {0}：{1}",

  "facts of {0}": "{0} 的资料",
  "address of {0}": "{0} 的地址",
  "network of {0}": "{0} 的网络",
  "key of {0}": "{0} 的密钥",
  "space for {0}": "{0} 的空间",
  "{0} answered {1}": "{0} 返回 {1}",
  "{0} answers": "{0} 有响应",
  "{0} free": "剩余 {0}",
  "The vendor has problems; try again later": "厂商出现问题；请稍后再试",
  "{0} has nothing at {1} ({2}): the base URL is wrong": "{0} 的 {1} 不存在（{2}）：Base URL 有误",
  "Compare baseUrl with the vendor's documentation; part of its path may be missing":
    "请对照厂商文档检查 baseUrl；其路径可能缺了一部分",
  "Use baseUrl: {0}": "请使用 baseUrl: {0}",
  "{0} gives the same answer for an unknown task and an unknown address": "{0} 对未知任务和未知地址的响应相同",
  "The first submit will show whether baseUrl is correct": "第一次提交时即可知道 baseUrl 是否正确",
  "Node {0}": "Node {0}",
  "Install Node {0} or newer": "请安装 Node {0} 或更新版本",
  "{0} is writable{1}": "{0} 可写{1}",
  " (created when needed)": "（需要时创建）",
  "{0} is not writable: {1}": "{0} 不可写：{1}",
  "Free some space before a large batch": "大批量渲染前请腾出空间",
  "ffmpeg {0}": "ffmpeg {0}",
  "ffmpeg not found": "未找到 ffmpeg",
  "Only needed for shotlist cut, and where a shot continues one whose vendor returns no last frame":
    "仅用于 shotlist cut，以及厂商不返回尾帧时的镜头承接",
  "requests go through {0}{1}": "请求经由 {0}{1}",
  ", except {0}": "，{0} 除外",
  "{0} resolves to {1}, a placeholder address of a proxy; clips are downloaded through it too":
    "{0} 解析为代理的占位地址 {1}；片段也经它下载",
  "{0} resolves to {1}, which is not public: its clips would be paid for but not downloaded":
    "{0} 解析为非公网地址 {1}：片段会被计费但无法下载",
  "If the provider is in your own network, add to shotlist.config.yaml: linkHosts: [{0}]":
    "如果服务商在你自己的网络中，请在 shotlist.config.yaml 中加入：linkHosts: [{0}]",
  "If {0} is in your own network, add to {1}:\n\nlinkHosts: [{2}]":
    "如果 {0} 在你自己的网络中，请在 {1} 中加入：\n\nlinkHosts: [{2}]",
  "{0} is not set": "未设置 {0}",
  "{0} was rejected ({1}): {2}": "{0} 被拒绝（{1}）：{2}",
  "Create a new key at the vendor": "请在厂商处新建密钥",
  "{0} is set": "已设置 {0}",
  "{0} is not set, and {1} needs none": "未设置 {0}，{1} 也不需要",
  "matches the clock of {0}": "与 {0} 的时钟一致",
  "{0} ahead of the clock of {1}": "比 {1} 的时钟快 {0}",
  "{0} behind the clock of {1}": "比 {1} 的时钟慢 {0}",
  "Set the clock of this machine from the network": "请通过网络校准本机时钟",
  "{0} ended on {1}; your own endpoints with this format still work": "{0} 已于 {1} 停用；使用此格式的自有端点仍可用",
  "{0}{1}: last checked on {2}, more than {3} days ago": "{0}{1}：上次核对于 {2}，已超过 {3} 天",
  "{0}: its list prices are from {1}, more than {2} days ago": "{0}：官方标价为 {1} 的，已超过 {2} 天",
  "the format {0} has no documented list of models": "格式 {0} 的文档没有模型列表接口",
  "Set {0} to also ask the vendor": "设置 {0} 即可同时查询厂商",
  "the key was rejected ({0}): {1}": "密钥被拒绝（{0}）：{1}",
  "Check {0}": "请检查 {0}",
  "the vendor answered {0}": "厂商返回 {0}",
  "{0} without a list": "{0}，没有列表",
  "Try again later": "请稍后再试",

  "{0} is not a plan": "{0} 不是计划文件",
  "{0} is not a plan of this release": "{0} 不是此版本的计划文件",
  "Create one with: shotlist plan FILE --out plan.json": "用 shotlist plan FILE --out plan.json 创建",
  "{0} is out of date, so nothing was submitted:{1}{2}": "{0} 已过时，因此没有提交任何任务：{1}{2}",
  "Create the plan again with shotlist plan … --out, and review what changed":
    "请用 shotlist plan … --out 重新创建计划，并核对变化",
  "  and {0} more": "  另有 {0} 个",
  "{0}: it no longer exists": "{0}：已不存在",
  "it is new": "新增",
  "it was planned for {0}, but this is {1}": "计划环境为 {0}，而当前为 {1}",
  "its content has changed": "内容已更改",
  "its price is now {0}": "价格现为 {0}",
  "its provider's address, key, price or caps have changed": "其服务商的地址、密钥、价格或上限已更改",
  "its action was {0} and is now {1}": "操作原为 {0}，现为 {1}",
  "another run has submitted or decided it": "另一次运行已提交或处理它",
  "its request has changed": "请求已更改",
  "its place in the output folder has changed": "它在输出目录中的位置已更改",

  "Run `shotlist status`.": "请运行 `shotlist status`。",
  "Run `shotlist plan`.": "请运行 `shotlist plan`。",
  "`shotlist resolve --list` shows what needs a decision.": "用 `shotlist resolve --list` 查看需要处理的镜次。",
  "Decide it with `shotlist resolve`.": "请用 `shotlist resolve` 处理。",
  "Free some space, then give the task to its take: {0}": "请腾出空间，然后将任务交给其镜次：{0}",
  "Run `shotlist render`.": "请运行 `shotlist render`。",
  "Run `shotlist retry` to submit it again.": "运行 `shotlist retry` 重新提交。",
  "Restore the store, or pay for the clip again with --rebuy.": "请恢复存储，或用 --rebuy 为该片段再次付费。",
  "See `shotlist plan`; to render it again, add --yes, or --budget if there is a price.":
    "请查看 `shotlist plan`；如要重新渲染，请加上 --yes，有价格时也可用 --budget。",
  "Raise --max-tasks, or run again.": "请提高 --max-tasks，或再次运行。",
  "Run `shotlist verify`, then render again: the clip is downloaded while its link works, and not paid for again.":
    "先运行 `shotlist verify`，再重新渲染：链接有效时会重新下载，不会重复付费。",
  "Restore it from a backup, or rebuild it from the receipts of the clips with `shotlist ledger rebuild`.":
    "请从备份恢复，或用 `shotlist ledger rebuild` 根据片段的回执重建。",
  "Restore it from a backup, or move it away and rebuild it from the receipts of the clips with `shotlist ledger rebuild`. Nothing is submitted until then.":
    "请从备份恢复，或将其移走后用 `shotlist ledger rebuild` 根据片段的回执重建。在此之前不会提交任何任务。",
  "Nothing was imported. Export it again with `shotlist ledger export`.":
    "没有导入任何内容。请用 `shotlist ledger export` 重新导出。",
  "It records what is paid for. Merge both sides with `{0}`, or restore it from git.":
    "它记录了已付费的内容。请用 `{0}` 合并双方，或从 git 恢复。",
  "Make the folder writable, or choose others with --state and --out; then run the same command again.":
    "请使目录可写，或用 --state 和 --out 选择其他目录，然后重新运行同一命令。",
  "Choose other folders with --state and --out; then run the same command again.":
    "请用 --state 和 --out 选择其他目录，然后重新运行同一命令。",
  "Or limit the tasks with --max-tasks.": "或用 --max-tasks 限制任务数。",
  "`shotlist doctor` shows which proxy is used.": "用 `shotlist doctor` 查看使用的代理。",
  "Run `shotlist doctor`.": "请运行 `shotlist doctor`。",
};

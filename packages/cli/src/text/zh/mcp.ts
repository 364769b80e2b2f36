import type { Texts } from "../catalogue.ts";

/** What assistants and the people behind them read. */
export const mcp: Texts = {
  "Serve storyboards to assistants over the Model Context Protocol (MCP)":
    "通过 Model Context Protocol（MCP）向助手提供分镜脚本",
  'Maximum that all renders of this server may spend, such as "20 CNY"':
    "此服务器的所有渲染合计最多可花费的金额，例如 “20 CNY”",
  "Pay for this": "同意付费",
  "Nothing was submitted: the person did not agree to pay.": "未提交任何任务：用户没有同意付费。",
  "at a cost that is not known": "费用未知",
  "for at most {0} {1}": "最多 {0} {1}",
  "Submit {0} {1}?": "提交 {0}（{1}）？",
  "the budget of this server is {0} {1}": "此服务器的预算为 {0} {1}",
  "Nothing was submitted: {0}, and the cost of some tasks is not known. Set a price.":
    "未提交任何任务：{0}，而部分任务的费用未知。请设置价格。",
  "Nothing was submitted: {0}, and this costs {1}.": "未提交任何任务：{0}，而此次费用的货币为 {1}。",
  "Nothing was submitted: this costs up to {0} {1}, {2}, and {3} {4} are left.":
    "未提交任何任务：此次最多需要 {0} {1}，{2}，还剩 {3} {4}。",
  "shotlist mcp needs the package @modelcontextprotocol/server": "shotlist mcp 需要软件包 @modelcontextprotocol/server",
  "Install it: npm install @modelcontextprotocol/server": "请安装：npm install @modelcontextprotocol/server",
  "Check and plan storyboards before you render them, and try them with render_mock, which costs nothing. render costs money: a person is asked each time.":
    "渲染之前请先检查并规划分镜脚本，并用不花钱的 render_mock 试渲染。render 需要花钱：每次都会询问用户。",
  "Paths of storyboards, below the folder in which the server was started":
    "分镜脚本的路径，须位于启动服务器的文件夹之内",
  "Only these takes and what they need; * matches anything": "仅这些镜头及其依赖项；* 匹配任意内容",
  "exit code {0}": "退出码 {0}",
  "Check storyboards": "检查分镜脚本",
  "Checks storyboards for errors: diagnostics with line, column and a way out":
    "检查分镜脚本中的错误：诊断带有行、列和解决办法",
  "Plan a render": "规划渲染",
  "Shows what a render would do, take by take, and what it costs at most": "逐个镜头显示渲染会做什么以及最多花费多少",
  "Render with the mock": "用模拟服务渲染",
  "Renders with the built-in mock: no key, no network, no cost": "用内置模拟服务渲染：无需密钥、网络和费用",
  "Render for money": "付费渲染",
  "Renders at the vendor for money, after a person agreed to the cost of exactly these tasks":
    "在用户同意这些任务的费用之后，在服务商处付费渲染",
  "Status of takes": "镜头状态",
  "Shows the state and cost of every take that was ever rendered": "显示每个渲染过的镜头的状态和费用",
  "Contact sheet": "片段总览",
  "Writes report.html, a page on which every clip can be played": "写入 report.html，可在该页面播放每个片段",
  "{0} is outside the folder of this server, {1}": "{0} 不在此服务器的文件夹 {1} 之内",
};

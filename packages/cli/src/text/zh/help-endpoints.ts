import type { Texts } from "../catalogue.ts";

/** Options of `mock`, `webhooks` and the `contract` commands, and of webhooks in `render`. */
export const helpEndpoints: Texts = {
  "Receive webhooks for all runs on a shared ledger": "为使用同一共享账本的所有运行接收 webhook",
  "URL that vendors call when a task has ended": "任务结束时厂商调用的 URL",
  "Receive these calls at this port of this machine, 0 for any free one":
    "在本机的此端口接收这些调用，0 表示任意空闲端口",
  "With --webhook-port: address to listen on (default: 127.0.0.1)":
    "与 --webhook-port 一起使用：监听的地址（默认：127.0.0.1）",
  "Receiving webhooks at {0}": "正在 {0} 接收 webhook",
  "Receiving webhooks at {0}\n{1}": "正在 {0} 接收 webhook\n{1}",
  "--webhook-port needs --webhook-url": "--webhook-port 需要与 --webhook-url 一起使用",
  "--webhook-host needs --webhook-port": "--webhook-host 需要与 --webhook-port 一起使用",
  "--webhook-url takes an http or https URL": "--webhook-url 需要 http 或 https 的 URL",
  "It is the address that vendors call, such as that of a tunnel to the port":
    "它是厂商调用的地址，例如通向该端口的隧道地址",
  "shotlist webhooks needs a shared ledger": "shotlist webhooks 需要共享账本",
  "Set SHOTLIST_LEDGER, or let a run receive its own webhooks with render --webhook-url URL --webhook-port N":
    "设置 SHOTLIST_LEDGER，或用 render --webhook-url URL --webhook-port N 让一次运行自己接收 webhook",
  "Also serve this format at the root": "同时在根路径上提供此格式",
  'Play this edition where a format has it; "ended" plays APIs that vendors have shut down':
    '如果格式有此版次，则按它模拟；"ended" 模拟厂商已停用的 API',
  "Port to listen on, 0 for any free port (default: {0})": "监听的端口，0 表示任意空闲端口（默认：{0}）",
  "Address to listen on (default: 127.0.0.1)": "监听的地址（默认：127.0.0.1）",
  "Allow a host that other machines can reach, such as 0.0.0.0 in a container":
    "允许其他机器可以访问的地址，例如容器中的 0.0.0.0",
  "Also answer to this host name": "同时响应此主机名",
  "How many times faster than real time tasks run (default: 60)": "任务比实际时间快多少倍（默认：60）",
  "Stop the clock; move it with POST /__mock/clock": "停止时钟；用 POST /__mock/clock 拨动",
  'Seed for ids, durations and clips (default: "shotlist")': '生成 id、时长和片段的种子（默认："shotlist"）',
  "Answer polls of a format in another shape that was seen in real answers":
    "用真实响应中出现过的另一种结构回应某格式的轮询",
  "Inject the faults described in this YAML file": "注入此 YAML 文件描述的故障",
  "URL for events of the whole account, such as video.completed": "接收整个账户事件的 URL，例如 video.completed",
  "Allow calls from any web page, not only from pages of this machine": "允许任何网页调用，而不仅限于本机的网页",
  "Also refuse what a vendor would ignore": "厂商会忽略的内容也拒绝",
  "Print the addresses as one JSON document": "以一个 JSON 文档输出地址",
  "Print the address as one JSON document": "以一个 JSON 文档输出地址",

  "Format to test against": "测试所依据的格式",
  "Edition to test against (default: what all editions have in common)": "测试所依据的版次（默认：所有版次的共同部分）",
  "Edition of the format (default: the newest)": "格式的版次（默认：最新）",
  "URL of the endpoint": "端点的 URL",
  "Run only cases whose id matches; * matches anything": "只运行 id 匹配的用例；* 匹配任意内容",
  "Allow an endpoint that is not on this machine: reads, and submits with an invalid key":
    "允许不在本机的端点：只读请求，以及使用无效密钥的提交",
  "Maximum number of submits with a valid key": "使用有效密钥的提交数上限",
  'Maximum cost of these submits, such as "20 CNY"': '这些提交的费用上限，例如 "20 CNY"',
  "Time limit for one case (default: 900, or 60 if its clock can be moved)":
    "单个用例的时限（默认 900；如果可以拨动其时钟，则为 60）",
  "Seed for bodies and timings; the same seed repeats them": "请求体和时序的种子；相同的种子得到相同的结果",
  "Treat advice as failures": "将建议视为失败",
  "Treat advice as errors": "将建议视为错误",
  "Print the report as one JSON document": "以一个 JSON 文档输出报告",
  "Write the report as JUnit XML": "以 JUnit XML 写出报告",
  "Write the report as an HTML page": "以 HTML 页面写出报告",
  "Write an SVG badge with the share of rules that the endpoint passes": "写出 SVG 徽章，显示端点通过的规则比例",
  "Fail only for deviations that this file does not accept": "只有此文件未接受的偏差才算失败",
  "Write the deviations of this run to the --baseline file": "将本次运行的偏差写入 --baseline 文件",
  "Save the run in this file, and continue from it": "将运行保存在此文件中，并从中继续",
  "Record the calls for contract drift; the file must not exist yet":
    "录制调用，供 contract drift 使用；文件不能已存在",

  "Edition of the format to check against (default: any)": "校验所依据的格式版次（默认：任意）",
  "Format of the endpoint": "端点的格式",
  "URL of the endpoint; nothing else is called": "端点的 URL；不会调用其他地址",
  "File to write, one call per line; it must not exist yet": "要写入的文件，每行一次调用；不能已存在",
  "Stop after this time, such as 30s (default: when interrupted)": "到此时间后停止，例如 30s（默认：被中断时）",
  "Calls to record; later ones are only forwarded (default: {0})": "录制的调用数；之后的只转发（默认：{0}）",
  "Allow an endpoint that is not on this machine; submits there may cost money":
    "允许不在本机的端点；向它提交可能产生费用",
  "Submits to forward; later ones are refused (default: 10 if not on this machine)":
    "转发的提交数；之后的将被拒绝（默认：端点不在本机时为 10）",
  "File to serve for every clip link (default: an MP4 file without a picture)":
    "每个片段链接返回的文件（默认：没有画面的 MP4 文件）",
  "Format of a HAR file or another trace; a recording names its own": "HAR 文件或其他跟踪记录的格式；录制文件自带格式",
  "Treat advice and anything unknown to the format as drift": "将建议以及格式未知的内容视为偏差",
  "A recording whose calls the newer document must also accept": "一份录制，其中的调用也必须被新文档接受",
  "Format of a --trace file that is not a recording": "--trace 文件不是录制文件时的格式",
  "File to write": "要写入的文件",
};

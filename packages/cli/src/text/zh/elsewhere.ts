import type { Texts } from "../catalogue.ts";

/**
 * Texts that no source of ours has whole, such as the words of libuv for failed calls and reasons that begin with a state, and texts
 * of which two wordings are in use. Nothing here is held to the sources.
 */
export const elsewhere: Texts = {
  "{0} to {1} seconds": "{0} 到 {1} 秒",
  "{0} to {1} whole seconds": "{0} 到 {1} 秒（整数）",
  "space for state": "状态目录的空间",
  "space for clips": "片段目录的空间",
  "This base URL ends with the start of the format's paths: requests would go to {0}":
    "此 Base URL 的结尾与格式路径的开头重复：请求会发往 {0}",
  "The base URL {0} ends with the start of the format's paths: requests would go to {1}":
    "Base URL {0} 的结尾与格式路径的开头重复：请求会发往 {1}",
  " from text alone": "（仅由文字）",
  "it has no separate draft": "它没有单独的草稿",
  "Serve check, plan, render, status and report to assistants (MCP, over standard input and output)":
    "向助手提供 check、plan、render、status 和 report（MCP，经标准输入输出）",
  'Maximum that all renders of this server may spend, such as "20 CNY"': '此服务所有渲染的费用上限，例如 "20 CNY"',
  "shotlist mcp needs the package @modelcontextprotocol/server": "shotlist mcp 需要 @modelcontextprotocol/server 包",
  "Install it: npm install @modelcontextprotocol/server": "请安装：npm install @modelcontextprotocol/server",
  "cancelled: {0}": "已取消：{0}",
  "expired: {0}": "已过期：{0}",
  "Write a prompt.": "请写提示词。",
  "Write ${{ ref.{0}s[{1}] }}, which is translated for each provider.":
    "请写成 ${{ ref.{0}s[{1}] }}，它会按各服务商转换。",
  "no such file or directory": "没有那个文件或目录",
  "permission denied": "权限不足",
  "operation not permitted": "不允许的操作",
  "no space left on device": "设备上没有剩余空间",
  "disk quota exceeded": "超出磁盘配额",
  "read-only file system": "只读文件系统",
  "illegal operation on a directory": "不能对目录执行此操作",
  "not a directory": "不是目录",
  "file already exists": "文件已存在",
  "address already in use": "地址已被占用",
  "too many symbolic links encountered": "符号链接层数过多",
  "too many open files": "打开的文件过多",
  "name too long": "名称过长",
  "i/o error": "输入输出错误",
};

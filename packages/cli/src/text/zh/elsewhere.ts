import type { Texts } from "../catalogue.ts";

/** Texts that no source of ours has whole: the words of libuv for failed calls, and reasons that begin with a state. */
export const elsewhere: Texts = {
  "{0} to {1} seconds": "{0} 到 {1} 秒",
  "{0} to {1} whole seconds": "{0} 到 {1} 秒（整数）",
  "space for state": "状态目录的空间",
  "space for clips": "片段目录的空间",
  "cancelled: {0}": "已取消：{0}",
  "expired: {0}": "已过期：{0}",
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

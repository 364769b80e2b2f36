import { CommandError } from "../../world/errors.ts";
import { ExitCode } from "../../world/exit-code.ts";
import { runProgram } from "../../programs/run-program.ts";

/** A script that the usual fonts lack, with the face to name and what fontconfig calls the language. */
interface Script {
  readonly face: string;
  readonly fontconfig: string;
}

/** Without its own face a Chinese text is drawn with Japanese forms, and without any such font as empty boxes. */
const scripts: Readonly<Record<string, Script>> = {
  zho: { face: "Noto Sans CJK SC", fontconfig: "zh-cn" },
  yue: { face: "Noto Sans CJK HK", fontconfig: "zh-hk" },
  jpn: { face: "Noto Sans CJK JP", fontconfig: "ja" },
  kor: { face: "Noto Sans CJK KR", fontconfig: "ko" },
};

/** The face to burn subtitles of a language with; `undefined` leaves the choice to ffmpeg. Throws where no font has its letters. */
export async function faceFor(language: string): Promise<string | undefined> {
  const script = scripts[language];
  if (script === undefined) return undefined;
  const families = await runProgram("fc-list", [`:lang=${script.fontconfig}`, "family"]);
  const names = families.split("\n").flatMap((line) => line.split(",").map((name) => name.trim()));
  const found = names.includes(script.face) ? script.face : names.find((name) => name !== "");
  if (found !== undefined) return found;
  throw new CommandError(
    `No font on this machine has the characters of ${language}, so its subtitles cannot be burned in`,
    {
      code: "font_missing",
      exitCode: ExitCode.failed,
      hint: "Install one (Debian: apt-get install fonts-noto-cjk), or remove `burn:`",
    },
  );
}

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { root } from "../src/sources.ts";

const run = promisify(execFile);
const launcher = join(root, "packages/cli/bin/shotlist.js");
const storyboard = `shotlist: 1
name: launch
provider: wisgate
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { lang: [en, de] }
shots:
  - { id: reveal, prompt: "A watch, \${{ matrix.lang }}" }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-shells-"));
  await writeFile(join(folder, "launch.yaml"), storyboard);
  await writeFile(join(folder, "shotlist"), `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`, {
    mode: 0o755,
  });
  return () => rm(folder, { recursive: true });
});

/** Ends a shell that hangs, so that nothing is left behind; it does not judge how fast one is. */
const hangMs = 300_000;

/** What a shell prints in the folder, with `shotlist` on its path. */
async function printed(shell: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(shell, words, {
    cwd: folder,
    env: { PATH: `${folder}:${process.env["PATH"]}`, HOME: folder },
    timeout: hangMs,
  });
  return stdout.split("\n").filter(Boolean);
}

/** Bash fills COMPREPLY as it does when somebody presses Tab at the end of the line. */
const inBash = (line: string): Promise<readonly string[]> =>
  printed(
    "bash",
    "--norc",
    "-c",
    `source <(shotlist completion bash); COMP_LINE=$1; COMP_POINT=\${#1}; _shotlist_complete; printf '%s\\n' "\${COMPREPLY[@]}"`,
    "-",
    line,
  );

const inFish = async (line: string): Promise<readonly string[]> => {
  const script = `shotlist completion fish | source; complete -C ${JSON.stringify(line)}`;
  return (await printed("fish", "--no-config", "-c", script)).map((candidate) => candidate.split("\t")[0] ?? "");
};

/**
 * Zsh completes only at a terminal of its own, which its `zpty` module is. What is typed before its line editor has the terminal is the
 * terminal's to edit, so each line is typed when the editor says that it is there. The mark is not in what is typed, which is echoed.
 */
const inZsh = async (line: string): Promise<readonly string[]> => {
  const script = `
    until-ready() { while zpty -r shell output; do [[ "$output" == *EDITOR-READY* ]] && break; done }
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell 'PS1= PROMPT= ; zle-line-init() { print -r -- EDITOR-""READY }; zle -N zle-line-init'
    until-ready
    zpty -w shell "autoload -Uz compinit; compinit -u -d $PWD/dump; source <(shotlist completion zsh)"
    until-ready
    zpty -w shell 'zstyle ":completion:*" list-prompt ""; LISTMAX=1000'
    until-ready
    zpty -w -n shell ${JSON.stringify(line)}$'\\t'
    zpty -w -n shell $'\\x15print -r END\\n'
    while zpty -r shell output; do print -r -- "$output"; [[ "$output" == END* ]] && break; done
  `;
  return printed("zsh", "-f", "-c", script);
};

test("bash completes commands, options, shots and takes, whose = it breaks words at", async () => {
  expect(await inBash("shotlist rev")).toEqual(["review"]);
  expect(await inBash("shotlist render launch.yaml --ju")).toEqual(["--junit"]);
  expect(await inBash("shotlist render launch.yaml --only re")).toEqual([
    "reveal",
    String.raw`reveal\[lang=en\]`,
    String.raw`reveal\[lang=de\]`,
  ]);
  expect(await inBash("shotlist render launch.yaml --only reveal[lang=e")).toEqual([String.raw`en\]`]);
  expect(await inBash("shotlist render ")).toEqual([]);
});

test("fish completes commands, options, shots and takes, and files where those are meant", async () => {
  expect(await inFish("shotlist rev")).toEqual(["review"]);
  expect(await inFish("shotlist render launch.yaml --ju")).toEqual(["--junit"]);
  expect(await inFish("shotlist render launch.yaml --only re")).toEqual(
    expect.arrayContaining(["reveal", "reveal[lang=en]", "reveal[lang=de]"]),
  );
  expect(await inFish("shotlist render l")).toEqual(["launch.yaml"]);
});

test("zsh completes a command", async () => {
  expect((await inZsh("shotlist rev")).join("\n")).toContain("shotlist review");
});

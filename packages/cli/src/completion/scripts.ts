/** Shells that have a script. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/**
 * What a shell runs at its start. Each asks `shotlist completion SHELL -- WORDS`, WORDS being those up to the cursor, for lines of a
 * candidate, a tab and what it is. Where nothing comes back, the shell completes files.
 */
export const completionScripts: { readonly [shell in Shell]: string } = {
  bash: `# shotlist completion for bash; put into ~/.bashrc: source <(shotlist completion bash)
_shotlist_complete() {
  local line="\${COMP_LINE:0:COMP_POINT}" candidates candidate prefix
  local -a words=()
  # Words as a person sees them: bash itself also breaks them at = and :, which takes contain.
  read -ra words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  prefix="\${words[-1]}"
  candidates="$(shotlist completion bash -- "\${words[@]:1}" 2>/dev/null)" || return
  COMPREPLY=()
  # Bash replaces what follows the last of its own breaks, so that only the rest is given.
  local broken="\${prefix%"\${prefix##*[=:]}"}"
  [[ "$COMP_WORDBREAKS" == *[=:]* ]] || broken=""
  while IFS=$'\\t' read -r candidate _; do
    [[ -n "$candidate" ]] && COMPREPLY+=("$(printf '%q' "\${candidate#"$broken"}")")
  done <<< "$candidates"
}
complete -o default -F _shotlist_complete shotlist
`,
  zsh: `#compdef shotlist
# shotlist completion for zsh; put into ~/.zshrc after compinit: source <(shotlist completion zsh)
_shotlist() {
  local -a values descriptions
  local value description
  # Quotes are for the shell: the words are asked for without them.
  while IFS=$'\\t' read -r value description; do
    [[ -n "$value" ]] || continue
    values+=("$value")
    descriptions+=("\${value}\${description:+  -- $description}")
  done < <(shotlist completion zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#values} )); then
    compadd -l -d descriptions -a values
  else
    _files
  fi
}
if (( $+functions[compdef] )); then compdef _shotlist shotlist; fi
`,
  fish: `# shotlist completion for fish; put into ~/.config/fish/completions/shotlist.fish: shotlist completion fish | source
function __shotlist_complete
    set -l words (commandline --tokens-expanded --cut-at-cursor 2>/dev/null; or commandline -opc)
    shotlist completion fish -- $words[2..-1] (commandline -ct) 2>/dev/null
end
function __shotlist_has_candidates
    test (count (__shotlist_complete)) -gt 0
end
complete -c shotlist -n __shotlist_has_candidates -f -a '(__shotlist_complete)'
`,
};

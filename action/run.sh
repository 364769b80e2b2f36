#!/usr/bin/env bash
# Plans on pull requests and renders otherwise. Everything comes in through variables, so that no text of a pull request is ever part of a script.
set -uo pipefail
read -ra command <<< "${SHOTLIST_COMMAND:-npx --yes shotlist@${SHOTLIST_VERSION:-latest}}"
read -ra patterns <<< "$SHOTLIST_FILES"
files=()
for pattern in "${patterns[@]}"; do
  # A pattern that matches nothing stays as it is, and the command says that there is no such file.
  for file in $pattern; do files+=("$file"); done
done
target=()
[ "${SHOTLIST_MOCK:-false}" = true ] && target+=(--mock)
mkdir -p shotlist-report
echo "report=${PWD}/shotlist-report" >> "$GITHUB_OUTPUT"

if [ "${SHOTLIST_EVENT:-}" = pull_request ]; then
  base=()
  [ -n "${SHOTLIST_BASE:-}" ] && base+=(--base "$SHOTLIST_BASE")
  "${command[@]}" check "${files[@]}" || exit $?
  "${command[@]}" plan "${files[@]}" ${target[@]+"${target[@]}"} ${base[@]+"${base[@]}"} --markdown > shotlist-report/plan.md || exit $?
  cat shotlist-report/plan.md >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
  exit 0
fi

money=()
[ -n "${SHOTLIST_BUDGET:-}" ] && money+=(--budget "$SHOTLIST_BUDGET")
"${command[@]}" render "${files[@]}" ${target[@]+"${target[@]}"} ${money[@]+"${money[@]}"} --junit shotlist-report/junit.xml
status=$?
# The report is worth most when something failed.
"${command[@]}" report "${files[0]}" --embed --out shotlist-report/report.html || true
exit $status

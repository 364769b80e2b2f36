#!/usr/bin/env bash
# A studio: languages and ratios, a plan that is reviewed and then carried out, a review of many takes, films and a timeline.
set -euo pipefail

cat > campaign.yaml <<'YAML'
shotlist: 1
name: campaign
provider: wisgate
providers:
  wisgate:
    price: { currency: CNY, perClip: 4.5 }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix:
  lang: [en, zh]
  ratio: ["16:9", "9:16"]
shots:
  - id: reveal
    prompt: A watch turns slowly, ${{ matrix.lang }}
  - id: skyline
    prompt: A skyline from dusk to night
cut: true
YAML
shotlist check campaign.yaml
# Equal takes are paid once: two skylines, not four.
shotlist plan campaign.yaml --out plan.json | grep -q 'At most 27.00 CNY'
shotlist plan campaign.yaml --mock --out plan.json
shotlist render --plan plan.json --mock --speed 6000 --junit junit.xml
grep -q 'tests="8" failures="0" errors="0"' junit.xml
# A plan whose world has moved submits nothing.
if shotlist render --plan plan.json --mock; then exit 1; else [ $? = 2 ]; fi

shotlist reject 'campaign/reveal[[]lang=zh*' --note 'six fingers' || shotlist reject 'campaign/reveal*' --note 'six fingers'
shotlist report campaign.yaml
# What the page hands over: a decision with the clip that was looked at.
node -e '
  const page = require("node:fs").readFileSync("report.html", "utf8");
  const { takes } = JSON.parse(/id="data">([^]*?)<\/script>/u.exec(page)[1]);
  const of = takes.map(({ realm, storyboard, id, versions: [{ number, sha256 }] }) => (
    { realm, take: `${storyboard}/${id}`, version: number, sha256, verdict: "approved", note: "client call" }));
  require("node:fs").writeFileSync("decisions.json", JSON.stringify({ decisions: 1, of }));
'
shotlist review --apply decisions.json | grep -q '8 decisions saved'
[ "$(shotlist status campaign.yaml --csv | grep -c 'approved,client call')" = 8 ]

shotlist cut campaign.yaml --mock --otio timeline.otio
films=(renders-mock/campaign/cut/*.mp4)
[ "${#films[@]}" = 4 ]

/**
 * Words and turns that people do not search for and do not read at a glance, with what to write instead. `message-style.test.ts` holds
 * every message to it; add what you would have to explain to somebody in a hurry.
 */
export const dialect: readonly { readonly turn: RegExp; readonly instead: string }[] = [
  { turn: /\banew\b/iu, instead: "again" },
  { turn: /\bcall(?:s|ed)? off\b/iu, instead: "cancel" },
  { turn: /\bcarr(?:y|ies|ied) out\b/iu, instead: "run" },
  { turn: /\b(?:is|are|was|were|be) told\b/iu, instead: "say what is shown or sent" },
  { turn: /\bstands?\b/iu, instead: "is" },
  { turn: /\bbeside\b/iu, instead: "next to, with" },
  { turn: /\bheld? against\b|\bhold [^.]* against\b/iu, instead: "check against" },
  { turn: /\bis there already\b|\bexists already\b/iu, instead: "already exists" },
  { turn: /(?<!there |there's )\b(?:is|are) no (?!longer)/iu, instead: "is not a" },
  { turn: /\bremark(?:s|ed)?\b/iu, instead: "problem" },
  { turn: /\b(?:is|are|was|were) to be\b|\bnot to be had\b|\bto become of\b/iu, instead: "will be, is not available" },
  { turn: /\bfor want of\b/iu, instead: "without" },
  { turn: /\bwhoever\b/iu, instead: "name it" },
  { turn: /\bonce more\b/iu, instead: "again" },
  { turn: /\b(?:go|goes|went) on\b/iu, instead: "continue" },
  { turn: /\bla(?:y|ys|id) out\b/iu, instead: "format" },
  { turn: /\blies? (?:in|outside|below|beside)\b/iu, instead: "is in" },
  { turn: /\bleads? (?:to|into|through)\b/iu, instead: "resolves to, points to" },
  { turn: /\bhand(?:s|ed)? on\b/iu, instead: "forward" },
  { turn: /\bbroke off\b|\bbreaks? off\b/iu, instead: "stopped" },
  { turn: /\bknows no\b|\bknow no\b/iu, instead: "unknown" },
  { turn: /\bsays? it itself\b|\bof (?:its|their) own mistake\b/iu, instead: "plain words" },
  { turn: /\bdepart(?:s|ed|ures?)?\b/iu, instead: "differ, deviation" },
  { turn: /\bName (?:another|one|two)\b/u, instead: "Use, choose, give" },
  { turn: /\bLook at\b/u, instead: "Check, see, run" },
  { turn: /\bbills nothing\b|\bwithout money\b|\bno money\b/iu, instead: "costs nothing" },
];

/** What comments, names of tests and pages avoid as well; a shorter list, for they may be longer than a message. */
export const proseDialect: typeof dialect = [
  {
    turn: /\b(?:is|are|was|were) no (?!longer\b|more\b|one\b|way\b)(?<!\bthere (?:is|are|was|were) no )/iu,
    instead: "is not a",
  },
  { turn: /\bstands?\b(?! (?:for|still|out)\b|-ins?\b)/iu, instead: "is" },
  { turn: /\bstood\b/iu, instead: "was" },
  { turn: /\btold\b/iu, instead: "reported, shown, asked" },
  { turn: /\btells? (?:of|apart|nothing|nobody|anew)\b|\btell \w+ apart\b/iu, instead: "report, show, distinguish" },
  { turn: /\bbeside\b/iu, instead: "next to, with" },
  { turn: /\banew\b/iu, instead: "again" },
  { turn: /\bh(?:old|olds|eld|olding) (?:\w+ )?against\b/iu, instead: "check against" },
  { turn: /\bcall(?:s|ed|ing)? off\b/iu, instead: "cancel" },
  { turn: /\bto be had\b/iu, instead: "available" },
  { turn: /\bnothing but\b/iu, instead: "only" },
  { turn: /\bat hand\b/iu, instead: "available, current" },
  { turn: /\bbroke off\b|\bbreaks off\b/iu, instead: "stopped, ended" },
  { turn: /\b(?:is|were|was|are) news\b/iu, instead: "new" },
  { turn: /^\W*Answers (?:how|what|whether)\b/u, instead: "Returns" },
];

import { LIMITS } from '../contracts/limits.ts'
import type { OperatorRow, ValueKind } from '../contracts/operators/operator-row.ts'
import { OPERATORS } from '../contracts/operators/operator-table.ts'
import { EXAMPLES } from './examples.ts'

/**
 * `docs/targeting.md`: what a flag can say. The operators come from their table, the examples are parsed by a test, and
 * another test holds the file to this text.
 */
export function targetingGuide(): string {
  return [HEAD, operatorSections(), ...SECTIONS].join('\n\n').concat('\n')
}

const HEAD = `# Targeting: what a flag can say

<!-- Generated from the operator table: \`npm run docs:targeting\`. Edit shared/guide, not this file. -->

A flag is decided in this order; the first step that gives an answer ends it.

1. A flag that this release cannot decide answers \`ERROR\`, alone: its neighbours are not touched.
2. A disabled flag serves its off variant (\`DISABLED\`), or without one leaves the caller's code default.
3. The first rule serves whose **window** is open, whose **condition** holds and whose **rollout** takes the person: \`TARGETING_MATCH\`, or
   \`SPLIT\` when a bucket decided.
4. The default serves: \`STATIC\` in a flag without rules, otherwise \`DEFAULT\`, or \`SPLIT\` when it is a split.

\`explainFlag\` shows each of these steps with what was compared and what came out.

## Conditions

${example('combination')}

\`all\` holds when each of its conditions does (empty: for everybody), \`any\` when one does (empty: for nobody), \`not\` when its condition does not.
They nest ${LIMITS.conditionDepth} deep. A condition on an attribute names it by a dotted path (\`geo.country\`: the attribute of that very name, otherwise \`country\` in \`geo\`)
or by a JSON pointer (\`/plan.name\`, \`/cart/items/0\`). Names such as \`constructor\` or \`__proto__\` are names like any other.

**A value that is missing, or of a kind that the operator does not compare, satisfies no condition, negated or not.** So \`"negate": true\` says "there is a
value, and it is another one", while \`{"not": …}\` is purely logical and holds also for those of whom nothing is known. The only operator that a missing attribute
satisfies is \`exists\` with \`"negate": true\`. Nothing is converted: \`"5"\` is not \`5\`. A number that is not finite (\`1e400\`) is of no kind.

## Operators`

/** One section for each operator, from its row. */
function operatorSections(): string {
  const rows = Object.entries(OPERATORS) as unknown as readonly (readonly [string, OperatorRow<never>])[]
  return rows.map(([name, row]) => operatorSection(name, row)).join('\n\n')
}

function operatorSection(name: string, row: OperatorRow<never>): string {
  return [
    `### ${name}`,
    row.about,
    ['```json', JSON.stringify(row.example), '```'].join('\n'),
    [
      '| compares | any other kind | missing | `negate` | `ignoreCase` |',
      '|---|---|---|---|---|',
      `| ${row.compares.map((kind) => KIND_NAMES[kind]).join(', ')} | ${otherKinds(name)} | ${missing(name)} | ${yesNo(row.negatable)} | ${yesNo(row.ignoresCase)} |`,
    ].join('\n'),
    ...(row.detail === undefined ? [] : [row.detail]),
  ].join('\n\n')
}

const KIND_NAMES: Readonly<Record<ValueKind, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  list: 'list',
  object: 'object',
  null: '`null`',
}

function otherKinds(name: string): string {
  return name === 'exists' ? 'there is none' : 'does not satisfy, negated or not'
}

function missing(name: string): string {
  return name === 'exists' ? 'does not satisfy; negated, it does' : 'does not satisfy, negated or not'
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function example(name: keyof typeof EXAMPLES): string {
  return ['```json', JSON.stringify(EXAMPLES[name], undefined, 2), '```'].join('\n')
}

const SECTIONS = [
  `## Buckets

A person is placed in one of 100 000 buckets by a **salt** and an attribute (the targeting key, unless \`by\` names another). The same salt and the same person give the
same bucket: on every edge, in every release and language, for ever. A text that is not empty and a finite number can be placed. **Whoever cannot be placed is never
placed at random**: without a targeting key the answer is \`TARGETING_KEY_MISSING\`; without another attribute the rule is passed over (a default that splits by it
answers \`INVALID_CONTEXT\`). Ranges are half-open: neighbours neither overlap nor leave a gap.

| scheme | bucket | vectors |
|---|---|---|
| \`native\` | MurmurHash3 x86 32, seed 0, of the UTF-8 bytes of \`salt + "." + subject\`, × 100 000 ÷ 2³², rounded down | \`shared/conformance/schemes/native.json\` |
| \`togglemaster-classic\` | first four bytes of SHA-1 of the UTF-8 bytes of \`subject + salt\`, big-endian, mod 100, × 1 000 | \`shared/conformance/schemes/togglemaster-classic.json\` |

Renaming or reordering changes no salt and moves nobody. Changing a scheme, a salt, \`by\` or the order of a split's variants moves people, and is said so before it
happens (\`placesThatMovePeople\`).`,

  `## Rollouts

The share of the matching people that a rule takes, in parts of 100 000; the others go on to the next rule. Raising it removes nobody.

${example('rollout')}`,

  `## Splits

Several variants by weight; the weights sum to 100 000. A split draws by \`<the flag's salt>.split\`, so that a rollout in front of it does not choose its variants too.

${example('split')}`,

  `## Ramps

A rollout whose share changes with time, by the clock of the request, so that it goes on when the origin is down. Nobody before the first step; the last step's share after
the last. \`stepped\` holds each share until the next step; \`linear\` goes straight from one to the next.

${example('ramp')}`,

  `## Windows

A rule with a window matches nobody before \`from\` and nobody from \`until\` on. Either may be left out. Times are ISO 8601 with \`Z\` or an offset, or epoch milliseconds.

${example('window')}`,

  `## Exclusion groups

Experiments of one group take ranges of one shared salt that do not overlap, so that nobody is in two of them. The draw is \`native\` unless the condition says otherwise,
whatever the scheme of the flag.

${example('group')}`,

  `## Holdouts

A share of people kept out of everything new: the same range in every flag, with \`"negate": true\`. Who cannot be placed is neither inside nor outside, and so gets
nothing new either.

${example('holdout')}

The origin keeps both under a name, with a salt and shares, and a rule of its API refers to them by \`"group": {"key": "checkout", "slot": "a"}\` and \`"holdout": "q4"\`
(\`docs/api.md\`, Groups). In a ruleset a slot is the segment \`group:checkout/a\`, and those whom a holdout leaves in are the segment \`holdout:q4\`: by these names an
explanation shows them.`,

  `## Segments

A named set of people that flags refer to by \`{"segment": "beta"}\`. Whoever is \`excluded\` is out, whoever is \`included\` is in, whoever one of the rules holds for is in.
Segments may refer to segments, not in a circle.

${example('segment')}`,

  `## Prerequisites

\`{"flag": …, "variants": […]}\` holds when another flag serves one of these variants to the same context, for whatever reason. A flag that answers with an error, or is
disabled without an off variant, serves none. A flag that is missing or broken breaks the flag that needs it.

${example('prerequisite')}

Chains of flags and segments are at most ${LIMITS.referenceDepth} deep, and one decision looks at ${LIMITS.stepsPerEvaluation} conditions at most (each text or network of an operator that
looks at them in turn counts as one, a regular expression as its instructions × ${LIMITS.matchedTextLength} ÷ ${LIMITS.patternWorkPerStep}, which is what its worst match can take). What goes in a circle, is
too deep or takes too much is refused when it is published; if it reaches an edge all the same, it is the error of that flag
alone.`,

  `## Limits

| what | at most |
|---|---|
| rules of a flag | ${LIMITS.rulesPerFlag} |
| conditions of a rule | ${LIMITS.conditionsPerRule} |
| operands of a condition | ${LIMITS.operandsPerCondition} |
| variants of a flag | ${LIMITS.variantsPerFlag} |
| steps of a ramp | ${LIMITS.stepsPerRamp} |
| a regular expression | ${LIMITS.patternLength} characters, ${LIMITS.patternInstructions} instructions |
| the regular expressions of one decision | ${Math.floor((LIMITS.stepsPerEvaluation * LIMITS.patternWorkPerStep) / LIMITS.matchedTextLength)} instructions (about one for each character that is matched; \`[a-z]{0,9}\` has 20) |
| ids of a segment, included and excluded each | ${LIMITS.idsPerSegment} |
| flags, segments of an environment | ${LIMITS.flagsPerRuleset}, ${LIMITS.segmentsPerRuleset} |`,
]

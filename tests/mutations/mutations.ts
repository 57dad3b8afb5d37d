import { OPERATORS } from '../../shared/contracts/operators/operator-table.ts'

/** One way of breaking the evaluator: a text of a file, and what stands there instead. */
export interface Mutation {
  /** Below `shared/`. */
  readonly file: string
  /** The first place where it stands is changed. */
  readonly find: string
  readonly replace: string
}

/** Everything that a conformance case has to notice. */
export function mutations(): readonly Mutation[] {
  return [...Object.keys(OPERATORS).flatMap(mutationsOfOperator), ...EXPLICIT]
}

/** Each operator answers yes, no, or nothing at all, whatever it is asked. */
function mutationsOfOperator(name: string): readonly Mutation[] {
  return ['true', 'false', 'undefined'].map((answer) => ({
    file: 'evaluation/operators/operator-compilers.ts',
    find: '  ...ADDRESS_COMPILERS,\n',
    replace: `  ...ADDRESS_COMPILERS,\n  ${name}: () => () => ${answer},\n`,
  }))
}

const change = (file: string, find: string, ...replacements: readonly string[]): readonly Mutation[] =>
  replacements.map((replace) => ({ file, find, replace }))

const EXPLICIT: readonly Mutation[] = [
  // Bucketing: every comparison, the salts, the formula.
  ...change('evaluation/serve.ts', 'bucket >= (ends', 'bucket > (ends', 'bucket < (ends'),
  ...change('evaluation/serve.ts', 'bucket < shareAt(nowMs)', 'bucket <= shareAt(nowMs)', 'bucket > shareAt(nowMs)'),
  ...change('evaluation/serve.ts', '}.split`', '}`', '}.Split`'),
  ...change('evaluation/serve.ts', 'salt = flag.bucketing.salt', 'salt = flag.key'),
  ...change('evaluation/serve.ts', 'return whenUnplaced', 'return undefined', 'return serve(context, nowMs)'),
  ...change('evaluation/bucket-condition.ts', 'bucket >= from', 'bucket > from', 'bucket < from'),
  ...change('evaluation/bucket-condition.ts', 'bucket < to', 'bucket <= to', 'bucket > to'),
  ...change('evaluation/bucket-condition.ts', '!== negate', '=== negate'),
  ...change('evaluation/bucket-condition.ts', 'bucket !== MISSING_SUBJECT && ', ''),
  ...change('evaluation/bucket-condition.ts', "scheme = 'native'", "scheme = 'togglemaster-classic'"),
  ...change('evaluation/bucket.ts', 'subject.length > 0', 'true'),
  ...change('evaluation/bucket.ts', 'Number.isFinite(subject)', 'true', 'false'),
  ...change('evaluation/bucketing/native.ts', '`${salt}.`', '`${salt}`'),
  ...change(
    'evaluation/bucketing/native.ts',
    '((hash >>> 0) * BUCKETS_PER_HASH) | 0',
    'Math.ceil((hash >>> 0) * BUCKETS_PER_HASH)',
    'Math.round((hash >>> 0) * BUCKETS_PER_HASH)',
    '(hash * BUCKETS_PER_HASH) | 0',
  ),
  ...change('evaluation/bucketing/togglemaster-classic.ts', 'encode(subject + salt)', 'encode(salt + subject)'),
  ...change('evaluation/bucketing/togglemaster-classic.ts', 'getUint32(0)', 'getUint32(0, true)', 'getUint32(4)'),
  ...change('hashing/murmur3.ts', '> MAX_ASCII', '> 0xff'),
  ...change('hashing/murmur3.ts', '(hash ^ (from.bytes + length))', '(hash)'),
  ...change('hashing/murmur3.ts', '(hash ^ bytes)', '(hash)'),
  ...change('hashing/murmur3.ts', 'seen |= a | b | c | d', 'seen |= a | b | c', 'seen |= a'),

  // Time: every comparison.
  ...change('evaluation/schedule.ts', 'nowMs >= fromMs', 'nowMs > fromMs', 'true'),
  ...change('evaluation/schedule.ts', 'nowMs < untilMs', 'nowMs <= untilMs', 'true'),
  ...change('evaluation/schedule.ts', 'nowMs < atMs', 'nowMs <= atMs'),
  ...change('evaluation/schedule.ts', "mode === 'stepped'", "mode === 'linear'", 'false', 'true'),
  ...change('evaluation/schedule.ts', 'Math.floor(', 'Math.ceil('),
  ...change('evaluation/schedule.ts', 'return 0', 'return last?.share ?? 100_000'),

  // Operators that compare: each bound, in both of its forms.
  ...['> bound', '>= bound', '< bound', '<= bound'].flatMap((comparison) => [
    ...change('evaluation/fused-conditions.ts', `value ${comparison} &&`, `value ${flipped(comparison)} &&`),
    ...change('evaluation/operators/number.ts', `? value ${comparison} :`, `? value ${flipped(comparison)} :`),
  ]),
  ...change('evaluation/operators/number.ts', 'value >= min', 'value > min'),
  ...change('evaluation/operators/number.ts', 'value <= max', 'value < max'),
  ...change('evaluation/operators/number.ts', ' + divisor) % divisor', ')'),
  ...change('evaluation/operators/date.ts', 'atMs < boundMs', 'atMs <= boundMs'),
  ...change('evaluation/operators/date.ts', 'atMs > boundMs', 'atMs >= boundMs'),
  ...change('evaluation/operators/date.ts', 'atMs <= nowMs &&', 'atMs < nowMs &&'),
  ...change('evaluation/operators/date.ts', 'atMs >= nowMs - durationMs', 'atMs > nowMs - durationMs'),
  ...change('evaluation/operators/date.ts', 'atMs >= nowMs &&', 'atMs > nowMs &&'),
  ...change('evaluation/operators/date.ts', 'atMs <= nowMs + durationMs', 'atMs < nowMs + durationMs'),
  ...change('evaluation/operators/version.ts', 'order === 0', 'order !== 0'),
  ...change('evaluation/operators/version.ts', 'order > 0', 'order >= 0'),
  ...change('evaluation/operators/version.ts', 'order >= 0', 'order > 0'),
  ...change('evaluation/operators/version.ts', 'order < 0', 'order <= 0'),
  ...change('evaluation/operators/version.ts', 'order <= 0', 'order < 0'),
  ...change('evaluation/operators/list.ts', 'items.length >= min', 'items.length > min'),
  ...change('evaluation/operators/list.ts', 'items.length <= max', 'items.length < max'),
  ...change('evaluation/operators/text.ts', '<= LIMITS.matchedTextLength', '< LIMITS.matchedTextLength', '<= Infinity'),
  ...change('evaluation/fused-conditions.ts', 'packed >= operand', 'packed > operand'),
  ...change('evaluation/fused-conditions.ts', 'context[name] === operand', 'context[name] == operand'),
  ...change('evaluation/fused-conditions.ts', 'value.includes(operand)', 'value.startsWith(operand)'),
  ...change('evaluation/fused-conditions.ts', 'value.startsWith(operand)', 'value.includes(operand)'),
  ...change('evaluation/fused-conditions.ts', 'value.endsWith(operand)', 'value.includes(operand)'),
  ...change(
    'values/version.ts',
    'b.prerelease.length - a.prerelease.length',
    'a.prerelease.length - b.prerelease.length',
  ),
  ...change('values/version.ts', "if (typeof a === 'number') return -1", "if (typeof a === 'number') return 1"),
  ...change('values/ip-address.ts', 'bits > width', 'bits > width + 1'),
  ...change('values/ip-address.ts', 'address.length !== network.address.length', 'false'),

  // Reasons and error codes.
  ...change(
    'evaluation/compile-flag.ts',
    "? 'TARGETING_MATCH' : 'SPLIT'",
    "? 'SPLIT' : 'TARGETING_MATCH'",
    "? 'TARGETING_MATCH' : 'TARGETING_MATCH'",
  ),
  ...change('evaluation/compile-flag.ts', "? 'STATIC' : 'DEFAULT'", "? 'DEFAULT' : 'STATIC'", "? 'STATIC' : 'STATIC'"),
  ...change('evaluation/compile-flag.ts', "{ reason: 'DISABLED' } :", "{ reason: 'DEFAULT' } :"),
  ...change(
    'evaluation/compile-flag.ts',
    "variant: off.name, reason: 'DISABLED'",
    "variant: off.name, reason: 'DEFAULT'",
  ),
  ...change('evaluation/compile-flag.ts', "errorCode: 'TARGETING_KEY_MISSING'", "errorCode: 'INVALID_CONTEXT'"),
  ...change('evaluation/compile-flag.ts', "errorCode: 'INVALID_CONTEXT'", "errorCode: 'TARGETING_KEY_MISSING'"),
  ...change('evaluation/compile-flag.ts', "flag.key, 'GENERAL'", "flag.key, 'PARSE_ERROR'"),
  ...change('evaluation/compiled-ruleset.ts', "key, 'PARSE_ERROR'", "key, 'GENERAL'"),
  ...change('evaluation/serve.ts', "resolve(name, 'SPLIT')", 'resolve(name, served.reason)'),
  ...change('evaluation/serve.ts', '{ ruleId: served.ruleId }', '{}'),

  // The order of steps.
  ...change('evaluation/evaluate-flag.ts', 'if (flag.resolution !== undefined) return flag.resolution', ''),
  ...change('evaluation/compile-flag.ts', 'if (!flag.enabled) return disabledResolution(flag)', ''),
  ...change('evaluation/compile-flag.ts', "flag.rules.length === 0 && 'variant' in", "'variant' in"),
  ...change('evaluation/evaluate-flag.ts', 'of flag.rules', 'of flag.rules.toReversed()', 'of flag.rules.slice(1)'),
  ...change(
    'evaluation/evaluate-flag.ts',
    'if (resolution !== undefined) return resolution',
    'return resolution ?? flag.serveDefault(context, nowMs)',
  ),
  ...change('evaluation/compile-flag.ts', 'isOpen(context, nowMs) && test', 'test', 'isOpen(context, nowMs) || test'),

  // Conditions, attributes, references.
  ...change(
    'evaluation/conditions.ts',
    'if (!test(context, nowMs)) return false',
    'if (test(context, nowMs)) return false',
  ),
  ...change(
    'evaluation/conditions.ts',
    'if (test(context, nowMs)) return true',
    'if (!test(context, nowMs)) return true',
  ),
  ...change('evaluation/conditions.ts', '=> !test(context, nowMs)', '=> test(context, nowMs)'),
  ...change(
    'evaluation/conditions.ts',
    'test(context[name], nowMs) === wanted',
    'test(context[name], nowMs) !== !wanted',
  ),
  ...change(
    'evaluation/conditions.ts',
    'test(read(context), nowMs) === wanted',
    'test(read(context), nowMs) !== !wanted',
  ),
  ...change('evaluation/attribute.ts', 'value === undefined ? nested(context) : value', 'nested(context)', 'value'),
  ...change('evaluation/attribute.ts', 'Object.hasOwn(owner, name)', 'true'),
  ...change(
    'evaluation/attribute.ts',
    "replaceAll('~1', '/').replaceAll('~0', '~')",
    "replaceAll('~0', '~')",
    "replaceAll('~1', '/')",
  ),
  ...change('evaluation/compile-segment.ts', '!excludes(context, nowMs) && ', ''),
  ...change('evaluation/compile-segment.ts', 'compileIds(segment.included, read)', 'compileIds([], read)'),
  ...change('evaluation/compile-segment.ts', ', ...rules]', ']'),
  ...change('evaluation/compile-segment.ts', 'segment.by ?? TARGETING_KEY', 'TARGETING_KEY'),
  ...change('evaluation/prerequisite.ts', 'wanted.has(resolution.variant)', '!wanted.has(resolution.variant)', 'true'),
  ...change('evaluation/prerequisite.ts', 'else fail(', 'else if (flag === undefined) fail('),
  ...change('evaluation/segment-condition.ts', '    fail(', '    void [fail] ?? ('),
  // What a pattern takes of the budget.
  ...change('evaluation/regex-engine.ts', 'instructions * LIMITS.matchedTextLength', 'instructions'),
  ...change('evaluation/regex-engine.ts', ') / LIMITS.patternWorkPerStep', ')', ') / (2 * LIMITS.patternWorkPerStep)'),
  ...change('evaluation/operators/text.ts', 'addSteps(compilation, stepsOfPattern(compiled.value) - 1)', ''),
  // Without it the budget, which is as great, refuses the same patterns in other words.
  ...change(
    'evaluation/re2-engine.ts',
    'instructions > LIMITS.patternInstructions',
    'instructions > LIMITS.patternInstructions / 2',
  ),

  ...change(
    'evaluation/compilation.ts',
    'compilation.depth > LIMITS.referenceDepth',
    'compilation.depth >= LIMITS.referenceDepth',
    'compilation.depth > LIMITS.referenceDepth + 1',
  ),
  ...change(
    'evaluation/compilation.ts',
    'compilation.steps > LIMITS.stepsPerEvaluation',
    'compilation.steps > LIMITS.stepsPerEvaluation * 2',
    'compilation.steps > LIMITS.stepsPerEvaluation / 4',
  ),
]

/** Moves a comparison across its own bound. */
function flipped(comparison: string): string {
  return comparison.includes('=') ? comparison.replace('=', '') : comparison.replace(' ', '= ')
}

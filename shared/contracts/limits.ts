/**
 * Every bound that both sides of the wire hold each other to. A bound lives here once and is tested at L-1, L and L+1.
 * Lengths of names count UTF-16 code units (JavaScript's `length`); `Bytes` counts UTF-8 bytes.
 */
export const LIMITS = {
  /** A flag key; four bytes a character still fit a DynamoDB partition key of 2 048 bytes. */
  flagKeyLength: 256,
  /** A variant's name; with minute, source, reason and rule it must fit a DynamoDB sort key of 1 024 bytes. */
  variantNameLength: 100,
  ruleIdLength: 32,
  attributeLength: 256,
  saltLength: 256,
  textLength: 2_000,
  variantsPerFlag: 100,
  /** One variant's value as JSON text. */
  variantValueBytes: 65_536,
  rulesPerFlag: 500,
  conditionDepth: 16,
  conditionsPerRule: 1_000,
  operandsPerCondition: 10_000,
  operandLength: 2_000,
  /** A regular expression; 10 KB of one is an attack or a mistake. */
  patternLength: 1_000,
  /** Instructions of a compiled regular expression, which is what a repetition multiplies. */
  patternInstructions: 500,
  /** Longer texts are never matched: the time of a match grows with the product of both. */
  matchedTextLength: 500,
  /**
   * Instructions times code units that count as one step. All steps of an evaluation are 250 000 of them, which is one
   * pattern and one text as long as they may be; the worst that were found take RE2 30 to 130 ns for each.
   */
  patternWorkPerStep: 5,
  versionLength: 256,
  stepsPerRamp: 100,
  /** Flags and segments that a flag needs, one through the other. */
  referenceDepth: 10,
  /** Conditions that one evaluation may look at, through all the flags and segments that it needs; a pattern is many. */
  stepsPerEvaluation: 50_000,
  /** One flag as it lies in a ruleset. */
  flagBytes: 1_048_576,
  flagsPerRuleset: 20_000,
  segmentsPerRuleset: 5_000,
  /** Included and excluded ids, each. */
  idsPerSegment: 100_000,
  /** One segment as it lies in a ruleset: 100 000 UUIDs fit. */
  segmentBytes: 4_194_304,
  /** A ruleset before compression: a Worker isolate has 128 MB for everything. */
  rulesetBytes: 33_554_432,
  /** A ruleset as stored in Redis (gzip, base64): below Upstash's 10 MB request. */
  storedRulesetBytes: 7_340_032,
  /** Live keys in one access table. */
  keysPerEnvironment: 1_000,
  originsPerKey: 50,
  /** One browser origin that may use a client key: scheme, host, port. */
  originLength: 255,
  /** A signed access table: it travels with every look at Redis. */
  accessTableBytes: 1_048_576,
  /** One raise of attention: origins grant no more, and edges listen no longer. */
  attentionMs: 60_000,
  /** A request body at the edge: a context, not a document. */
  evaluationBodyBytes: 65_536,
  /** A request body at the origin. */
  managementBodyBytes: 2_097_152,
  /** A list of ids as CSV: 100 000 UUIDs with a column beside them. */
  csvBodyBytes: 8_388_608,
  jsonDepth: 64,
  /** Steps of an explanation as JSON, in UTF-16 code units: each repeats what it compared. */
  explanationLength: 1_048_576,
  /** People for whom a draft is tried out in one request. */
  contextsPerPreview: 1_000,
  /** The same times the flags that are decided for each. */
  decisionsPerPreview: 100_000,
  /** The same times the steps of these flags: the origin does nothing else meanwhile. */
  stepsPerPreview: 5_000_000,
  /** The changes that a preview lists, as JSON, in UTF-16 code units; it counts them all. */
  previewLength: 4_194_304,
  targetingKeyLength: 2_048,
  /** With the marker and the dropped-count it stays below DynamoDB's 100 actions a transaction. */
  countersPerBatch: 80,
  eventsPerBatch: 200,
  /** One usage batch as an SQS message; SQS bills per 64 KB and takes 1 MiB. */
  usageBatchBytes: 262_144,
  /** No honest window counts more than this for one counter. */
  countPerCounter: 1_000_000_000,
  /** One report of an edge tells of the environments that were asked for most lately. */
  environmentsPerReport: 50,
  /** New versions of one environment that wait to be told; the oldest are forgotten first. */
  arrivalsPerReport: 20,
  /** Parts times reasons, with room for those of a newer edge. */
  refusalsPerReport: 40,
  /** An edge asks its data centre's cache twice for each; the others wait for the next minute. */
  keysPerReport: 20,
  breakersPerReport: 8,
  /** A report as a request body. */
  edgeReportBytes: 131_072,
} as const

/** All shares and weights are integer parts of this: 1 000 is one percent. */
export const WHOLE = 100_000

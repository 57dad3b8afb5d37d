// The edge as of commit d46bec7, whole and never edited: see README.md beside it.
var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// shared/contracts/parse-result.ts
function parsed(value) {
  return { ok: true, value };
}
function refused(message, path = []) {
  return { ok: false, problems: [{ path, message }] };
}
function formatPath(path) {
  return path.reduce((text2, part) => {
    if (typeof part === "number") return `${text2}[${part}]`;
    return text2 === "" ? part : `${text2}.${part}`;
  }, "");
}
function describeProblem(problem) {
  const path = formatPath(problem.path);
  return path === "" ? problem.message : `${path}: ${problem.message}`;
}
function describeProblems(problems) {
  return problems.map(describeProblem).join("; ");
}
var init_parse_result = __esm({
  "shared/contracts/parse-result.ts"() {
    "use strict";
  }
});

// shared/contracts/limits.ts
var LIMITS, WHOLE;
var init_limits = __esm({
  "shared/contracts/limits.ts"() {
    "use strict";
    LIMITS = {
      /** A flag key; four bytes a character still fit a DynamoDB partition key of 2 048 bytes. */
      flagKeyLength: 256,
      /** A variant's name; with minute, source, reason and rule it must fit a DynamoDB sort key of 1 024 bytes. */
      variantNameLength: 100,
      ruleIdLength: 32,
      attributeLength: 256,
      saltLength: 256,
      textLength: 2e3,
      variantsPerFlag: 100,
      /** One variant's value as JSON text. */
      variantValueBytes: 65536,
      rulesPerFlag: 500,
      conditionDepth: 16,
      conditionsPerRule: 1e3,
      operandsPerCondition: 1e4,
      operandLength: 2e3,
      /** A regular expression; 10 KB of one is an attack or a mistake. */
      patternLength: 1e3,
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
      stepsPerEvaluation: 5e4,
      /** One flag as it lies in a ruleset. */
      flagBytes: 1048576,
      flagsPerRuleset: 2e4,
      segmentsPerRuleset: 5e3,
      /** Included and excluded ids, each. */
      idsPerSegment: 1e5,
      /** One segment as it lies in a ruleset: 100 000 UUIDs fit. */
      segmentBytes: 4194304,
      /** A ruleset before compression: a Worker isolate has 128 MB for everything. */
      rulesetBytes: 33554432,
      /** A ruleset as stored in Redis (gzip, base64): below Upstash's 10 MB request. */
      storedRulesetBytes: 7340032,
      /** Live keys in one access table. */
      keysPerEnvironment: 1e3,
      originsPerKey: 50,
      /** One browser origin that may use a client key: scheme, host, port. */
      originLength: 255,
      /** A signed access table: it travels with every look at Redis. */
      accessTableBytes: 1048576,
      /** A request body at the edge: a context, not a document. */
      evaluationBodyBytes: 65536,
      /** A request body at the origin. */
      managementBodyBytes: 2097152,
      jsonDepth: 64,
      /** Steps of an explanation as JSON, in UTF-16 code units: each repeats what it compared. */
      explanationLength: 1048576,
      /** People for whom a draft is tried out in one request. */
      contextsPerPreview: 1e3,
      /** The same times the flags that are decided for each. */
      decisionsPerPreview: 1e5,
      /** The same times the steps of these flags: the origin does nothing else meanwhile. */
      stepsPerPreview: 5e6,
      /** The changes that a preview lists, as JSON, in UTF-16 code units; it counts them all. */
      previewLength: 4194304,
      targetingKeyLength: 2048,
      /** With the marker and the dropped-count it stays below DynamoDB's 100 actions a transaction. */
      countersPerBatch: 80,
      eventsPerBatch: 200,
      /** One usage batch as an SQS message; SQS bills per 64 KB and takes 1 MiB. */
      usageBatchBytes: 262144,
      /** No honest window counts more than this for one counter. */
      countPerCounter: 1e9
    };
    WHOLE = 1e5;
  }
});

// shared/evaluation/re2-engine.ts
var re2_engine_exports = {};
__export(re2_engine_exports, {
  re2Engine: () => re2Engine
});
import { RE2JS } from "re2js";
var re2Engine;
var init_re2_engine = __esm({
  "shared/evaluation/re2-engine.ts"() {
    "use strict";
    init_limits();
    init_parse_result();
    re2Engine = (pattern, ignoreCase2) => {
      try {
        const compiled = RE2JS.compile(pattern, ignoreCase2 ? RE2JS.CASE_INSENSITIVE : 0);
        const instructions = compiled.programSize();
        if (instructions > LIMITS.patternInstructions) {
          return refused(`expected a pattern of at most ${LIMITS.patternInstructions} instructions, got ${instructions}`);
        }
        return parsed({ matches: (text2) => compiled.test(text2), instructions });
      } catch (error) {
        return refused(error instanceof Error ? error.message : "not a regular expression");
      }
    };
  }
});

// edge/app.ts
import { Hono } from "hono";

// edge/browser-access.ts
import { cors } from "hono/cors";
var PREFLIGHT_SECONDS = 86400;
function createBrowserAccess() {
  return cors({
    origin: "*",
    allowMethods: ["POST", "OPTIONS"],
    allowHeaders: ["content-type", "authorization", "x-api-key", "if-none-match", "last-event-id"],
    exposeHeaders: ["ETag", "Retry-After", "x-togglemaster-version", "x-togglemaster-age-ms"],
    maxAge: PREFLIGHT_SECONDS
  });
}

// edge/evaluation/answer.ts
function answerJson(status, body, headers) {
  return answerText(status, JSON.stringify(body), headers);
}
function answerText(status, body, headers) {
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers }
  });
}
function rulesetHeaders(environment, nowMs) {
  return {
    "x-togglemaster-version": String(environment.ruleset.version),
    "x-togglemaster-age-ms": String(Math.max(0, nowMs - environment.newestAtMs))
  };
}

// edge/evaluation/raw-path.ts
function rawPathOf(url) {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const query = url.indexOf("?", start);
  return query < 0 ? url.slice(start) : url.slice(start, query);
}

// edge/evaluation/flag-key-in-path.ts
var BEFORE_KEY = "/evaluate/flags/";
var ENCODED = /(?:%[0-9A-Fa-f]{2})+/g;
function flagKeyInPath(url) {
  const path = rawPathOf(url);
  const at = path.indexOf(BEFORE_KEY);
  if (at < 0) return void 0;
  const raw = path.slice(at + BEFORE_KEY.length);
  return raw.includes("%") ? raw.replaceAll(ENCODED, decodeBytes) : raw;
}
function decodeBytes(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

// shared/hashing/murmur3.ts
var C1 = 3432918353;
var C2 = 461845907;
var MAX_ASCII = 127;
var REPLACEMENT = 65533;
var START = { hash: 0, rest: 0, restBits: 0, bytes: 0 };
function murmur3(text2) {
  return finish(START, text2);
}
function createMurmur3(prefix) {
  const midway = advance(prefix);
  return (text2) => finish(midway, text2);
}
function advance(prefix) {
  const bytes = new TextEncoder().encode(prefix);
  const wordAt = (start) => bytes.subarray(start, start + 4).reduceRight((word, byte) => word << 8 | byte, 0);
  const blocks = bytes.length >> 2;
  let hash = 0;
  for (let block = 0; block < blocks; block++) hash = mixBlock(hash, wordAt(block * 4));
  return { hash, rest: wordAt(blocks * 4), restBits: (bytes.length & 3) * 8, bytes: bytes.length };
}
function finish(from, text2) {
  let { hash, rest, restBits, bytes } = from;
  const { length } = text2;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const a = text2.charCodeAt(i);
    const b = text2.charCodeAt(i + 1);
    const c = text2.charCodeAt(i + 2);
    const d = text2.charCodeAt(i + 3);
    if ((a | b | c | d) > MAX_ASCII) break;
    const word = a | b << 8 | c << 16 | d << 24;
    hash = mixBlock(hash, rest | word << restBits);
    rest = overflow(word, restBits);
  }
  bytes += i;
  while (i < length) {
    const point = text2.codePointAt(i) ?? 0;
    const width = utf8Width(point);
    const word = utf8Word(point, width);
    const block = rest | word << restBits;
    const over = overflow(word, restBits);
    restBits += width * 8;
    bytes += width;
    i += point > 65535 ? 2 : 1;
    rest = block;
    if (restBits >= 32) {
      hash = mixBlock(hash, block);
      rest = over;
      restBits -= 32;
    }
  }
  if (restBits > 0) hash ^= scramble(rest);
  return finalize(hash ^ bytes);
}
function overflow(word, restBits) {
  return word >>> 24 - restBits >>> 8;
}
function utf8Width(point) {
  if (point < 128) return 1;
  if (point < 2048) return 2;
  return point < 65536 ? 3 : 4;
}
function utf8Word(point, width) {
  if (width === 1) return point;
  if (width === 2) return 192 | point >> 6 | continuation(point) << 8;
  if (width === 4) {
    return 240 | point >> 18 | continuation(point >> 12) << 8 | continuation(point >> 6) << 16 | continuation(point) << 24;
  }
  const known = (point & 63488) === 55296 ? REPLACEMENT : point;
  return 224 | known >> 12 | continuation(known >> 6) << 8 | continuation(known) << 16;
}
function continuation(bits) {
  return 128 | bits & 63;
}
function mixBlock(hash, block) {
  const mixed = hash ^ scramble(block);
  return Math.imul(mixed << 13 | mixed >>> 19, 5) + 3864292196 | 0;
}
function scramble(k) {
  const mixed = Math.imul(k, C1);
  return Math.imul(mixed << 15 | mixed >>> 17, C2);
}
function finalize(mixed) {
  let h = mixed;
  h ^= h >>> 16;
  h = Math.imul(h, 2246822507);
  h ^= h >>> 13;
  h = Math.imul(h, 3266489909);
  return (h ^ h >>> 16) >>> 0;
}

// shared/contracts/access-key.ts
init_parse_result();
var KEY_KINDS = ["adm", "srv", "cli"];
var KEY_SCOPES = ["manage", "evaluate", "classic"];
var CHECKSUM_LENGTH = 6;
var BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
var SHAPE = /^tm_(adm|srv|cli)_([a-z0-9]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
function parseAccessKey(text2) {
  const match = SHAPE.exec(text2);
  if (match === null) return refused("expected tm_<kind>_<id>_<secret>");
  const [, kind, ownerId = ""] = match;
  const body = text2.slice(0, -CHECKSUM_LENGTH);
  if (checksumOf(body) !== text2.slice(-CHECKSUM_LENGTH)) return refused("wrong checksum");
  return parsed({ kind, ownerId, text: text2 });
}
function checksumOf(body) {
  let rest = murmur3(body);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

// node_modules/zod/v4/core/util.js
var util_exports = {};
__export(util_exports, {
  BIGINT_FORMAT_RANGES: () => BIGINT_FORMAT_RANGES,
  CONSTANT_CATCH: () => CONSTANT_CATCH,
  Class: () => Class,
  NUMBER_FORMAT_RANGES: () => NUMBER_FORMAT_RANGES,
  aborted: () => aborted,
  allowsEval: () => allowsEval,
  assert: () => assert,
  assertEqual: () => assertEqual,
  assertIs: () => assertIs,
  assertNever: () => assertNever,
  assertNotEqual: () => assertNotEqual,
  assignProp: () => assignProp,
  attachSchema: () => attachSchema,
  base64ToUint8Array: () => base64ToUint8Array,
  base64urlToUint8Array: () => base64urlToUint8Array,
  cached: () => cached,
  captureStackTrace: () => captureStackTrace,
  cleanEnum: () => cleanEnum,
  cleanRegex: () => cleanRegex,
  clone: () => clone,
  cloneDef: () => cloneDef,
  codePointLength: () => codePointLength,
  constantCatch: () => constantCatch,
  createTransparentProxy: () => createTransparentProxy,
  defineLazy: () => defineLazy,
  defineLazyInternal: () => defineLazyInternal,
  derived: () => derived,
  esc: () => esc,
  escapeRegex: () => escapeRegex,
  explicitlyAborted: () => explicitlyAborted,
  extend: () => extend,
  finalizeIssue: () => finalizeIssue,
  floatSafeRemainder: () => floatSafeRemainder,
  getElementAtPath: () => getElementAtPath,
  getEnumValues: () => getEnumValues,
  getLengthableOrigin: () => getLengthableOrigin,
  getParsedType: () => getParsedType,
  getSizableOrigin: () => getSizableOrigin,
  hexToUint8Array: () => hexToUint8Array,
  hide: () => hide,
  installLazyProp: () => installLazyProp,
  isObject: () => isObject,
  isPlainObject: () => isPlainObject,
  issue: () => issue,
  joinValues: () => joinValues,
  jsonStringifyReplacer: () => jsonStringifyReplacer,
  members: () => members,
  merge: () => merge,
  mergeDefs: () => mergeDefs,
  normalizeParams: () => normalizeParams,
  nullish: () => nullish,
  numKeys: () => numKeys,
  objectClone: () => objectClone,
  omit: () => omit,
  optionalKeys: () => optionalKeys,
  own: () => own,
  parsedType: () => parsedType,
  partial: () => partial,
  pick: () => pick,
  prefixIssues: () => prefixIssues,
  primitiveTypes: () => primitiveTypes,
  promiseAllObject: () => promiseAllObject,
  propertyKeyTypes: () => propertyKeyTypes,
  randomString: () => randomString,
  rawShape: () => rawShape,
  required: () => required,
  safeExtend: () => safeExtend,
  shallowClone: () => shallowClone,
  sizeCaps: () => sizeCaps,
  slugify: () => slugify,
  stringifyPrimitive: () => stringifyPrimitive,
  toZod: () => toZod,
  uint8ArrayToBase64: () => uint8ArrayToBase64,
  uint8ArrayToBase64url: () => uint8ArrayToBase64url,
  uint8ArrayToHex: () => uint8ArrayToHex,
  unwrapMessage: () => unwrapMessage
});
function assertEqual(val) {
  return val;
}
function assertNotEqual(val) {
  return val;
}
function toZod() {
  return (schema) => schema;
}
function assertIs(_arg) {
}
function assertNever(_x) {
  throw new Error("Unexpected value in exhaustive check");
}
function assert(_) {
}
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
}
function joinValues(array2, separator = "|") {
  return array2.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
var Cached = class {
  constructor(getter) {
    this._getter = getter;
    this._value = void 0;
  }
  get value() {
    const getter = this._getter;
    if (getter !== void 0) {
      this._value = getter();
      this._getter = void 0;
    }
    return this._value;
  }
};
function cached(getter) {
  return new Cached(getter);
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end2 = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end2);
}
function floatSafeRemainder(val, step) {
  const ratio = val / step;
  const roundedRatio = Math.round(ratio);
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  if (Math.abs(ratio - roundedRatio) < tolerance)
    return 0;
  return ratio - roundedRatio;
}
var EVALUATING = /* @__PURE__ */ Symbol("evaluating");
function defineLazy(object2, key, getter) {
  let value = void 0;
  Object.defineProperty(object2, key, {
    get() {
      if (value === EVALUATING) {
        return void 0;
      }
      if (value === void 0) {
        value = EVALUATING;
        value = getter();
      }
      return value;
    },
    set(v) {
      Object.defineProperty(object2, key, {
        value: v
        // configurable: true,
      });
    },
    configurable: true
  });
}
function objectClone(obj) {
  return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
function rawShape(def) {
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
  return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
  Object.defineProperty(target, key, {
    get() {
      const value = getter();
      assignProp(this, key, value);
      return value;
    },
    enumerable: true,
    configurable: true
  });
}
function putProp(target, key, value) {
  if (key in target)
    assignProp(target, key, value);
  else
    target[key] = value;
}
function mirrorShape(target, source, keys, wrap) {
  const raw = sourceShape(source);
  for (const key of keys) {
    const desc = Object.getOwnPropertyDescriptor(raw, key);
    if (!desc.enumerable)
      continue;
    if (desc.get) {
      deferProp(target, key, () => {
        const value = source._zod.def.shape[key];
        return wrap ? wrap(value, key) : value;
      });
    } else
      putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
  }
}
function mirrorProps(target, source) {
  for (const key of Reflect.ownKeys(source)) {
    const desc = Object.getOwnPropertyDescriptor(source, key);
    if (!desc.enumerable)
      continue;
    if (desc.get)
      deferProp(target, key, () => source[key]);
    else
      putProp(target, key, desc.value);
  }
}
function mergeDefs(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors);
  }
  return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
  return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
  if (!path)
    return obj;
  return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
  const keys = Object.keys(promisesObj);
  const promises = keys.map((key) => promisesObj[key]);
  return Promise.all(promises).then((results) => {
    const resolvedObj = {};
    for (let i = 0; i < keys.length; i++) {
      resolvedObj[keys[i]] = results[i];
    }
    return resolvedObj;
  });
}
function randomString(length = 10) {
  const chars = "abcdefghijklmnopqrstuvwxyz";
  let str = "";
  for (let i = 0; i < length; i++) {
    str += chars[Math.floor(Math.random() * chars.length)];
  }
  return str;
}
function esc(str) {
  return JSON.stringify(str);
}
function slugify(input) {
  return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
var allowsEval = /* @__PURE__ */ cached(() => {
  if (globalConfig.jitless) {
    return false;
  }
  if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
    return false;
  }
  try {
    const F = Function;
    new F("");
    return true;
  } catch (_) {
    return false;
  }
});
function isPlainObject(o) {
  if (isObject(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function shallowClone(o) {
  if (isPlainObject(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  if (o instanceof Map)
    return new Map(o);
  if (o instanceof Set)
    return new Set(o);
  return o;
}
function numKeys(data) {
  let keyCount = 0;
  for (const key in data) {
    if (Object.prototype.hasOwnProperty.call(data, key)) {
      keyCount++;
    }
  }
  return keyCount;
}
var getParsedType = (data) => {
  const t = typeof data;
  switch (t) {
    case "undefined":
      return "undefined";
    case "string":
      return "string";
    case "number":
      return Number.isNaN(data) ? "nan" : "number";
    case "boolean":
      return "boolean";
    case "function":
      return "function";
    case "bigint":
      return "bigint";
    case "symbol":
      return "symbol";
    case "object":
      if (Array.isArray(data)) {
        return "array";
      }
      if (data === null) {
        return "null";
      }
      if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
        return "promise";
      }
      if (typeof Map !== "undefined" && data instanceof Map) {
        return "map";
      }
      if (typeof Set !== "undefined" && data instanceof Set) {
        return "set";
      }
      if (typeof Date !== "undefined" && data instanceof Date) {
        return "date";
      }
      if (typeof File !== "undefined" && data instanceof File) {
        return "file";
      }
      return "object";
    default:
      throw new Error(`Unknown data type: ${t}`);
  }
};
var propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
var primitiveTypes = /* @__PURE__ */ new Set([
  "string",
  "number",
  "bigint",
  "boolean",
  "symbol",
  "undefined"
]);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function createTransparentProxy(getter) {
  let target;
  return new Proxy({}, {
    get(_, prop, receiver) {
      target ?? (target = getter());
      return Reflect.get(target, prop, receiver);
    },
    set(_, prop, value, receiver) {
      target ?? (target = getter());
      return Reflect.set(target, prop, value, receiver);
    },
    has(_, prop) {
      target ?? (target = getter());
      return Reflect.has(target, prop);
    },
    deleteProperty(_, prop) {
      target ?? (target = getter());
      return Reflect.deleteProperty(target, prop);
    },
    ownKeys(_) {
      target ?? (target = getter());
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(_, prop) {
      target ?? (target = getter());
      return Reflect.getOwnPropertyDescriptor(target, prop);
    },
    defineProperty(_, prop, descriptor) {
      target ?? (target = getter());
      return Reflect.defineProperty(target, prop, descriptor);
    }
  });
}
function stringifyPrimitive(value) {
  if (typeof value === "bigint")
    return value.toString() + "n";
  if (typeof value === "string")
    return `"${value}"`;
  return `${value}`;
}
function optionalKeys(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
  });
}
var NUMBER_FORMAT_RANGES = /* @__PURE__ */ (() => ({
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
var BIGINT_FORMAT_RANGES = {
  int64: [/* @__PURE__ */ BigInt("-9223372036854775808"), /* @__PURE__ */ BigInt("9223372036854775807")],
  uint64: [/* @__PURE__ */ BigInt(0), /* @__PURE__ */ BigInt("18446744073709551615")]
};
function pick(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".pick() cannot be used on object schemas containing refinements");
  }
  const newShape = {};
  mirrorShape(newShape, schema, maskedKeys(schema, mask));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function maskedKeys(schema, mask) {
  const raw = sourceShape(schema);
  const keys = [];
  for (const key of Reflect.ownKeys(mask)) {
    if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
      throw new Error(`Unrecognized key: "${String(key)}"`);
    }
    if (mask[key])
      keys.push(key);
  }
  return keys;
}
function omit(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const omitted = new Set(maskedKeys(schema, mask));
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to extend: expected a plain object");
  }
  const checks = schema._zod.def.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    const existingShape = sourceShape(schema);
    for (const key of Reflect.ownKeys(shape)) {
      if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) {
        throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
      }
    }
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
  mirrorProps(newShape, shape);
  return newShape;
}
function safeExtend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to safeExtend: expected a plain object");
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
  if (!b?._zod?.def) {
    throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
  }
  if (a._zod.def.checks?.length) {
    throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
  }
  const newShape = {};
  mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
  mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
  const def = mergeDefs(a._zod.def, {
    shape: newShape,
    get catchall() {
      return b._zod.def.catchall;
    },
    checks: b._zod.def.checks ?? []
  });
  return clone(a, def);
}
function partial(Class2, schema, mask, name = "partial") {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
  }
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class2 && ((value, key) => selected && !selected.has(key) ? value : new Class2({ type: "optional", innerType: value })));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class2, schema, mask) {
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => (
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class2({ type: "nonoptional", innerType: value })
  ));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path, issues) {
  return issues.map((iss) => {
    var _a2;
    (_a2 = iss).path ?? (_a2.path = []);
    iss.path.unshift(path);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function sizeCaps(defChecks) {
  const caps = [];
  for (const ch of defChecks ?? []) {
    const d = ch._zod.def;
    if (!/_(length|size)$|_equals$/.test(d.check))
      break;
    const max = d.maximum ?? d.length ?? d.size;
    if (max >= 0)
      caps.push([max, ch]);
  }
  return caps;
}
function attachSchema(issues, start, inst) {
  var _a2;
  for (let i = start; i < issues.length; i++) {
    (_a2 = issues[i]).schema ?? (_a2.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config2) {
  var _a2;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has("$ZodType")) {
    if (traits.has("$ZodCheck"))
      (_a2 = iss).schema ?? (_a2.schema = iss.inst);
    else
      iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config2.customError?.(iss)) ?? unwrapMessage(config2.localeError?.(iss)) ?? "Invalid input";
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
      continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
function getSizableOrigin(input) {
  if (input instanceof Set)
    return "set";
  if (input instanceof Map)
    return "map";
  if (input instanceof File)
    return "file";
  return "unknown";
}
var highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
  const units = str.length;
  if (!highSurrogate.test(str))
    return units;
  let count2 = units;
  for (let i = 0; i < units - 1; i++) {
    if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
      count2--;
      i++;
    }
  }
  return count2;
}
function getLengthableOrigin(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
}
function parsedType(data) {
  const t = typeof data;
  switch (t) {
    case "number": {
      return Number.isNaN(data) ? "nan" : "number";
    }
    case "object": {
      if (data === null) {
        return "null";
      }
      if (Array.isArray(data)) {
        return "array";
      }
      const obj = data;
      if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
        return obj.constructor.name;
      }
    }
  }
  return t;
}
function issue(...args) {
  const [iss, input, inst] = args;
  if (typeof iss === "string") {
    return {
      message: iss,
      code: "custom",
      input,
      inst
    };
  }
  return { ...iss };
}
function cleanEnum(obj) {
  return Object.entries(obj).filter(([k, _]) => {
    return Number.isNaN(Number.parseInt(k, 10));
  }).map((el) => el[1]);
}
function base64ToUint8Array(base64) {
  const binaryString = atob(base64);
  const bytes = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes[i] = binaryString.charCodeAt(i);
  }
  return bytes;
}
function uint8ArrayToBase64(bytes) {
  let binaryString = "";
  for (let i = 0; i < bytes.length; i++) {
    binaryString += String.fromCharCode(bytes[i]);
  }
  return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
  const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base64.length % 4) % 4);
  return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
  return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
  const cleanHex = hex.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes;
}
function uint8ArrayToHex(bytes) {
  return Array.from(bytes).map((b) => b.toString(16).padStart(2, "0")).join("");
}
var Class = class {
  constructor(..._args) {
  }
};
function members(proto, table) {
  for (const key in table) {
    const desc = Object.getOwnPropertyDescriptor(table, key);
    if (desc.get)
      Object.defineProperty(proto, key, { ...desc, enumerable: false });
    else
      defineBound(proto, key, desc.value);
  }
}
function own(inst, key, value, enumerable = true) {
  Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key, value) {
  return own(inst, key, value, false);
}
// @__NO_SIDE_EFFECTS__
function derived(computes, table) {
  for (const key in computes) {
    const compute = computes[key];
    Object.defineProperty(table, key, {
      configurable: true,
      enumerable: true,
      get() {
        return own(this, key, compute(this));
      },
      set(value) {
        own(this, key, value);
      }
    });
  }
  return table;
}
function defineBound(proto, key, fn) {
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key, fn.bind(this));
    },
    set(value) {
      own(this, key, value);
    }
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
var installing;
var broke = false;
var breaker = {
  configurable: true,
  get() {
    broke = true;
    return void 0;
  }
};
function defineLazyInternal(inst, key, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      Object.defineProperty(this, key, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke)
          delete this[key];
        else
          Object.defineProperty(this, key, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, value });
    }
  });
}
function installLazyProp(inst, key, make, enumerable) {
  const proto = claim(inst, key);
  if (!proto)
    return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make(this);
      Object.defineProperty(this, key, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
    }
  });
}
var CONSTANT_CATCH = "~constantCatch";
function constantCatch(value) {
  const fn = () => value;
  fn[CONSTANT_CATCH] = true;
  return fn;
}

// node_modules/zod/v4/core/core.js
var _a;
var _zodDesc = { value: void 0, enumerable: false };
var _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === "number") {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
function $constructor(name, initializer2, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, "_zod", _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name)) {
      return;
    }
    inst._zod.traits.add(name);
    initializer2(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto)
        up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k))
        continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {
  }
  Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp)
      pp(inst);
    return inst;
  }
  Object.defineProperty(_, "init", { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent)
        return true;
      return inst?._zod?.traits?.has(name);
    }
  });
  Object.defineProperty(_, "name", { value: name });
  return _;
}
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
var $ZodEncodeError = class extends Error {
  constructor(name) {
    super(`Encountered unidirectional transform during encode: ${name}`);
    this.name = "ZodEncodeError";
  }
};
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
var globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc = {
  get: _getMessage,
  set: _setMessage,
  enumerable: true,
  configurable: true
};
var _issuesDesc = { value: void 0, enumerable: false };
var _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
var initializer = (inst, def) => {
  inst.name = "$ZodError";
  _issuesDesc.value = def;
  Object.defineProperty(inst, "issues", _issuesDesc);
  _issuesDesc.value = void 0;
  Object.defineProperty(inst, "message", _messageDesc);
  const proto = Object.getPrototypeOf(inst);
  if (!_installedToString.has(proto)) {
    _installedToString.add(proto);
    Object.defineProperty(proto, "toString", {
      configurable: true,
      enumerable: false,
      get() {
        const value = () => this.message;
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
      }
    });
  }
};
var $ZodError = $constructor("$ZodError", initializer);
var $ZodRealError = $constructor("$ZodError", initializer, void 0, {
  Parent: Error
});

// node_modules/zod/v4/core/parse.js
var _parse = (_Err) => {
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
      throw new $ZodAsyncError();
    }
    if (result.issues.length) {
      const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, _params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parse = /* @__PURE__ */ _parse($ZodRealError);
var _parseAsync = (_Err) => {
  const fn = async (schema, value, _ctx, params) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
      result = await result;
    if (result.issues.length) {
      const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parseAsync = /* @__PURE__ */ _parseAsync($ZodRealError);
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParse = /* @__PURE__ */ _safeParse($ZodRealError);
function failure(Err, issues, ctx) {
  let error;
  return {
    success: false,
    get error() {
      if (!error) {
        error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error;
    },
    set error(e) {
      error = e;
      issues = void 0;
      ctx = void 0;
    }
  };
}
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParseAsync = /* @__PURE__ */ _safeParseAsync($ZodRealError);

// node_modules/zod/v4/core/regexes.js
var anyString = /^[\s\S]{0,}$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;

// node_modules/zod/v4/core/checks.js
var $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
  var _a2;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a2 = inst._zod).onattach ?? (_a2.onattach = []);
});
var _whenHasLength = (payload) => {
  const val = payload.value;
  return !nullish(val) && val.length !== void 0;
};
var numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
var $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_big",
      maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_small",
      minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
  $ZodCheck.init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (isInt) {
      if (!Number.isInteger(input)) {
        payload.issues.push({
          expected: origin,
          format: def.format,
          code: "invalid_type",
          continue: false,
          input,
          inst
        });
        return;
      }
      if (!Number.isSafeInteger(input)) {
        if (input > 0) {
          payload.issues.push({
            input,
            code: "too_big",
            maximum: Number.MAX_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        } else {
          payload.issues.push({
            input,
            code: "too_small",
            minimum: Number.MIN_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        }
        return;
      }
    }
    if (input < minimum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCheckMaxLength = /* @__PURE__ */ $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a2;
  $ZodCheck.init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
    if (length <= def.maximum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMinLength = /* @__PURE__ */ $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a2;
  $ZodCheck.init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units;
    if (length >= def.minimum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a2, _b;
  $ZodCheck.init(inst, def);
  if (def.pattern)
    (_a2 = inst._zod).check ?? (_a2.check = (payload) => {
      def.pattern.lastIndex = 0;
      if (def.pattern.test(payload.value))
        return;
      payload.issues.push({
        origin: "string",
        code: "invalid_format",
        format: def.format,
        input: payload.value,
        ...def.pattern ? { pattern: def.pattern.toString() } : {},
        inst,
        continue: !def.abort
      });
    });
  else
    (_b = inst._zod).check ?? (_b.check = () => {
    });
});
var $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    def.pattern.lastIndex = 0;
    if (def.pattern.test(payload.value))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "regex",
      input: payload.value,
      pattern: def.pattern.toString(),
      inst,
      continue: !def.abort
    });
  };
});

// node_modules/zod/v4/core/versions.js
var version = {
  major: 4,
  minor: 6,
  patch: 7
};

// node_modules/zod/v4/core/schemas.js
var $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
  var _a2;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = version;
  const defChecks = inst._zod.def.checks;
  const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
  for (const ch of checks) {
    for (const fn of ch._zod.onattach) {
      fn(inst);
    }
  }
  if (checks.length === 0) {
    (_a2 = inst._zod).deferred ?? (_a2.deferred = []);
    inst._zod.deferred?.push(() => {
      inst._zod.run = inst._zod.parse;
    });
  } else {
    const runChecks = (payload, checks2, ctx) => {
      if (payload.memo)
        return payload;
      let isAborted = aborted(payload);
      let asyncResult;
      for (const ch of checks2) {
        if (ch._zod.def.when) {
          if (explicitlyAborted(payload))
            continue;
          const shouldRun = ch._zod.def.when(payload);
          if (!shouldRun)
            continue;
        } else if (isAborted) {
          continue;
        }
        const currLen = payload.issues.length;
        const _ = ch._zod.check(payload);
        if (_ instanceof Promise && ctx?.async === false) {
          throw new $ZodAsyncError();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            attachSchema(payload.issues, currLen, inst);
            if (!isAborted)
              isAborted = aborted(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          attachSchema(payload.issues, currLen, inst);
          if (!isAborted)
            isAborted = aborted(payload, currLen);
        }
      }
      if (asyncResult) {
        return asyncResult.then(() => {
          return payload;
        });
      }
      return payload;
    };
    const handleCanaryResult = (canary, payload, ctx) => {
      if (aborted(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
      }
      return inst._zod.parse(checkResult, ctx);
    };
    inst._zod.run = (payload, ctx) => {
      if (ctx.skipChecks) {
        return inst._zod.parse(payload, ctx);
      }
      if (ctx.direction === "backward") {
        const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
        if (canary instanceof Promise) {
          return canary.then((canary2) => {
            return handleCanaryResult(canary2, payload, ctx);
          });
        }
        return handleCanaryResult(canary, payload, ctx);
      }
      const result = inst._zod.parse(payload, ctx);
      if (result instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
}, {
  // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
  get "~standard"() {
    return hide(this, "~standard", standardProps(this));
  },
  set "~standard"(value) {
    own(this, "~standard", value);
  }
});
var toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise))
          return toStandardResult(r, ctx);
      } catch (_) {
      }
      return validateAsync(inst, value);
    },
    vendor: "zod",
    version: 1
  };
}
var $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = def.pattern ?? anyString;
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {
      }
    if (typeof payload.value === "string")
      return payload;
    payload.issues.push({
      expected: "string",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = number;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Number(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
      return payload;
    }
    const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
    payload.issues.push({
      expected: "number",
      code: "invalid_type",
      input,
      inst,
      ...received ? { received } : {}
    });
    return payload;
  };
});
var $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
  $ZodCheckNumberFormat.init(inst, def);
  $ZodNumber.init(inst, def);
});
var $ZodBoolean = /* @__PURE__ */ $constructor("$ZodBoolean", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "boolean")
      return payload;
    payload.issues.push({
      expected: "boolean",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
var $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload) => payload;
});
var $ZodNever = /* @__PURE__ */ $constructor("$ZodNever", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: "never",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
function capSize(inst, size2) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length)
    return;
  const cap = Math.min(...caps.map((c) => c[0]));
  const parse2 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n = size2(payload.value);
    if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
      for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
        if (n > max && ch._zod.def.when(payload)) {
          const start = payload.issues.length;
          ch._zod.check(payload);
          payload.issues[start].continue = false;
          attachSchema(payload.issues, start, inst);
          return payload;
        }
      }
    }
    return parse2(payload, ctx);
  };
}
var arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index, result.issues));
  }
  final.value[index] = result.value;
}
var $ZodArray = /* @__PURE__ */ $constructor("$ZodArray", (inst, def) => {
  $ZodType.init(inst, def);
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: "array",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
    const proms = [];
    const abortEarly = ctx?.abortEarly;
    for (let i = 0; i < input.length; i++) {
      const item = input[i];
      const result = def.element._zod.run({
        value: item,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
        if (abortEarly && result.issues.length !== 0 && aborted(result))
          break;
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
  capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
  const isPresent = key in input;
  const isOptionalOut = optout === "optional";
  if (!isPresent && isOptionalOut && optin === "optional") {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: "invalid_type",
        expected: "nonoptional",
        input: void 0,
        path: [key]
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || optin === "defaulted" && !isOptionalOut) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
var NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen))
        break;
      seen = payload.issues.length;
    }
    if (keySet.has(key))
      continue;
    if (key === "__proto__") {
      if (t === "never")
        unrecognized.push(key);
      continue;
    }
    if (t === "never") {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
  $ZodType.init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  const sh = desc?.get ? desc.get.raw : def.shape ?? {};
  if (sh) {
    const get = () => {
      const newSh = { ...sh };
      Object.defineProperty(def, "shape", { value: newSh });
      get.raw = newSh;
      return newSh;
    };
    get.raw = sh;
    Object.defineProperty(def, "shape", { get });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazyInternal(inst, "propValues", (zod) => {
    const shape = zod.def.shape;
    const propValues = {};
    for (const key in shape) {
      const field = shape[key]._zod;
      if (field.values) {
        if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
          assignProp(propValues, key, /* @__PURE__ */ new Set());
        }
        for (const v of field.values)
          propValues[key].add(v);
        if (field.optin !== void 0)
          propValues[key].add(void 0);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
    const proms = [];
    const shape = value.shape;
    const abortEarly = ctx?.abortEarly;
    let seen = payload.issues.length;
    for (const key of value.allKeys) {
      if (abortEarly && payload.issues.length !== seen) {
        if (aborted(payload, seen))
          break;
        seen = payload.issues.length;
      }
      if (key === "__proto__")
        continue;
      const el = shape[key];
      const optin = el._zod.optin;
      const optout = el._zod.optout;
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
      } else {
        handlePropertyResult(r, payload, key, input, optin, optout);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
  };
});
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
var $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
  defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  defineLazyInternal(inst, "values", (zod) => {
    if (zod.def.options.every((o) => o._zod.values)) {
      return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    if (zod.def.options.every((o) => o._zod.pattern)) {
      const patterns = zod.def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
    }
    return void 0;
  });
  const first = def.options.length === 1 ? def.options[0]._zod.run : null;
  inst._zod.parse = (payload, ctx) => {
    if (first) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        if (result.issues.length === 0)
          return result;
        results.push(result);
      }
    }
    if (!async)
      return handleUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleUnionResults(results2, payload, inst, ctx);
    });
  };
});
function discriminatorMap(def) {
  const map = /* @__PURE__ */ new Map();
  for (const option of def.options) {
    const values = option._zod.propValues?.[def.discriminator];
    if (!values || values.size === 0)
      throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
    for (const value of values) {
      if (map.has(value)) {
        if (value !== void 0)
          throw new Error(`Duplicate discriminator value "${String(value)}"`);
        map.set(value, null);
      } else {
        map.set(value, option);
      }
    }
  }
  return map;
}
var $ZodDiscriminatedUnion = /* @__PURE__ */ $constructor("$ZodDiscriminatedUnion", (inst, def) => {
  def.inclusive = false;
  $ZodUnion.init(inst, def);
  const _super = inst._zod.parse;
  defineLazyInternal(inst, "propValues", (zod) => {
    const propValues = {};
    let undefinedCount = 0;
    for (const option of zod.def.options) {
      const pv = option._zod.propValues;
      if (!pv || Object.keys(pv).length === 0)
        throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
      if (pv[zod.def.discriminator]?.has(void 0))
        undefinedCount++;
      for (const [k, v] of Object.entries(pv)) {
        if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
          assignProp(propValues, k, /* @__PURE__ */ new Set());
        }
        for (const val of v) {
          propValues[k].add(val);
        }
      }
    }
    if (!zod.def.unionFallback && undefinedCount > 1)
      propValues[zod.def.discriminator]?.delete(void 0);
    return propValues;
  });
  def.options.forEach((option, i) => {
    const propShape = rawShape(option._zod.def);
    if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
      throw new Error(`Invalid discriminated union option at index "${i}"`);
    }
  });
  const disc = cached(() => discriminatorMap(def));
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isObject(input)) {
      payload.issues.push({
        code: "invalid_type",
        expected: "object",
        input,
        inst
      });
      return payload;
    }
    const value = input?.[def.discriminator];
    const opt = disc.value.get(value);
    if (opt && (value !== void 0 || ctx.direction !== "backward")) {
      return opt._zod.run(payload, ctx);
    }
    if (def.unionFallback || ctx.direction === "backward") {
      return _super(payload, ctx);
    }
    payload.issues.push({
      code: "invalid_union",
      errors: [],
      note: "No matching discriminator",
      discriminator: def.discriminator,
      options: Array.from(disc.value.keys()).filter((value2) => disc.value.get(value2) !== null),
      input,
      path: [def.discriminator],
      inst
    });
    return payload;
  };
});
var $ZodEnum = /* @__PURE__ */ $constructor("$ZodEnum", (inst, def) => {
  $ZodType.init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  defineLazyInternal(inst, "pattern", (zod) => {
    const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
    return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodLiteral = /* @__PURE__ */ $constructor("$ZodLiteral", (inst, def) => {
  $ZodType.init(inst, def);
  const values = new Set(def.values);
  inst._zod.values = values;
  defineLazyInternal(inst, "pattern", (zod) => {
    const vals = zod.def.values;
    return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values: def.values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "optional";
  globalConfig.memoizer?.guard(inst);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    const _out = def.transform(payload.value, payload);
    if (ctx.async) {
      const output = _out instanceof Promise ? _out : Promise.resolve(_out);
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    if (_out instanceof Promise) {
      throw new $ZodAsyncError();
    }
    payload.value = _out;
    return payload;
  };
});
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
var $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  inst._zod.optout = "optional";
  defineLazyInternal(inst, "values", (zod) => {
    const values = zod.def.innerType._zod.values;
    return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === void 0) {
      if (def.innerType._zod.optin !== "defaulted")
        return payload;
      const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
      if (result instanceof Promise)
        return result.then((result2) => handleOptionalResult(payload, result2));
      return handleOptionalResult(payload, result);
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodExactOptional = /* @__PURE__ */ $constructor("$ZodExactOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
  inst._zod.parse = (payload, ctx) => {
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodNullable = /* @__PURE__ */ $constructor("$ZodNullable", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
  });
  defineLazyInternal(inst, "values", (zod) => {
    return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === null)
      return payload;
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodDefault = /* @__PURE__ */ $constructor("$ZodDefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
      return payload;
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleDefaultResult(result2, def));
    }
    return handleDefaultResult(result, def);
  };
});
function handleDefaultResult(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
}
function handleCatchResult(payload, result, def, ctx) {
  if (!result.issues.length) {
    payload.value = result.value;
    if (result.memo)
      payload.memo = true;
    return payload;
  }
  payload.value = def.catchValue({
    ...result,
    value: payload.value,
    error: {
      issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config()))
    },
    input: payload.value
  });
  return payload;
}
var $ZodCatch = /* @__PURE__ */ $constructor("$ZodCatch", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleCatchResult(payload, result2, def, ctx));
    }
    return handleCatchResult(payload, result, def, ctx);
  };
});
var $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handlePipeResult(right2, def.in, ctx));
      }
      return handlePipeResult(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => handlePipeResult(left2, def.out, ctx));
    }
    return handlePipeResult(left, def.out, ctx);
  };
});
function handlePipeResult(left, next, ctx) {
  if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
var $ZodCustom = /* @__PURE__ */ $constructor("$ZodCustom", (inst, def) => {
  $ZodCheck.init(inst, def);
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _) => {
    return payload;
  };
  inst._zod.check = (payload) => {
    const input = payload.value;
    const r = def.fn(input);
    if (r instanceof Promise) {
      return r.then((r2) => handleRefineResult(r2, payload, input, inst));
    }
    handleRefineResult(r, payload, input, inst);
    return;
  };
});
function handleRefineResult(result, payload, input, inst) {
  if (!result) {
    const _iss = {
      code: "custom",
      input,
      inst,
      // incorporates params.error into issue reporting
      path: [...inst._zod.def.path ?? []],
      // incorporates params.error into issue reporting
      continue: !inst._zod.def.abort
      // params: inst._zod.def.params,
    };
    if (inst._zod.def.params)
      _iss.params = inst._zod.def.params;
    payload.issues.push(issue(_iss));
  }
}

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks)
    def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class2, params) {
  return new Class2(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _number(Class2, params) {
  return new Class2(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class2, params) {
  return new Class2({
    type: "boolean",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class2) {
  return new Class2({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
function _never(Class2, params) {
  return new Class2({
    type: "never",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
  const ch = new $ZodCheckMaxLength({
    check: "max_length",
    ...normalizeParams(params),
    maximum
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new $ZodCheckMinLength({
    check: "min_length",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new $ZodCheckRegex({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class2, fn, _params) {
  const norm = normalizeParams(_params);
  norm.abort ?? (norm.abort = true);
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...norm
  });
  return schema;
}
// @__NO_SIDE_EFFECTS__
function _refine(Class2, fn, _params) {
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...normalizeParams(_params)
  });
  return schema;
}

// node_modules/zod/v4/mini/schemas.js
var ZodMiniType = /* @__PURE__ */ $constructor("ZodMiniType", (inst, def) => {
  if (!inst._zod)
    throw new Error("Uninitialized schema in ZodMiniType.");
  $ZodType.init(inst, def);
  inst.def = def;
  inst.type = def.type;
}, {
  // `with` is an alias for `check`: the same function object, not a wrapper.
  get with() {
    return this.check;
  },
  set with(value) {
    own(this, "with", value);
  },
  parse(data, params) {
    return parse(this, data, params, { callee: this.parse });
  },
  parseAsync(data, params) {
    return parseAsync(this, data, params, { callee: this.parseAsync });
  },
  safeParse(data, params) {
    return safeParse(this, data, params);
  },
  safeParseAsync(data, params) {
    return safeParseAsync(this, data, params);
  },
  check(...checks) {
    const def = this.def;
    return this.clone({
      ...def,
      checks: [
        ...def.checks ?? [],
        ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }, { parent: true });
  },
  clone(_def, params) {
    return clone(this, _def, params);
  },
  brand() {
    return this;
  },
  register(reg, meta2) {
    reg.add(this, meta2);
    return this;
  },
  apply(fn, ...args) {
    return args.length === 0 ? fn(this) : fn(this, ...args);
  }
});
var ZodMiniString = /* @__PURE__ */ $constructor("ZodMiniString", (inst, def) => {
  $ZodString.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string2(params) {
  return _string(ZodMiniString, params);
}
var ZodMiniNumber = /* @__PURE__ */ $constructor("ZodMiniNumber", (inst, def) => {
  $ZodNumber.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function number2(params) {
  return _number(ZodMiniNumber, params);
}
var ZodMiniNumberFormat = /* @__PURE__ */ $constructor("ZodMiniNumberFormat", (inst, def) => {
  $ZodNumberFormat.init(inst, def);
  ZodMiniNumber.init(inst, def);
});
function int(params) {
  return _int(ZodMiniNumberFormat, params);
}
var ZodMiniBoolean = /* @__PURE__ */ $constructor("ZodMiniBoolean", (inst, def) => {
  $ZodBoolean.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean2(params) {
  return _boolean(ZodMiniBoolean, params);
}
var ZodMiniUnknown = /* @__PURE__ */ $constructor("ZodMiniUnknown", (inst, def) => {
  $ZodUnknown.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
  return _unknown(ZodMiniUnknown);
}
var ZodMiniNever = /* @__PURE__ */ $constructor("ZodMiniNever", (inst, def) => {
  $ZodNever.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never(params) {
  return _never(ZodMiniNever, params);
}
var ZodMiniArray = /* @__PURE__ */ $constructor("ZodMiniArray", (inst, def) => {
  $ZodArray.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
  return new ZodMiniArray({
    type: "array",
    element,
    ...normalizeParams(params)
  });
}
var ZodMiniObject = /* @__PURE__ */ $constructor("ZodMiniObject", (inst, def) => {
  $ZodObject.init(inst, def);
  ZodMiniType.init(inst, def);
  installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
  const def = {
    type: "object",
    shape: shape ?? {},
    ...normalizeParams(params)
  };
  return new ZodMiniObject(def);
}
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
  return new ZodMiniObject({
    type: "object",
    shape,
    catchall: /* @__PURE__ */ never(),
    ...normalizeParams(params)
  });
}
var ZodMiniDiscriminatedUnion = /* @__PURE__ */ $constructor("ZodMiniDiscriminatedUnion", (inst, def) => {
  $ZodDiscriminatedUnion.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function discriminatedUnion(discriminator, options, params) {
  return new ZodMiniDiscriminatedUnion({
    type: "union",
    options,
    discriminator,
    ...normalizeParams(params)
  });
}
var ZodMiniEnum = /* @__PURE__ */ $constructor("ZodMiniEnum", (inst, def) => {
  $ZodEnum.init(inst, def);
  ZodMiniType.init(inst, def);
  inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodMiniEnum({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
var ZodMiniLiteral = /* @__PURE__ */ $constructor("ZodMiniLiteral", (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
  return new ZodMiniLiteral({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...normalizeParams(params)
  });
}
var ZodMiniTransform = /* @__PURE__ */ $constructor("ZodMiniTransform", (inst, def) => {
  $ZodTransform.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
  return new ZodMiniTransform({
    type: "transform",
    transform: fn
  });
}
var ZodMiniExactOptional = /* @__PURE__ */ $constructor("ZodMiniExactOptional", (inst, def) => {
  $ZodExactOptional.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function exactOptional(innerType) {
  return new ZodMiniExactOptional({
    type: "optional",
    innerType
  });
}
var ZodMiniNullable = /* @__PURE__ */ $constructor("ZodMiniNullable", (inst, def) => {
  $ZodNullable.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
  return new ZodMiniNullable({
    type: "nullable",
    innerType
  });
}
var ZodMiniDefault = /* @__PURE__ */ $constructor("ZodMiniDefault", (inst, def) => {
  $ZodDefault.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
  return new ZodMiniDefault({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
    }
  });
}
var ZodMiniCatch = /* @__PURE__ */ $constructor("ZodMiniCatch", (inst, def) => {
  $ZodCatch.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _catch(innerType, catchValue) {
  return new ZodMiniCatch({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : util_exports.constantCatch(catchValue)
  });
}
var ZodMiniPipe = /* @__PURE__ */ $constructor("ZodMiniPipe", (inst, def) => {
  $ZodPipe.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
  return new ZodMiniPipe({
    type: "pipe",
    in: in_,
    out
  });
}
var ZodMiniCustom = /* @__PURE__ */ $constructor("ZodMiniCustom", (inst, def) => {
  $ZodCustom.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function check(fn, params) {
  const ch = new $ZodCheck({
    check: "custom",
    ...normalizeParams(params)
  });
  ch._zod.check = fn;
  return ch;
}
// @__NO_SIDE_EFFECTS__
function custom(fn, _params) {
  return _custom(ZodMiniCustom, fn ?? (() => true), _params);
}
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
  return _refine(ZodMiniCustom, fn, _params);
}

// shared/contracts/access-table.ts
init_limits();

// shared/contracts/name.ts
init_limits();
var CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
function problemOfName(text2) {
  if (text2 === "") return "expected at least 1 character";
  if (text2 !== text2.trim()) return "expected no space at the start or the end";
  if (CONTROL.test(text2)) return "expected no control characters";
  if (!text2.isWellFormed()) return "expected well-formed Unicode (no lone surrogates)";
  if (text2 === "." || text2 === "..") return 'expected a name that a URL path can hold, not "." or ".."';
  return void 0;
}
function nameSchema(maxLength) {
  return string2().check(
    _maxLength(maxLength),
    check((payload) => {
      const message = problemOfName(payload.value);
      if (message !== void 0) payload.issues.push({ code: "custom", input: "", message });
    })
  );
}
var OTHER_FLAG = "__other__";
var flagKeySchema = nameSchema(LIMITS.flagKeyLength).check(
  refine((key) => key !== OTHER_FLAG, `${OTHER_FLAG} is kept for counting flags that do not exist`)
);
var variantNameSchema = nameSchema(LIMITS.variantNameLength);
var environmentIdSchema = string2().check(_regex(/^[a-z0-9]{12}$/, "expected 12 characters of a-z and 0-9"));

// shared/contracts/kind-of.ts
function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" && !Number.isFinite(value)) return "a number that is not finite";
  return typeof value;
}

// shared/contracts/parse-with.ts
init_parse_result();
function parseWith(schema, input) {
  const result = schema.safeParse(input);
  if (result.success) return parsed(result.data);
  return { ok: false, problems: result.error.issues.flatMap((issue2) => problemsOf(issue2, input, [])) };
}
function problemsOf(issue2, root, prefix) {
  const path = [...prefix, ...issue2.path.map((part) => typeof part === "symbol" ? String(part) : part)];
  if (issue2.code === "invalid_union") {
    const branch = closestBranch(issue2.errors);
    if (branch !== void 0) return branch.flatMap((inner) => problemsOf(inner, root, path));
  }
  if (issue2.code === "unrecognized_keys") {
    return issue2.keys.map((key) => ({ path: [...path, key], message: "unknown property" }));
  }
  return [{ path, message: messageOf(issue2, valueAt(root, path)) }];
}
function closestBranch(branches) {
  const depth = (branch) => Math.max(0, ...branch.map((issue2) => issue2.path.length));
  const strangers = (branch) => branch.filter((issue2) => issue2.code === "unrecognized_keys").length;
  return branches.toSorted((a, b) => strangers(a) - strangers(b) || depth(b) - depth(a) || a.length - b.length)[0];
}
function messageOf(issue2, arrived) {
  switch (issue2.code) {
    case "invalid_type":
      return arrived === void 0 ? `required (${issue2.expected})` : `expected ${issue2.expected}, got ${kindOf(arrived)}`;
    case "invalid_value":
      return expectedOneOf(issue2.values, arrived);
    case "invalid_union":
      return "options" in issue2 && issue2.options !== void 0 ? expectedOneOf(issue2.options, arrived) : ownWords(issue2);
    case "too_big":
      return `expected at most ${String(issue2.maximum)}${unitOf(issue2.origin)}, got ${sizeOf(arrived)}`;
    case "too_small":
      return `expected at least ${String(issue2.minimum)}${unitOf(issue2.origin)}, got ${sizeOf(arrived)}`;
    case "invalid_format":
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return ownWords(issue2);
    default:
      return issue2;
  }
}
function expectedOneOf(values, arrived) {
  return `expected ${values.map((value) => JSON.stringify(value)).join(" or ")}, got ${kindOf(arrived)}`;
}
function ownWords({ code, message }) {
  return message === "Invalid input" || message === "" ? `not accepted (${code})` : message;
}
function unitOf(origin) {
  if (origin === "string") return " characters";
  return origin === "array" ? " items" : "";
}
function sizeOf(value) {
  if (typeof value === "number") return String(value);
  if (typeof value === "string" || Array.isArray(value)) return String(value.length);
  return kindOf(value);
}
function valueAt(root, path) {
  return path.reduce(
    (value, part) => typeof value === "object" && value !== null && Object.hasOwn(value, part) ? value[part] : void 0,
    root
  );
}

// shared/contracts/access-table.ts
var keySchema = object({
  id: string2().check(_minLength(1)),
  sha256: string2().check(_regex(/^[0-9a-f]{64}$/)),
  kind: _enum(KEY_KINDS),
  scopes: pipe(array(string2()), transform(knownScopes)),
  expiresAtMs: nullable(int()),
  origins: nullable(array(string2()).check(_maxLength(LIMITS.originsPerKey)))
});
var accessTableSchema = object({
  kind: literal("access"),
  environment: environmentIdSchema,
  version: int().check(_gte(0)),
  issuedAtMs: int(),
  keys: pipe(array(unknown()).check(_maxLength(LIMITS.keysPerEnvironment)), transform(readableKeys))
});
function knownScopes(scopes) {
  return KEY_SCOPES.filter((scope) => scopes.includes(scope));
}
function readableKeys(entries) {
  return entries.flatMap((entry) => {
    const key = keySchema.safeParse(entry);
    return key.success ? [key.data] : [];
  });
}
function parseAccessTable(input) {
  return parseWith(accessTableSchema, input);
}
function findAccessKey(table, sha256) {
  let found;
  for (const key of table.keys) {
    if (equalsInConstantTime(key.sha256, sha256)) found = key;
  }
  return found;
}
function isExpired(key, nowMs) {
  return key.expiresAtMs !== null && nowMs >= key.expiresAtMs;
}
function equalsInConstantTime(a, b) {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

// shared/hashing/encoding.ts
function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function fromBase64(text2) {
  try {
    return Uint8Array.from(atob(text2), (character) => character.charCodeAt(0));
  } catch {
    return void 0;
  }
}
async function sha256Hex(data) {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

// edge/access/rate-limiter.ts
async function isWithinLimit(limiter, request) {
  if (limiter === void 0) return true;
  const { success } = await limiter.limit({ key: request.headers.get("cf-connecting-ip") ?? "unknown" });
  return success;
}
var LIMIT_PERIOD_SECONDS = 60;

// edge/access/authenticate.ts
function createAuthenticate({ environments, runtime, guessLimiter }) {
  const findLive = ({ access }, text2, sha256) => {
    const key = findAccessKey(access.value, sha256);
    if (key === void 0 || isExpired(key, runtime.nowMs())) return void 0;
    access.found.set(text2, key);
    return key;
  };
  const identify = async (environment, text2, { request, lifetime }) => {
    const sha256 = await sha256Hex(text2);
    const key = findLive(environment, text2, sha256);
    if (key !== void 0) return admit(key, environment, request);
    if (!await isWithinLimit(guessLimiter, request)) return "too_many";
    const isLookedFor = await environments.lookAgain(environment, { kind: "key", name: text2 }, lifetime);
    const made = findLive(environment, text2, sha256);
    if (made !== void 0) return admit(made, environment, request);
    return isLookedFor ? "bad_key" : "not_ready";
  };
  const judge = (readiness, text2, arrival) => {
    if (readiness === "unknown") return "bad_key";
    if (readiness === "not_ready") return readiness;
    const key = readiness.access.found.get(text2);
    if (key !== void 0 && !isExpired(key, runtime.nowMs())) return admit(key, readiness, arrival.request);
    return identify(readiness, text2, arrival);
  };
  const enter = ({ ownerId, text: text2 }, arrival) => {
    const readiness = environments.ready(ownerId, arrival.lifetime);
    if (!(readiness instanceof Promise)) return judge(readiness, text2, arrival);
    return readiness.then((settled) => judge(settled, text2, arrival));
  };
  const enterUnexpected = async (presented, arrival) => await isWithinLimit(guessLimiter, arrival.request) ? enter(presented, arrival) : "too_many";
  return (request, lifetime) => {
    const text2 = presentedKey(request.headers);
    if (text2 === void 0) return "no_key";
    const presented = parseAccessKey(text2);
    if (!presented.ok || presented.value.kind === "adm") return "bad_key";
    const isExpected = environments.isExpected(presented.value.ownerId);
    return (isExpected ? enter : enterUnexpected)(presented.value, { request, lifetime });
  };
}
function presentedKey(headers) {
  const authorization = headers.get("authorization");
  if (authorization !== null) return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
  return headers.get("x-api-key") ?? void 0;
}
function admit(key, environment, request) {
  if (key.kind === "adm" || !key.scopes.some((scope) => scope === "evaluate" || scope === "classic")) return "forbidden";
  if (key.kind === "cli" && !isOriginAllowed(key.origins, request.headers)) return "forbidden";
  return { kind: key.kind, mayExplain: key.kind === "srv" && key.scopes.includes("evaluate"), environment };
}
function isOriginAllowed(origins, headers) {
  if (origins === null) return true;
  const origin = headers.get("origin");
  return origin !== null && origins.includes(origin);
}

// edge/access/open-door.ts
function createOpenDoor({
  authenticate,
  environments,
  classicEnvironment,
  classicLimiter
}) {
  const admitAnybody = async (id, request, lifetime) => {
    if (!await isWithinLimit(classicLimiter, request)) return "too_many";
    const readiness = await environments.ready(id, lifetime);
    if (typeof readiness === "string") return "not_ready";
    return { kind: "open", mayExplain: false, environment: readiness };
  };
  return (request, lifetime) => {
    const admitted = authenticate(request, lifetime);
    if (admitted !== "no_key" || classicEnvironment === void 0) return admitted;
    return admitAnybody(classicEnvironment, request, lifetime);
  };
}

// shared/evaluation/evaluate-flag.ts
function evaluateFlag(flag, context, nowMs) {
  if (flag.resolution !== void 0) return flag.resolution;
  for (const rule of flag.rules) {
    if (rule.matches(context, nowMs)) {
      const resolution = rule.serve(context, nowMs);
      if (resolution !== void 0) return resolution;
    }
  }
  return flag.serveDefault(context, nowMs);
}

// edge/access/refusal-status.ts
var REFUSAL_STATUS = {
  no_key: 401,
  bad_key: 401,
  forbidden: 403,
  too_many: 429,
  not_ready: 503
};
var REFUSAL_HEADERS = {
  no_key: { "www-authenticate": "Bearer" },
  bad_key: { "www-authenticate": "Bearer" },
  forbidden: {},
  too_many: { "retry-after": String(LIMIT_PERIOD_SECONDS) },
  not_ready: { "retry-after": "1" }
};

// edge/evaluation/classic-answer.ts
var CLASSIC_REFUSALS = {
  no_key: { error: "Authorization header obrigat\xF3rio" },
  bad_key: { error: "Chave de API inv\xE1lida" },
  forbidden: { error: "Acesso n\xE3o autorizado" },
  too_many: { error: "Requisi\xE7\xF5es demais deste endere\xE7o" },
  not_ready: { error: "As flags deste ambiente ainda n\xE3o foram carregadas", errorCode: "PROVIDER_NOT_READY" }
};

// shared/contracts/json.ts
init_limits();
init_parse_result();
function isJsonObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isJsonValue(value) {
  return isJsonWithin(value, LIMITS.jsonDepth);
}
function isJsonWithin(value, depth) {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) {
    return value === null || typeof value === "string" || typeof value === "boolean";
  }
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJsonWithin(item, depth - 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isJsonWithin(item, depth - 1));
}
function parseJson(text2, maxDepth = LIMITS.jsonDepth) {
  if (maxDepth < Number.POSITIVE_INFINITY && exceedsDepth(text2, maxDepth))
    return refused(`nested deeper than ${maxDepth} levels`);
  try {
    return parsed(JSON.parse(text2));
  } catch {
    return refused("not valid JSON");
  }
}
var QUOTE = 34;
var BACKSLASH = 92;
var OPEN_BRACKET = 91;
var CLOSE_BRACKET = 93;
var OPEN_BRACE = 123;
var CLOSE_BRACE = 125;
function exceedsDepth(text2, maxDepth) {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text2.length; i++) {
    const unit = text2.charCodeAt(i);
    if (inString) {
      if (unit === BACKSLASH) i++;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (++depth > maxDepth) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth--;
  }
  return false;
}

// edge/evaluation/classic-request.ts
init_limits();
init_parse_result();

// edge/evaluation/query-field.ts
function readQueryField(query, field) {
  for (const pair of query.split("&")) {
    const end2 = pair.indexOf("=");
    if (decode2(end2 < 0 ? pair : pair.slice(0, end2)) !== field) continue;
    const text2 = end2 < 0 ? "" : decode2(pair.slice(end2 + 1));
    return text2 === void 0 ? "malformed" : { text: text2 };
  }
  return void 0;
}
function decode2(text2) {
  const spaced = text2.replaceAll("+", " ");
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return void 0;
  }
}

// edge/evaluation/read-body.ts
init_limits();
async function readBody(request) {
  const announced = request.headers.get("content-length");
  if (announced === null || request.headers.has("transfer-encoding")) return readCounted(request.body);
  return Number(announced) > LIMITS.evaluationBodyBytes ? void 0 : request.text();
}
async function readCounted(body) {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text2 = "";
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > LIMITS.evaluationBodyBytes) {
      await reader.cancel();
      return void 0;
    }
    text2 += decoder.decode(part.value, { stream: true });
  }
  return text2 + decoder.decode();
}

// edge/evaluation/classic-request.ts
var FIELDS = ["user_id", "flag_name", "country"];
var text = (maxLength) => _default(string2().check(_maxLength(maxLength)), "");
var classicRequestSchema = strictObject({
  user_id: text(LIMITS.targetingKeyLength),
  flag_name: text(LIMITS.flagKeyLength),
  country: text(LIMITS.textLength)
});
async function readClassicRequest(request) {
  if (request.method !== "POST") return readQuery(request.url);
  const body = await readBody(request);
  if (body === void 0) return refusedWith("Corpo da requisi\xE7\xE3o grande demais", 413);
  const json = parseJson(body);
  return json.ok ? readFields(json.value) : refusedWith("Corpo da requisi\xE7\xE3o inv\xE1lido");
}
function readQuery(url) {
  const query = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  const given = {};
  for (const field of FIELDS) {
    const value = readQueryField(query, field);
    if (value === "malformed") return refusedWith(`${field}: malformed percent-encoding`);
    if (value !== void 0) given[field] = value.text;
  }
  return readFields(given);
}
function readFields(given) {
  const fields = parseWith(classicRequestSchema, given);
  if (!fields.ok) return refusedWith(describeProblems(fields.problems));
  const { user_id, flag_name } = fields.value;
  return user_id === "" || flag_name === "" ? refusedWith("user_id e flag_name s\xE3o obrigat\xF3rios") : fields;
}
function refusedWith(error, status = 400) {
  return { ok: false, status, body: { error } };
}

// edge/evaluation/decisions.ts
function decisionOf(asked, resolution) {
  if (resolution.reason === "ERROR") return failedDecision(asked, resolution.errorCode, null);
  const served = "variant" in resolution;
  return {
    ...placeOf(asked),
    isKnownFlag: true,
    value: served ? resolution.value : null,
    variant: served ? resolution.variant : null,
    reason: resolution.reason,
    ruleId: served ? resolution.ruleId ?? null : null
  };
}
function failedDecision(asked, errorCode, value) {
  const isKnownFlag = errorCode !== "FLAG_NOT_FOUND";
  return { ...placeOf(asked), isKnownFlag, value, variant: null, reason: errorCode, ruleId: null };
}
function placeOf({ caller, flag, source, userId, atMs }) {
  const { id, ruleset } = caller.environment;
  return {
    environmentId: id,
    settings: ruleset.settings,
    isPublicCaller: caller.kind !== "srv",
    flag,
    source,
    userId,
    atMs
  };
}

// edge/evaluation/location.ts
var PARTS = ["country", "region", "city", "continent", "timezone"];
function locationOf(request) {
  const cf = "cf" in request ? request.cf : void 0;
  if (typeof cf !== "object" || cf === null) return {};
  const known = PARTS.map((part) => [part, cf[part]]);
  return Object.fromEntries(known.filter(([, value]) => typeof value === "string" && value !== ""));
}
function withLocation(context, caller, request) {
  if (caller === "srv") return context;
  const said = Object.entries(context).filter(([name]) => name !== "geo" && !name.startsWith("geo."));
  return { ...Object.fromEntries(said), geo: locationOf(request) };
}

// edge/evaluation/visible-flag.ts
init_limits();
function visibleFlag({ kind, environment }, key) {
  const flag = environment.ruleset.flag(key);
  return flag !== void 0 && isVisible(flag, kind) ? flag : void 0;
}
async function lookForFlag(caller, key, { environments, lifetime }) {
  if (key.length > LIMITS.flagKeyLength) return;
  await environments.lookAgain(caller.environment, { kind: "flag", name: key }, lifetime);
}
function isVisible(flag, caller) {
  if (caller === "srv") return true;
  if (flag.state === "broken") return false;
  return caller === "cli" ? flag.clientVisible : flag.scheme === "togglemaster-classic";
}

// edge/evaluation/classic.ts
function createClassic({ authenticate, environments, usage, runtime }) {
  const evaluate = async ({ caller, wanted }, request, lifetime) => {
    const { user_id, flag_name } = wanted;
    if (visibleFlag(caller, flag_name) === void 0) await lookForFlag(caller, flag_name, { environments, lifetime });
    const flag = visibleFlag(caller, flag_name);
    const nowMs = runtime.nowMs();
    const asked = { caller, flag: flag_name, source: "classic", userId: user_id, atMs: nowMs };
    const decision = decide(asked, flag, classicContext(wanted, caller, request));
    usage.record(decision, lifetime);
    const { value, variant, reason } = decision;
    const { version: version3 } = caller.environment.ruleset;
    const body = { flag_name, user_id, result: value, variant, reason, version: version3 };
    return answerJson(200, body, rulesetHeaders(caller.environment, nowMs));
  };
  return async (request, lifetime) => {
    const admitted = authenticate(request, lifetime);
    const caller = admitted instanceof Promise ? await admitted : admitted;
    if (typeof caller === "string") {
      return answerJson(REFUSAL_STATUS[caller], CLASSIC_REFUSALS[caller], REFUSAL_HEADERS[caller]);
    }
    const read = await readClassicRequest(request);
    if (read.ok) return evaluate({ caller, wanted: read.value }, request, lifetime);
    return answerJson(read.status, read.body, rulesetHeaders(caller.environment, runtime.nowMs()));
  };
}
function decide(asked, flag, context) {
  if (flag === void 0) return failedDecision(asked, "FLAG_NOT_FOUND", false);
  const resolution = evaluateFlag(flag, context, asked.atMs);
  if (resolution.reason === "ERROR") return failedDecision(asked, resolution.errorCode, false);
  if (!("variant" in resolution)) return { ...decisionOf(asked, resolution), value: false };
  if (typeof resolution.value !== "boolean") return failedDecision(asked, "TYPE_MISMATCH", false);
  return decisionOf(asked, resolution);
}
function classicContext({ user_id, country }, { kind }, request) {
  const geo = kind === "srv" && country !== "" ? { country } : locationOf(request);
  return { targetingKey: user_id, geo };
}

// edge/evaluation/etag.ts
async function entityTag(version3, body) {
  return `"v${version3}.${(await sha256Hex(body)).slice(0, 32)}"`;
}
function isMatchedBy(ifNoneMatch, tag) {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === tag);
}

// shared/contracts/assert-never.ts
function assertNever2(value) {
  throw new Error(`unexpected member of a union: ${typeof value}`);
}

// edge/evaluation/ofrep-answer.ts
var ERROR_STATUS = {
  PROVIDER_NOT_READY: 503,
  FLAG_NOT_FOUND: 404,
  PARSE_ERROR: 400,
  TYPE_MISMATCH: 400,
  TARGETING_KEY_MISSING: 400,
  INVALID_CONTEXT: 400,
  GENERAL: 500
};
function ofrepResult(key, resolution, caller) {
  if (resolution.reason === "ERROR") {
    const { errorCode, errorMessage } = resolution;
    return caller === "srv" ? { key, errorCode, errorDetails: errorMessage } : { key, errorCode };
  }
  if (!("variant" in resolution)) return { key, reason: resolution.reason };
  return { key, value: resolution.value, reason: resolution.reason, variant: resolution.variant };
}
function flagNotFound(key) {
  return { key, errorCode: "FLAG_NOT_FOUND", errorDetails: "there is no such flag for this key" };
}
function ofrepRefusal(refusal) {
  switch (refusal) {
    case "no_key":
      return { errorCode: "GENERAL", errorDetails: "expected a key: Authorization: Bearer <key>, or X-API-Key: <key>" };
    case "bad_key":
      return { errorCode: "GENERAL", errorDetails: "the key is not valid" };
    case "forbidden":
      return { errorCode: "GENERAL", errorDetails: "the key may not evaluate flags, or not from here" };
    case "too_many":
      return { errorCode: "GENERAL", errorDetails: "too many invalid keys from this address" };
    case "not_ready":
      return { errorCode: "PROVIDER_NOT_READY", errorDetails: "the flags of this environment are not loaded yet" };
    default:
      return assertNever2(refusal);
  }
}

// shared/contracts/evaluation.ts
init_limits();
init_parse_result();
function parseEvaluationContext(input) {
  if (!isJsonObject(input)) return refused("expected an object", ["context"]);
  const targetingKey = Object.hasOwn(input, "targetingKey") ? input["targetingKey"] : void 0;
  if (targetingKey !== void 0 && typeof targetingKey !== "string") {
    return refused("expected string", ["context", "targetingKey"]);
  }
  if (targetingKey !== void 0 && targetingKey.length > LIMITS.targetingKeyLength) {
    return refused(`expected at most ${LIMITS.targetingKeyLength} characters`, ["context", "targetingKey"]);
  }
  return parsed(input);
}

// edge/evaluation/ofrep-request.ts
init_limits();
init_parse_result();
async function readOfrepRequest(request) {
  const text2 = await readBody(request);
  if (text2 === void 0) {
    const errorDetails = `expected a body of at most ${LIMITS.evaluationBodyBytes} bytes`;
    return { ok: false, status: 413, errorCode: "GENERAL", errorDetails };
  }
  const json = parseJson(text2);
  if (!json.ok) {
    return { ok: false, status: 400, errorCode: "PARSE_ERROR", errorDetails: describeProblems(json.problems) };
  }
  const context = parseEvaluationContext(isJsonObject(json.value) ? json.value["context"] : void 0);
  if (context.ok) return { ok: true, context: context.value };
  return { ok: false, status: 400, errorCode: "INVALID_CONTEXT", errorDetails: describeProblems(context.problems) };
}

// edge/evaluation/ofrep-bulk.ts
function createOfrepBulk({ authenticate, usage, runtime }) {
  const answer = async (caller, context, request, lifetime) => {
    const { environment } = caller;
    const nowMs = runtime.nowMs();
    const resolutions = evaluateAll(caller, withLocation(context, caller.kind, request), nowMs);
    const flags = resolutions.map(([key, resolution]) => ofrepResult(key, resolution, caller.kind));
    const { version: version3 } = environment.ruleset;
    const body = JSON.stringify({ flags, metadata: { version: version3 } });
    const ofRuleset = rulesetHeaders(environment, nowMs);
    const userId = context.targetingKey ?? "";
    const decisions = resolutions.map(
      ([flag, resolution]) => decisionOf({ caller, flag, source: "bulk", userId, atMs: nowMs }, resolution)
    );
    const etag = await entityTag(version3, body);
    const headers = { ...ofRuleset, etag };
    if (isMatchedBy(request.headers.get("if-none-match"), etag)) return answerText(304, null, headers);
    for (const decision of decisions) usage.record(decision, lifetime);
    return answerText(200, body, headers);
  };
  return async (request, lifetime) => {
    const admitted = authenticate(request, lifetime);
    const caller = admitted instanceof Promise ? await admitted : admitted;
    if (typeof caller === "string") {
      return answerJson(REFUSAL_STATUS[caller], ofrepRefusal(caller), REFUSAL_HEADERS[caller]);
    }
    const read = await readOfrepRequest(request);
    if (read.ok) return answer(caller, read.context, request, lifetime);
    const { status, errorCode, errorDetails } = read;
    return answerJson(status, { errorCode, errorDetails }, rulesetHeaders(caller.environment, runtime.nowMs()));
  };
}
function evaluateAll({ kind, environment }, context, nowMs) {
  const resolutions = [];
  for (const flag of environment.ruleset.allFlags()) {
    if (isVisible(flag, kind)) resolutions.push([flag.key, evaluateFlag(flag, context, nowMs)]);
  }
  return resolutions;
}

// edge/evaluation/ofrep-explain.ts
init_limits();

// shared/evaluation/tracer.ts
function createTracer() {
  let steps = [];
  return {
    watch: (run, describe2) => (context, nowMs) => {
      const outer = steps;
      steps = [];
      const outcome = run(context, nowMs);
      const inner = steps;
      steps = outer;
      const note = describe2(outcome, context, nowMs);
      steps.push({ ...note, steps: inner });
      return outcome;
    },
    take: () => {
      const taken = steps;
      steps = [];
      return taken;
    }
  };
}

// shared/evaluation/explain-flag.ts
function explainFlag(ruleset, key, context, nowMs) {
  const tracer = createTracer();
  const flag = ruleset.watched(tracer.watch)(key);
  if (flag === void 0) return void 0;
  const resolution = evaluateFlag(flag, context, nowMs);
  return { flag: key, version: ruleset.version, resolution, steps: tracer.take() };
}

// shared/evaluation/fit-trace.ts
function fitTrace(steps, maxLength) {
  let left = maxLength;
  const fit = (given) => {
    const kept = [];
    for (const step of given) {
      if (left >= 0) left -= JSON.stringify({ ...step, steps: [] }).length + 1;
      if (left < 0) break;
      kept.push({ ...step, steps: fit(step.steps) });
    }
    return kept;
  };
  const fitted = fit(steps);
  return { steps: fitted, isTruncated: left < 0 };
}

// edge/evaluation/ofrep-explain.ts
function asksForExplanation(url) {
  const start = url.indexOf("?");
  if (start < 0) return false;
  const field = readQueryField(url.slice(start + 1), "explain");
  return typeof field === "object" && field.text === "1";
}
var EXPLANATION_FORBIDDEN = {
  errorCode: "GENERAL",
  errorDetails: 'only a server key with the scope "evaluate" may ask for an explanation'
};
function explainDecision(ruleset, key, context, nowMs) {
  const explained = explainFlag(ruleset, key, context, nowMs);
  if (explained === void 0) return void 0;
  const { resolution, version: version3 } = explained;
  const { steps, isTruncated } = fitTrace(explained.steps, LIMITS.explanationLength);
  const explanation = { version: version3, steps, ...isTruncated ? { isTruncated } : {} };
  return { resolution, explanation };
}

// edge/evaluation/ofrep-single.ts
function createOfrepSingle(dependencies) {
  const { authenticate, environments, usage, runtime } = dependencies;
  const evaluate = async (asked, request, lifetime) => {
    const { caller, key, read } = asked;
    if (visibleFlag(caller, key) === void 0) await lookForFlag(caller, key, { environments, lifetime });
    const flag = visibleFlag(caller, key);
    const nowMs = runtime.nowMs();
    const headers = rulesetHeaders(caller.environment, nowMs);
    const userId = read.context.targetingKey ?? "";
    const place = { caller, flag: key, source: "single", userId, atMs: nowMs };
    if (flag === void 0) {
      usage.record(failedDecision(place, "FLAG_NOT_FOUND", null), lifetime);
      return answerJson(404, flagNotFound(key), headers);
    }
    const resolution = evaluateFlag(flag, withLocation(read.context, caller.kind, request), nowMs);
    usage.record(decisionOf(place, resolution), lifetime);
    return answerJson(statusOf(resolution), ofrepResult(key, resolution, caller.kind), headers);
  };
  const explain = async (caller, key, context, lifetime) => {
    if (visibleFlag(caller, key) === void 0) await lookForFlag(caller, key, { environments, lifetime });
    const nowMs = runtime.nowMs();
    const headers = rulesetHeaders(caller.environment, nowMs);
    const explained = explainDecision(caller.environment.ruleset, key, context, nowMs);
    if (explained === void 0) return answerJson(404, flagNotFound(key), headers);
    const { resolution, explanation } = explained;
    const body = { ...ofrepResult(key, resolution, caller.kind), explanation };
    return answerJson(statusOf(resolution), body, headers);
  };
  return async (request, lifetime) => {
    const key = flagKeyInPath(request.url) ?? "";
    const admitted = authenticate(request, lifetime);
    const caller = admitted instanceof Promise ? await admitted : admitted;
    if (typeof caller === "string") {
      return answerJson(REFUSAL_STATUS[caller], { key, ...ofrepRefusal(caller) }, REFUSAL_HEADERS[caller]);
    }
    const isExplained = asksForExplanation(request.url);
    if (isExplained && !caller.mayExplain) {
      return answerJson(403, { key, ...EXPLANATION_FORBIDDEN }, rulesetHeaders(caller.environment, runtime.nowMs()));
    }
    const read = await readOfrepRequest(request);
    if (read.ok && isExplained) return explain(caller, key, read.context, lifetime);
    if (read.ok) return evaluate({ caller, key, read }, request, lifetime);
    const { status, errorCode, errorDetails } = read;
    return answerJson(status, { key, errorCode, errorDetails }, rulesetHeaders(caller.environment, runtime.nowMs()));
  };
}
function statusOf(resolution) {
  return resolution.reason === "ERROR" ? ERROR_STATUS[resolution.errorCode] : 200;
}

// edge/health/readiness.ts
function createReadiness({ source, usage, refusals, classicEnvironment }) {
  return {
    /** `/readyz` */
    ready: async () => {
      const isReachable = await source.isReachable();
      const body = {
        status: isReachable ? "ok" : "unavailable",
        checks: {
          configuration: { status: "ok" },
          redis: { status: isReachable ? "ok" : "down" },
          usage: { ...usage.health(), unsent: usage.unsent() }
        },
        ...refusals.counts(),
        ...classicEnvironment === void 0 ? {} : { classicOpen: true }
      };
      return answerJson(isReachable ? 200 : 503, body);
    },
    /** The seed's `/health`. */
    health: async () => await source.isReachable() ? answerJson(200, { status: "ok" }) : answerJson(503, { status: "unavailable" })
  };
}

// edge/ruleset/bounded-map.ts
function createBoundedMap(limit) {
  const entries = /* @__PURE__ */ new Map();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      const [oldest] = entries.keys();
      if (entries.size >= limit && oldest !== void 0 && !entries.has(key)) entries.delete(oldest);
      entries.set(key, value);
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear()
  };
}

// edge/ruleset/breaker.ts
var FIRST_DELAY_MS = 200;
var LONGEST_DELAY_MS = 8e3;
function createBreaker(dependencies) {
  const { runtime, log, fields, longestDelayMs = LONGEST_DELAY_MS } = dependencies;
  let failures = 0;
  let failedAtMs = 0;
  let isSlow = false;
  let pause = { fromMs: 0, forMs: 0 };
  const isOpen = () => failures > 0 || isSlow;
  const tellOpened = (cause) => log({ level: "warn", event: "breaker_opened", ...fields, cause });
  return {
    isOpen,
    mayStart: (nowMs) => failures === 0 || nowMs < pause.fromMs || nowMs - pause.fromMs >= pause.forMs,
    claim: (nowMs, durationMs) => {
      if (failures > 0) pause = { fromMs: nowMs, forMs: durationMs };
    },
    succeeded: () => {
      if (isOpen()) log({ level: "info", event: "breaker_closed", ...fields });
      failures = 0;
      isSlow = false;
    },
    waitedInVain: () => {
      if (!isOpen()) tellOpened("slow");
      isSlow = true;
    },
    failed: (nowMs, beganAtMs, cause) => {
      if (failures > 0 && beganAtMs < failedAtMs) return;
      if (failures === 0) tellOpened(cause);
      failedAtMs = nowMs;
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, longestDelayMs);
      failures += 1;
      pause = { fromMs: nowMs, forMs: delayMs * (0.5 + runtime.random() / 2) };
    }
  };
}

// edge/lease.ts
function createLease() {
  let taken = 0;
  let takenAtMs = 0;
  let heldForMs = 0;
  const isHeld = (nowMs) => nowMs >= takenAtMs && nowMs - takenAtMs < heldForMs;
  return {
    isHeld,
    take: (nowMs, durationMs) => {
      if (isHeld(nowMs)) return void 0;
      takenAtMs = nowMs;
      heldForMs = durationMs;
      taken += 1;
      return taken;
    },
    release: (token) => {
      if (token === taken) heldForMs = 0;
    }
  };
}

// edge/ruleset/environment-state.ts
var LONGEST_CONTENTS_DELAY_MS = 2e3;
var MISSED_LIMIT = 500;
function createEnvironmentState(id, { runtime, log }) {
  const fieldsOf = (breaker2) => ({ breaker: breaker2, environment: id });
  return {
    id,
    head: void 0,
    ruleset: void 0,
    access: void 0,
    checkedAtMs: 0,
    headAtMs: 0,
    newestAtMs: 0,
    looksBegun: 0,
    lastLookEnded: 0,
    lastGoodLook: 0,
    missingSinceMs: void 0,
    checkLease: createLease(),
    bodyLease: createLease(),
    contents: createBreaker({
      runtime,
      log,
      fields: fieldsOf("contents"),
      longestDelayMs: LONGEST_CONTENTS_DELAY_MS
    }),
    bodies: createBreaker({ runtime, log, fields: fieldsOf("bodies") }),
    missed: { key: createMissedNames(), flag: createMissedNames() }
  };
}
function createMissedNames() {
  return { sinceLook: createBoundedMap(MISSED_LIMIT), lookAgainLease: createLease() };
}
function isLoaded(state) {
  return state.head !== void 0 && state.ruleset !== void 0 && state.access !== void 0;
}
function lacksBody(state) {
  return state.head !== void 0 && (state.ruleset?.version ?? -1) < state.head.value.version;
}
function noteNewest(state) {
  if (!lacksBody(state)) state.newestAtMs = state.headAtMs;
}

// edge/log.ts
function describeError(error) {
  const name = nameOfError(error);
  if (!(error instanceof Error)) return { name, at: "" };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { name, at: frames.slice(0, 5).join(" ").replaceAll(/\s+/g, " ").trim() };
}
function nameOfError(error) {
  if (!(error instanceof Error)) return typeof error;
  return isName(error.name) ? error.name : "Error";
}
function isName(text2) {
  return /^[\w.]{1,64}$/.test(text2);
}

// edge/ruleset/ruleset-source.ts
var CHECK_TIMEOUT_MS = 2e3;
var BODY_TIMEOUT_MS = 5e3;
var ASK_AGAIN_MS = 200;

// shared/contracts/head.ts
init_limits();
var version2 = int().check(_gte(0));
var headSchema = object({
  kind: literal("head"),
  environment: environmentIdSchema,
  version: version2,
  sha256: string2().check(_regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits")),
  bytes: int().check(_gte(1), _lte(LIMITS.rulesetBytes)),
  issuedAtMs: int(),
  attention: nullable(object({ seq: version2, forMs: int().check(_gte(0)) }))
});
function parseHead(input) {
  return parseWith(headSchema, input);
}

// shared/contracts/envelope.ts
init_parse_result();
function parseEnvelope(text2) {
  const match = /^(\d{1,15}) ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==) (\{[^]*\})$/.exec(text2);
  if (match === null) return refused("expected <version> <kid> <signature> <payload>");
  const [, version3, kid = "", encoded = "", payload = ""] = match;
  const signature = fromBase64(encoded);
  if (signature === void 0) return refused("expected a base64 signature");
  return parsed({ version: Number(version3), kid, signature, payload });
}
async function openEnvelope(text2, keys) {
  const envelope = parseEnvelope(text2);
  if (!envelope.ok) return { ok: false, refusal: "malformed" };
  const { kid, signature, payload } = envelope.value;
  const known = keys.find((candidate) => candidate.kid === kid);
  if (known === void 0) return { ok: false, refusal: "unknown_key" };
  const bytes = new TextEncoder().encode(payload);
  if (!await crypto.subtle.verify("Ed25519", known.key, signature, bytes))
    return { ok: false, refusal: "bad_signature" };
  const json = parseJson(payload);
  return json.ok ? { ok: true, payload: json.value } : { ok: false, refusal: "malformed" };
}

// edge/ruleset/open-signed.ts
init_limits();
async function openSigned(text2, { environmentId, keys, parse: parse2 }) {
  if (text2 === void 0) return refusedAs("missing");
  if (text2.length > LIMITS.storedRulesetBytes) return refusedAs("over_limit");
  const opened = await openEnvelope(text2, keys);
  if (!opened.ok) return refusedAs(opened.refusal);
  const statement = parse2(opened.payload);
  if (!statement.ok) return refusedAs("malformed");
  if (statement.value.environment !== environmentId) return refusedAs("wrong_environment");
  return statement;
}
function isOlder(statement, than) {
  if (statement.version !== than.version) return statement.version < than.version;
  return statement.issuedAtMs < than.issuedAtMs;
}
function refusedAs(reason) {
  return { ok: false, reason };
}

// edge/ruleset/signed-part.ts
var HEAD = {
  name: "head",
  parse: parseHead,
  known: ({ head }) => head,
  keep: (state, head) => {
    if (head.value.version > (state.head?.value.version ?? -1)) state.bodies.succeeded();
    state.head = head;
  }
};
var ACCESS = {
  name: "access",
  parse: parseAccessTable,
  known: ({ access }) => access,
  keep: (state, access) => {
    if (access.value.version > (state.access?.value.version ?? -1)) state.missed.key.sinceLook.clear();
    state.access = { ...access, found: stillFound(state.access?.found, access.value) };
  }
};
async function keepPart(part, text2, state, { keys, refusals }) {
  if (text2 === void 0 || text2 !== part.known(state)?.text) {
    const opened = await openSigned(text2, { environmentId: state.id, keys, parse: part.parse });
    if (!opened.ok) {
      refusals.add(state.id, part.name, opened.reason);
      return "refused";
    }
    const known = part.known(state);
    if (known !== void 0 && isOlder(opened.value, known.value)) {
      refusals.addStale(part.name);
      return "stale";
    }
    part.keep(state, { value: opened.value, text: text2 ?? "" });
  }
  return "current";
}
function stillFound(before, { keys }) {
  const found = /* @__PURE__ */ new Map();
  if (before === void 0) return found;
  const bySha256 = new Map(keys.map((key) => [key.sha256, key]));
  for (const [text2, { sha256 }] of before) {
    const key = bySha256.get(sha256);
    if (key !== void 0) found.set(text2, key);
  }
  return found;
}

// edge/ruleset/check-environment.ts
var CHECK_LEASE_MS = 1e3;
async function checkEnvironment(state, dependencies) {
  const { runtime } = dependencies;
  const lastLookAtMs = runtime.nowMs() + CHECK_LEASE_MS - ASK_AGAIN_MS;
  while (await lookOnce(state, dependencies) === "stale" && runtime.nowMs() < lastLookAtMs) {
    await runtime.sleep(ASK_AGAIN_MS);
  }
}
async function lookOnce(state, dependencies) {
  const { source, runtime, breaker: breaker2 } = dependencies;
  const look = { number: ++state.looksBegun, beganAtMs: runtime.nowMs() };
  let texts;
  try {
    texts = await source.readSigned(state.id, CHECK_TIMEOUT_MS);
  } catch (cause) {
    if (!isOvertaken(look, state)) breaker2.failed(runtime.nowMs(), look.beganAtMs, nameOfError(cause));
    return end(look, state);
  }
  breaker2.succeeded();
  return keepBelieved(state, dependencies, { look, texts });
}
async function keepBelieved(state, dependencies, { look, texts }) {
  const nowMs = dependencies.runtime.nowMs();
  if (isAbsent(state, texts)) {
    state.missingSinceMs = texts.isPublishedTo ? nowMs : void 0;
    if (texts.isPublishedTo) state.contents.succeeded();
    else state.contents.failed(nowMs, look.beganAtMs, "nothing_published");
    return end(look, state);
  }
  state.missingSinceMs = void 0;
  const head = await keepPart(HEAD, texts.head, state, dependencies);
  const access = await keepPart(ACCESS, texts.access, state, dependencies);
  if (isOvertaken(look, state)) return "ended";
  if (head === "current") {
    state.headAtMs = look.beganAtMs;
    noteNewest(state);
  }
  end(look, state);
  if (head === "refused" || access === "refused") {
    state.contents.failed(dependencies.runtime.nowMs(), look.beganAtMs, "refused");
    return "ended";
  }
  if (head === "stale" || access === "stale") return "stale";
  state.checkedAtMs = look.beganAtMs;
  state.lastGoodLook = look.number;
  state.contents.succeeded();
  return "ended";
}
function isAbsent(state, texts) {
  return texts.head === void 0 && texts.access === void 0 && state.head === void 0 && state.access === void 0;
}
function isOvertaken({ number: number3 }, state) {
  return number3 < state.lastLookEnded;
}
function end({ number: number3 }, state) {
  state.lastLookEnded = Math.max(state.lastLookEnded, number3);
  return "ended";
}

// edge/ruleset/decode-body.ts
init_limits();

// shared/contracts/bucket-range.ts
init_limits();

// shared/contracts/operators/operator-row.ts
init_limits();
var attributeSchema = string2().check(_minLength(1), _maxLength(LIMITS.attributeLength));
var textOperand = string2().check(_maxLength(LIMITS.operandLength));
var scalarOperand = custom(
  (value) => typeof value === "string" ? value.length <= LIMITS.operandLength : typeof value === "boolean" || typeof value === "number" && Number.isFinite(value),
  `expected a text of at most ${LIMITS.operandLength} characters, a number or a boolean`
);
function operandList(operand) {
  return array(operand).check(_maxLength(LIMITS.operandsPerCondition));
}
var negate = { negate: exactOptional(boolean2()) };
var ignoreCase = { ignoreCase: exactOptional(boolean2()) };
var attribute = { attribute: attributeSchema };

// shared/contracts/scheme-name.ts
var SCHEME_NAMES = ["native", "togglemaster-classic"];

// shared/contracts/bucket-range.ts
var bound = int().check(_gte(0), _lte(WHOLE));
var saltSchema = string2().check(
  _minLength(1),
  _maxLength(LIMITS.saltLength),
  refine((salt) => salt.isWellFormed(), "expected well-formed Unicode (no lone surrogates)")
);
var bucketConditionSchema = strictObject({
  bucket: strictObject({
    salt: saltSchema,
    from: bound,
    to: bound,
    by: exactOptional(attributeSchema),
    scheme: exactOptional(_enum(SCHEME_NAMES))
  }).check(refine(({ from, to }) => from <= to, { error: "expected from to be at most to", path: ["from"] })),
  negate: exactOptional(boolean2())
});

// shared/contracts/condition.ts
init_limits();

// shared/values/ip-address.ts
var V4_PART = /^(?:0|[1-9]\d{0,2})$/;
var V6_PART = /^[0-9A-Fa-f]{1,4}$/;
var MAPPED_BITS = 96;
function parseIpAddress(text2) {
  if (!text2.includes(":")) return parseV4(text2);
  const address = parseV6(text2);
  return address !== void 0 && isMapped(address) ? address.slice(3) : address;
}
function parseIpNetwork(text2) {
  const [addressText = "", bitsText, ...more] = text2.split("/");
  const isV6 = addressText.includes(":");
  const address = isV6 ? parseV6(addressText) : parseV4(addressText);
  const width = isV6 ? 128 : 32;
  if (address === void 0 || more.length > 0) return void 0;
  if (bitsText !== void 0 && !V4_PART.test(bitsText)) return void 0;
  const bits = bitsText === void 0 ? width : Number(bitsText);
  if (bits > width) return void 0;
  if (isV6 && bits >= MAPPED_BITS && isMapped(address)) return { address: address.slice(3), bits: bits - MAPPED_BITS };
  return { address, bits };
}
function isInNetwork(address, network2) {
  if (address.length !== network2.address.length) return false;
  for (let i = 0, bits = network2.bits; i < address.length && bits > 0; i++, bits -= 32) {
    const shift = Math.max(0, 32 - bits);
    if ((address[i] ?? 0) >>> shift !== (network2.address[i] ?? 0) >>> shift) return false;
  }
  return true;
}
function parseV4(text2) {
  const parts = text2.split(".");
  if (parts.length !== 4 || !parts.every((part) => V4_PART.test(part) && Number(part) <= 255)) return void 0;
  return [parts.reduce((total, part) => total * 256 + Number(part), 0)];
}
function parseV6(text2) {
  const halves = text2.split("::");
  if (halves.length > 2) return void 0;
  const [head, tail] = halves.map((half, i) => half === "" ? [] : parseGroups(half, i === halves.length - 1));
  if (head === void 0 || halves.length === 2 && tail === void 0) return void 0;
  const given = head.length + (tail?.length ?? 0);
  if (halves.length === 1 ? given !== 8 : given > 7) return void 0;
  const groups = [...head, ...Array(8 - given).fill(0), ...tail ?? []];
  return [0, 2, 4, 6].map((i) => (groups[i] ?? 0) * 65536 + (groups[i + 1] ?? 0));
}
function parseGroups(text2, isEnd) {
  const parts = text2.split(":");
  const v4 = isEnd ? parseV4(parts.at(-1) ?? "")?.[0] : void 0;
  const plain = v4 === void 0 ? parts : parts.slice(0, -1);
  if (!plain.every((part) => V6_PART.test(part))) return void 0;
  const groups = plain.map((part) => Number.parseInt(part, 16));
  return v4 === void 0 ? groups : [...groups, Math.floor(v4 / 65536), v4 % 65536];
}
function isMapped(address) {
  return address[0] === 0 && address[1] === 0 && address[2] === 65535;
}

// shared/contracts/operators/address.ts
var network = string2().check(
  refine((text2) => parseIpNetwork(text2) !== void 0, {
    error: "expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32"
  })
);
var inNetwork = {
  schema: strictObject({
    ...attribute,
    ...negate,
    operator: literal("inNetwork"),
    values: operandList(network)
  }),
  about: "The IP address lies in one of the networks (CIDR, IPv4 and IPv6).",
  compares: ["text"],
  detail: "A text that is no address is of the wrong kind. An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) is the IPv4 address; apart from it no IPv4 address lies in an IPv6 network. Bits after the prefix are ignored.",
  negatable: true,
  ignoresCase: false,
  example: { attribute: "ip", operator: "inNetwork", values: ["10.0.0.0/8", "2001:db8::/32"] }
};
var ADDRESS_OPERATORS = { inNetwork };

// shared/values/instant.ts
var MS_PER_DAY = 864e5;
var MAX_MS = 864e13;
var SHAPE2 = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}))?$/;
function parseInstant(value) {
  if (typeof value === "number") return Math.abs(value) <= MAX_MS ? value : void 0;
  if (typeof value !== "string") return void 0;
  const match = SHAPE2.exec(value);
  if (match === null) return void 0;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const offsetMinutes = readOffset(match[8] ?? "Z");
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return void 0;
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes === void 0) return void 0;
  const fractionMs = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const timeMs = ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1e3 + fractionMs;
  return daysSinceEpoch(year, month, day) * MS_PER_DAY + timeMs;
}
function readOffset(text2) {
  if (text2 === "Z") return 0;
  const hours = Number(text2.slice(1, 3));
  const minutes = Number(text2.slice(4));
  if (hours > 23 || minutes > 59) return void 0;
  return (text2.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
function daysOfMonth(year, month) {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
function isLeap(year) {
  return year % 4 === 0 && year % 100 !== 0 || year % 400 === 0;
}
function daysSinceEpoch(year, month, day) {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

// shared/contracts/instant-schema.ts
var instantSchema = custom(
  (value) => parseInstant(value) !== void 0,
  "expected ISO 8601 with Z or an offset (2026-11-24T00:00:00Z), or epoch milliseconds"
);

// shared/contracts/operators/date.ts
var DETAIL = "Dates are ISO 8601 texts (`2026-11-24`, midnight UTC, or `2026-11-24T10:00:00Z` with `Z` or an offset) or epoch milliseconds; any other text is of the wrong kind.";
function dateRow(operator, about) {
  return {
    schema: strictObject({ ...attribute, ...negate, operator: literal(operator), value: instantSchema }),
    about,
    compares: ["text", "number"],
    detail: DETAIL,
    negatable: true,
    ignoresCase: false,
    example: { attribute: "signedUpAt", operator, value: "2026-11-24T00:00:00Z" }
  };
}
function withinRow(operator, about) {
  return {
    schema: strictObject({
      ...attribute,
      ...negate,
      operator: literal(operator),
      durationMs: int().check(_gte(1))
    }),
    about,
    compares: ["text", "number"],
    detail: DETAIL,
    negatable: true,
    ignoresCase: false,
    example: { attribute: "signedUpAt", operator, durationMs: 6048e5 }
  };
}
var DATE_OPERATORS = {
  before: dateRow("before", "The date is before the operand."),
  after: dateRow("after", "The date is after the operand."),
  withinLast: withinRow(
    "withinLast",
    "The date is at most `durationMs` before the time of the request, and not after it."
  ),
  withinNext: withinRow(
    "withinNext",
    "The date is at most `durationMs` after the time of the request, and not before it."
  )
};

// shared/contracts/operators/list.ts
var DETAIL2 = "Items are compared as by `equals`; items that are no text, number or boolean are no operand.";
function includesRow(operator, about) {
  return {
    schema: strictObject({
      ...attribute,
      ...ignoreCase,
      operator: literal(operator),
      values: operandList(scalarOperand)
    }),
    about,
    compares: ["list"],
    detail: `${DETAIL2} Not negatable, since \`includesAny\` and \`includesNone\` are each other's opposite.`,
    negatable: false,
    ignoresCase: true,
    example: { attribute: "roles", operator, values: ["admin", "owner"] }
  };
}
var includesAll = {
  schema: strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: literal("includesAll"),
    values: operandList(scalarOperand)
  }),
  about: "The list holds every operand; without operands it holds for any list.",
  compares: ["list"],
  detail: DETAIL2,
  negatable: true,
  ignoresCase: true,
  example: { attribute: "permissions", operator: "includesAll", values: ["read", "write"] }
};
var count = exactOptional(int().check(_gte(0)));
var size = {
  schema: strictObject({ ...attribute, operator: literal("size"), min: count, max: count }).check(
    refine(({ min, max }) => (min ?? max) !== void 0 && (min ?? 0) <= (max ?? Number.MAX_SAFE_INTEGER), {
      error: "expected min or max, and min to be at most max",
      path: ["min"]
    })
  ),
  about: "The list has at least `min` and at most `max` items; either may be left out.",
  compares: ["list"],
  negatable: false,
  ignoresCase: false,
  example: { attribute: "cart.items", operator: "size", min: 1 }
};
var LIST_OPERATORS = {
  includesAny: includesRow("includesAny", "The list holds at least one of the operands."),
  includesAll,
  includesNone: includesRow("includesNone", "The list holds none of the operands; an empty list holds none."),
  size
};

// shared/contracts/operators/number.ts
function comparisonRow(operator, about) {
  return {
    schema: strictObject({ ...attribute, operator: literal(operator), value: number2() }),
    about,
    compares: ["number"],
    detail: "Not negatable, since the opposite comparison is there.",
    negatable: false,
    ignoresCase: false,
    example: { attribute: "seats", operator, value: 10 }
  };
}
var between = {
  schema: strictObject({ ...attribute, ...negate, operator: literal("between"), min: number2(), max: number2() }).check(refine(({ min, max }) => min <= max, { error: "expected min to be at most max", path: ["min"] })),
  about: "The number is at least `min` and at most `max`.",
  compares: ["number"],
  negatable: true,
  ignoresCase: false,
  example: { attribute: "age", operator: "between", min: 18, max: 65 }
};
var modulo = {
  schema: strictObject({
    ...attribute,
    ...negate,
    operator: literal("modulo"),
    divisor: int().check(_gte(1)),
    remainder: int().check(_gte(0))
  }).check(
    refine(({ divisor, remainder }) => remainder < divisor, {
      error: "expected a remainder below the divisor",
      path: ["remainder"]
    })
  ),
  about: "The integer leaves the remainder when it is divided by the divisor; remainders of negative numbers are positive.",
  compares: ["number"],
  detail: "A number that is no integer, or beyond \xB1(2^53 \u2212 1), is of the wrong kind.",
  negatable: true,
  ignoresCase: false,
  example: { attribute: "accountId", operator: "modulo", divisor: 4, remainder: 0 }
};
var NUMBER_OPERATORS = {
  greaterThan: comparisonRow("greaterThan", "The number is greater than the operand."),
  greaterThanOrEqual: comparisonRow("greaterThanOrEqual", "The number is the operand or greater."),
  lessThan: comparisonRow("lessThan", "The number is less than the operand."),
  lessThanOrEqual: comparisonRow("lessThanOrEqual", "The number is the operand or less."),
  between,
  modulo
};

// shared/contracts/operators/scalar.ts
var equals = {
  schema: strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: literal("equals"),
    value: scalarOperand
  }),
  about: "The value is the operand: the same text, number or boolean.",
  compares: ["text", "number", "boolean"],
  detail: 'Nothing is converted: `"5"` is not `5` and `"true"` is not `true`; `-0` is `0`.',
  negatable: true,
  ignoresCase: true,
  example: { attribute: "plan", operator: "equals", value: "enterprise" }
};
var oneOf = {
  schema: strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: literal("oneOf"),
    values: operandList(scalarOperand)
  }),
  about: "The value is one of the operands. Their number costs nothing: they are a set.",
  compares: ["text", "number", "boolean"],
  detail: "As for `equals`.",
  negatable: true,
  ignoresCase: true,
  example: { attribute: "geo.country", operator: "oneOf", values: ["BR", "PT", "AO"] }
};
var exists = {
  schema: strictObject({ ...attribute, ...negate, operator: literal("exists") }),
  about: "The attribute is there and not `null`. Negated, it is missing or `null`: the only operator that a missing attribute satisfies.",
  compares: ["text", "number", "boolean", "list", "object", "null"],
  negatable: true,
  ignoresCase: false,
  example: { attribute: "company", operator: "exists" }
};
var SCALAR_OPERATORS = { equals, oneOf, exists };

// shared/contracts/operators/text.ts
init_limits();
function textRow(operator, about, example) {
  return {
    schema: strictObject({
      ...attribute,
      ...negate,
      ...ignoreCase,
      operator: literal(operator),
      values: operandList(textOperand)
    }),
    about,
    compares: ["text"],
    detail: "Text is compared as UTF-16 code units, without Unicode normalisation.",
    negatable: true,
    ignoresCase: true,
    example
  };
}
var matches = {
  schema: strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: literal("matches"),
    pattern: string2().check(_maxLength(LIMITS.patternLength))
  }),
  about: "The regular expression is found in the text (RE2 syntax, linear time; anchor it with `^` and `$`).",
  compares: ["text"],
  detail: `A text of more than ${LIMITS.matchedTextLength} UTF-16 code units is of the wrong kind. A pattern counts as many conditions: see Prerequisites and Limits.`,
  negatable: true,
  ignoresCase: true,
  example: { attribute: "email", operator: "matches", pattern: "@(acme|example)\\.com$" }
};
var TEXT_OPERATORS = {
  contains: textRow("contains", "The text contains one of the operands.", {
    attribute: "userAgent",
    operator: "contains",
    values: ["Firefox"]
  }),
  startsWith: textRow("startsWith", "The text starts with one of the operands.", {
    attribute: "path",
    operator: "startsWith",
    values: ["/beta/"]
  }),
  endsWith: textRow("endsWith", "The text ends with one of the operands.", {
    attribute: "email",
    operator: "endsWith",
    values: ["@acme.com", "@example.com"],
    ignoreCase: true
  }),
  matches
};

// shared/values/version.ts
var NUMBER = "(0|[1-9]\\d{0,14})";
var IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
var STRICT = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?$`);
var LENIENT = new RegExp(
  `^\\s*[vV=]?\\s*(\\d{1,15})(?:\\.(\\d{1,15}))?(?:\\.(\\d{1,15}))?(?:\\.(\\d{1,15}))?(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?\\s*$`
);
function parseVersion(text2, lenient2) {
  const match = (lenient2 ? LENIENT : STRICT).exec(text2);
  if (match === null) return void 0;
  const numbers = match.slice(1, lenient2 ? 5 : 4);
  const prerelease = parsePrerelease(match[lenient2 ? 5 : 4], lenient2);
  if (prerelease === void 0) return void 0;
  const [major = 0, minor = 0, patch = 0, fourth = 0] = numbers.map((part) => Number(part ?? 0));
  return {
    numbers: [major, minor, patch, fourth],
    written: numbers.filter((part) => part !== void 0).length,
    prerelease
  };
}
function parsePrerelease(text2, lenient2) {
  if (text2 === void 0) return [];
  const identifiers = text2.split(".");
  if (!lenient2 && identifiers.some((identifier) => /^0\d+$/.test(identifier))) return void 0;
  return identifiers.map((identifier) => /^\d{1,15}$/.test(identifier) ? Number(identifier) : identifier);
}
function compareVersions(a, b) {
  for (let i = 0; i < 4; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  return comparePrereleases(a.prerelease, b.prerelease);
}
function comparePrereleases(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i] ?? 0, b[i] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
function compareIdentifiers(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number") return -1;
  if (typeof b === "number") return 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
var DOT = 46;
var ZERO = 48;
var MAX_PACKED_DIGITS = 5;
var PACK = 1e5;
function packRelease(text2) {
  let packed = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text2.length; i++) {
    const unit = text2.charCodeAt(i);
    if (unit === DOT) {
      if (digits === 0 || ++dots > 2) return -1;
      packed = packed * PACK + part;
      part = 0;
      digits = 0;
    } else {
      const digit = unit - ZERO;
      if (digit < 0 || digit > 9 || digits === MAX_PACKED_DIGITS || digits === 1 && part === 0) return -1;
      part = part * 10 + digit;
      digits++;
    }
  }
  return dots === 2 && digits > 0 ? packed * PACK + part : -1;
}

// shared/values/version-range.ts
var COMPARATOR = /^(>=|<=|>|<|=|\^|~)?(.+)$/;
var WILDCARD = /^(?:[xX*]|(\d{1,15})(?:\.[xX*])+|(\d{1,15})\.(\d{1,15})(?:\.[xX*])+)$/;
function parseVersionRange(text2, lenient2) {
  const alternatives = text2.split("||").map((part) => parseAlternative(part.trim(), lenient2));
  return alternatives.every((span) => span !== void 0) ? alternatives : void 0;
}
function parseAlternative(text2, lenient2) {
  const hyphen = /^(\S+) - (\S+)$/.exec(text2);
  const parts = hyphen === null ? text2.split(/\s+/) : [`>=${hyphen[1]}`, `<=${hyphen[2]}`];
  const tests = parts.map((part) => parseComparator(part, lenient2));
  if (!tests.every((test) => test !== void 0)) return void 0;
  return { holds: (version3) => tests.every((test) => test(version3)) };
}
function parseComparator(text2, lenient2) {
  const match = COMPARATOR.exec(text2);
  if (match === null) return void 0;
  const [, operator = "", operand = ""] = match;
  if (operator === "" || operator === "=") {
    const wildcard = parseWildcard(operand);
    if (wildcard !== void 0) return wildcard;
  }
  const version3 = parseVersion(operand, lenient2 || operator === "^" || operator === "~");
  return version3 === void 0 ? void 0 : compileComparator(operator, version3);
}
function compileComparator(operator, bound2) {
  switch (operator) {
    case ">=":
      return (version3) => compareVersions(version3, bound2) >= 0;
    case "<=":
      return (version3) => compareVersions(version3, bound2) <= 0;
    case ">":
      return (version3) => compareVersions(version3, bound2) > 0;
    case "<":
      return (version3) => compareVersions(version3, bound2) < 0;
    case "^":
      return between2(bound2, lowestAfter(bound2, caretPlace(bound2)));
    case "~":
      return between2(bound2, lowestAfter(bound2, bound2.written === 1 ? 0 : 1));
    default:
      return (version3) => compareVersions(version3, bound2) === 0;
  }
}
function parseWildcard(text2) {
  const match = WILDCARD.exec(text2);
  if (match === null) return void 0;
  const [, major, majorOfTwo, minor] = match;
  if (major === void 0 && majorOfTwo === void 0) return () => true;
  const lowest = {
    numbers: [Number(major ?? majorOfTwo), Number(minor ?? 0), 0, 0],
    written: 3,
    prerelease: [0]
  };
  return between2(lowest, lowestAfter(lowest, minor === void 0 ? 0 : 1));
}
function between2(from, to) {
  return (version3) => compareVersions(version3, from) >= 0 && compareVersions(version3, to) < 0;
}
function caretPlace({ numbers, written }) {
  const first = numbers.findIndex((number3) => number3 !== 0);
  return Math.min(first < 0 ? 2 : first, Math.min(written, 3) - 1);
}
function lowestAfter({ numbers }, place) {
  const [major, minor, patch] = numbers;
  const raised = [major, place >= 1 ? minor : 0, place >= 2 ? patch : 0];
  raised[place] = (raised[place] ?? 0) + 1;
  return { numbers: [raised[0] ?? 0, raised[1] ?? 0, raised[2] ?? 0, 0], written: 3, prerelease: [0] };
}

// shared/contracts/operators/version.ts
init_limits();
var lenient = { lenient: exactOptional(boolean2()) };
var versionText = string2().check(_maxLength(LIMITS.versionLength));
var DETAIL3 = "A text that is no version is of the wrong kind. Strict: Semantic Versioning 2.0.0. With `lenient: true` also a leading `v` or `=`, one to four numbers, leading zeros and spaces around. Precedence is that of Semantic Versioning: `2.0.0-beta` before `2.0.0`, build metadata without weight.";
function versionRow(operator, about) {
  return {
    schema: strictObject({ ...attribute, ...negate, ...lenient, operator: literal(operator), value: versionText }).check(
      refine(({ value, lenient: lenient2 }) => parseVersion(value, lenient2 ?? false) !== void 0, {
        error: "expected a version such as 2.11.4 or 3.0.0-beta.1",
        path: ["value"]
      })
    ),
    about,
    compares: ["text"],
    detail: DETAIL3,
    negatable: true,
    ignoresCase: false,
    example: { attribute: "appVersion", operator, value: "3.0.0" }
  };
}
var versionInRange = {
  schema: strictObject({ ...attribute, ...negate, ...lenient, operator: literal("versionInRange"), range: versionText }).check(
    refine(({ range, lenient: lenient2 }) => parseVersionRange(range, lenient2 ?? false) !== void 0, {
      error: 'expected a range such as ">=1.2.0 <2.0.0 || ^3.1.0", ~1.2.0, 1.2.x or 1.0.0 - 2.0.0',
      path: ["range"]
    })
  ),
  about: "The version lies in the range: comparators separated by spaces all hold, `||` separates alternatives; `^`, `~`, `x` and `a - b` as npm writes them.",
  compares: ["text"],
  detail: `${DETAIL3} A pre-release lies in a range when precedence puts it there; \`^\`, \`~\` and \`x\` exclude the pre-releases of their upper bound.`,
  negatable: true,
  ignoresCase: false,
  example: { attribute: "appVersion", operator: "versionInRange", range: ">=2.4.0 <3.0.0 || ^4.1.0", lenient: true }
};
var VERSION_OPERATORS = {
  versionEquals: versionRow("versionEquals", "The version has the precedence of the operand."),
  versionGreaterThan: versionRow("versionGreaterThan", "The version is greater than the operand."),
  versionGreaterThanOrEqual: versionRow("versionGreaterThanOrEqual", "The version is the operand or greater."),
  versionLessThan: versionRow("versionLessThan", "The version is less than the operand."),
  versionLessThanOrEqual: versionRow("versionLessThanOrEqual", "The version is the operand or less."),
  versionInRange
};

// shared/contracts/operators/operator-table.ts
var OPERATORS = {
  ...SCALAR_OPERATORS,
  ...TEXT_OPERATORS,
  ...NUMBER_OPERATORS,
  ...DATE_OPERATORS,
  ...VERSION_OPERATORS,
  ...LIST_OPERATORS,
  ...ADDRESS_OPERATORS
};

// shared/contracts/one-of-shapes.ts
function oneOfShapes(shapes) {
  let entries;
  const check2 = check((payload) => {
    entries ??= Object.entries(shapes());
    const { value } = payload;
    const shape = isJsonObject(value) ? entries.find(([property]) => Object.hasOwn(value, property))?.[1] : void 0;
    if (shape === void 0) {
      const properties = entries.map(([property]) => property).join(", ");
      const got = isJsonObject(value) ? "none of them" : kindOf(value);
      const message = `expected an object with one of: ${properties}; got ${got}`;
      payload.issues.push({ code: "custom", input: value, message });
      return;
    }
    const result = shape.safeParse(value);
    if (!result.success)
      payload.issues.push(...result.error.issues.map((issue2) => ({ ...issue2, input: value })));
  });
  return unknown().check(check2);
}

// shared/contracts/segment-key.ts
init_limits();
var segmentKeySchema = nameSchema(LIMITS.flagKeyLength);

// shared/contracts/condition.ts
var attributeConditionSchema = discriminatedUnion(
  "operator",
  Object.values(OPERATORS).map((row) => row.schema)
);
var conditionSchema = oneOfShapes(() => ({
  operator: attributeConditionSchema,
  all: strictObject({ all: array(conditionSchema) }),
  any: strictObject({ any: array(conditionSchema) }),
  not: strictObject({ not: conditionSchema }),
  segment: strictObject({ segment: segmentKeySchema }),
  flag: strictObject({
    flag: flagKeySchema,
    variants: array(variantNameSchema).check(_minLength(1), _maxLength(LIMITS.variantsPerFlag))
  }),
  bucket: bucketConditionSchema
}));
function childrenOf(condition) {
  if ("all" in condition) return condition.all.map((child, i) => ({ at: ["all", i], condition: child }));
  if ("any" in condition) return condition.any.map((child, i) => ({ at: ["any", i], condition: child }));
  return "not" in condition ? [{ at: ["not"], condition: condition.not }] : [];
}

// shared/contracts/condition-size.ts
init_limits();
function problemsOfCondition(root, path) {
  let count2 = 0;
  let deepest = 0;
  const visit = (condition, depth) => {
    count2++;
    deepest = Math.max(deepest, depth);
    for (const child of childrenOf(condition)) visit(child.condition, depth + 1);
  };
  visit(root, 1);
  return [
    ...deepest > LIMITS.conditionDepth ? [{ path, message: `nested ${deepest} deep, expected at most ${LIMITS.conditionDepth}` }] : [],
    ...count2 > LIMITS.conditionsPerRule ? [{ path, message: `${count2} conditions, expected at most ${LIMITS.conditionsPerRule}` }] : []
  ];
}

// shared/contracts/flag-consistency.ts
init_limits();
function problemsOfFlag(flag) {
  const names = new Set(flag.variants.map((variant) => variant.name));
  return [
    ...duplicates(
      flag.variants.map((variant) => variant.name),
      (i) => ["variants", i, "name"]
    ),
    ...flag.variants.flatMap((variant, i) => problemsOfValue(flag.type, variant, ["variants", i, "value"])),
    ...flag.offVariant === void 0 ? [] : unknownVariant(names, flag.offVariant, ["offVariant"]),
    ...duplicates(
      flag.rules.map((rule) => rule.id),
      (i) => ["rules", i, "id"]
    ),
    ...flag.rules.flatMap((rule, i) => problemsOfRule(names, rule, ["rules", i])),
    ...problemsOfServe(names, flag.defaultServe, ["defaultServe"])
  ];
}
function problemsOfRule(names, rule, path) {
  const condition = rule.if === void 0 ? [] : problemsOfCondition(rule.if, [...path, "if"]);
  return [...condition, ...problemsOfServe(names, rule.serve, [...path, "serve"])];
}
function problemsOfServe(names, serve, path) {
  if ("variant" in serve) return unknownVariant(names, serve.variant, [...path, "variant"]);
  const weights = serve.split.weights;
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return [
    ...sum === WHOLE ? [] : [{ path: [...path, "split"], message: `weights sum to ${grouped(sum)}, expected ${grouped(WHOLE)}` }],
    ...weights.flatMap(({ variant }, i) => unknownVariant(names, variant, [...path, "split", "weights", i, "variant"]))
  ];
}
function unknownVariant(names, name, path) {
  return names.has(name) ? [] : [{ path, message: `no variant is named ${JSON.stringify(name)}` }];
}
function problemsOfValue(type, variant, path) {
  if (!isOfType(type, variant.value)) {
    const expected = type === "json" ? "an object or an array" : `a ${type}`;
    return [{ path, message: `expected ${expected}, as the flag's type says` }];
  }
  const text2 = JSON.stringify(variant.value);
  if (text2.length * 3 <= LIMITS.variantValueBytes) return [];
  const bytes = new TextEncoder().encode(text2).length;
  if (bytes <= LIMITS.variantValueBytes) return [];
  return [{ path, message: `expected at most ${LIMITS.variantValueBytes} bytes of JSON, got ${bytes}` }];
}
function isOfType(type, value) {
  return type === "json" ? typeof value === "object" && value !== null : typeof value === type;
}
function duplicates(names, pathOf) {
  const seen = /* @__PURE__ */ new Set();
  return names.flatMap((name, i) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: pathOf(i), message: `${JSON.stringify(name)} stands here for the second time` }];
  });
}
function grouped(value) {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, " ");
}

// shared/contracts/flag.ts
init_limits();

// shared/contracts/schedule.ts
init_limits();
var shareSchema = int().check(_gte(0), _lte(WHOLE));
var windowSchema = strictObject({ from: exactOptional(instantSchema), until: exactOptional(instantSchema) }).check(
  refine(({ from, until }) => (from ?? until) !== void 0 && isInOrder(from, until), {
    error: "expected from or until, and from to be before until",
    path: ["from"]
  })
);
var rampSchema = strictObject({
  mode: _enum(["stepped", "linear"]),
  steps: array(strictObject({ at: instantSchema, share: shareSchema })).check(_minLength(1), _maxLength(LIMITS.stepsPerRamp))
}).check(
  refine(({ steps }) => steps.every(({ at }, i) => isInOrder(steps[i - 1]?.at, at)), {
    error: "expected each step to be later than the one before",
    path: ["steps"]
  })
);
function isInOrder(earlier, later) {
  if (earlier === void 0 || later === void 0) return true;
  return (parseInstant(earlier) ?? 0) < (parseInstant(later) ?? 0);
}

// shared/contracts/flag.ts
var FLAG_TYPES = ["boolean", "string", "number", "json"];
var draw = { by: exactOptional(attributeSchema), salt: exactOptional(saltSchema) };
var serveSchema = oneOfShapes(() => ({
  variant: strictObject({ variant: variantNameSchema }),
  split: strictObject({
    split: strictObject({
      ...draw,
      weights: array(strictObject({ variant: variantNameSchema, weight: shareSchema })).check(_minLength(1), _maxLength(LIMITS.variantsPerFlag))
    })
  })
}));
var rolloutSchema = oneOfShapes(() => ({
  share: strictObject({ ...draw, share: shareSchema }),
  ramp: strictObject({ ...draw, ramp: rampSchema })
}));
var ruleSchema = strictObject({
  id: string2().check(_regex(/^[A-Za-z0-9_-]{1,32}$/, "expected 1 to 32 characters of A-Z, a-z, 0-9, _ and -")),
  window: exactOptional(windowSchema),
  if: exactOptional(conditionSchema),
  rollout: exactOptional(rolloutSchema),
  serve: serveSchema
});
var jsonSchema = custom(isJsonValue, "expected a JSON value");
var variantsSchema = array(strictObject({ name: variantNameSchema, value: jsonSchema })).check(_minLength(1), _maxLength(LIMITS.variantsPerFlag));
var bucketingSchema = strictObject({
  scheme: _enum(SCHEME_NAMES),
  salt: saltSchema
});
var flagSchema = strictObject({
  key: flagKeySchema,
  type: _enum(FLAG_TYPES),
  variants: variantsSchema,
  enabled: boolean2(),
  offVariant: exactOptional(variantNameSchema),
  clientVisible: boolean2(),
  bucketing: bucketingSchema,
  rules: array(ruleSchema).check(_maxLength(LIMITS.rulesPerFlag)),
  defaultServe: serveSchema
});
function parseFlag(input) {
  const shape = parseWith(flagSchema, input);
  if (!shape.ok) return shape;
  const problems = problemsOfFlag(shape.value);
  return problems.length === 0 ? shape : { ok: false, problems };
}

// shared/evaluation/compiled-ruleset.ts
init_limits();
init_parse_result();

// shared/contracts/ruleset.ts
init_limits();
init_parse_result();
var RULESET_FORMAT = 1;
var NO_EVENTS = { mode: "off" };
var eventsSchema = discriminatedUnion("mode", [
  object({ mode: literal("all") }),
  object({ mode: literal("off") }),
  object({ mode: literal("sample"), share: int().check(_gte(0), _lte(WHOLE)) })
]);
var settingsSchema = object({
  // oxlint-disable-next-line promise/valid-params -- zod's `catch`, not a promise's
  events: _catch(eventsSchema, NO_EVENTS),
  // oxlint-disable-next-line promise/valid-params -- as above
  userIds: _catch(_enum(["pseudonym", "plain"]), "pseudonym")
});
var headerSchema = object({
  format: literal(RULESET_FORMAT),
  environment: environmentIdSchema,
  version: int().check(_gte(0)),
  settings: settingsSchema,
  usesPatterns: exactOptional(boolean2())
});
var LINE_FEED = 10;
function openRuleset(bytes) {
  if (bytes.length > LIMITS.rulesetBytes)
    return refused(`expected at most ${LIMITS.rulesetBytes} bytes, got ${bytes.length}`);
  const end2 = bytes.indexOf(LINE_FEED);
  if (end2 < 0) return refused("expected a header line");
  const json = parseJson(new TextDecoder().decode(bytes.subarray(0, end2)), Number.POSITIVE_INFINITY);
  if (!json.ok) return json;
  const header = parseWith(headerSchema, json.value);
  if (!header.ok) return header;
  const { flags, segments = [] } = json.value;
  const flagPlaces = placeEntries("flags", flags, end2 + 1);
  if (!flagPlaces.ok) return flagPlaces;
  const segmentPlaces = placeEntries("segments", segments, flagPlaces.value.end);
  if (!segmentPlaces.ok) return segmentPlaces;
  if (segmentPlaces.value.end > bytes.length) {
    return refused(`expected at least ${segmentPlaces.value.end} bytes by the header, got ${bytes.length}`);
  }
  const { environment, version: version3, settings, usesPatterns = false } = header.value;
  return parsed({
    environment,
    version: version3,
    settings,
    usesPatterns,
    flagKeys: [...flagPlaces.value.places.keys()],
    find: finder(bytes, flagPlaces.value.places),
    findSegment: finder(bytes, segmentPlaces.value.places)
  });
}
var MOST_ENTRIES = { flags: LIMITS.flagsPerRuleset, segments: LIMITS.segmentsPerRuleset };
function placeEntries(name, entries, firstOffset) {
  if (!Array.isArray(entries)) return refused("expected array", [name]);
  if (entries.length > MOST_ENTRIES[name]) {
    return refused(`expected at most ${MOST_ENTRIES[name]} items, got ${entries.length}`, [name]);
  }
  const places = /* @__PURE__ */ new Map();
  let end2 = firstOffset;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (!isEntry(entry)) return refused("expected [key, byte length]", [name, i]);
    const key = entry[0];
    const start = end2;
    end2 += entry[1];
    places.set(key, places.has(key) ? "duplicate" : { start, end: end2 });
  }
  return parsed({ places, end: end2 });
}
function finder(bytes, places) {
  return (key) => {
    const place = places.get(key);
    return typeof place === "object" ? bytes.subarray(place.start, place.end) : place;
  };
}
function isEntry(entry) {
  return Array.isArray(entry) && typeof entry[0] === "string" && Number.isSafeInteger(entry[1]) && entry[1] >= 0;
}

// shared/contracts/segment.ts
init_limits();
var ids = custom(
  (value) => Array.isArray(value) && value.length <= LIMITS.idsPerSegment && value.every(isId),
  `expected at most ${LIMITS.idsPerSegment} texts of at most ${LIMITS.targetingKeyLength} characters`
);
var segmentSchema = strictObject({
  key: segmentKeySchema,
  by: exactOptional(attributeSchema),
  included: ids,
  excluded: ids,
  rules: array(conditionSchema).check(_maxLength(LIMITS.rulesPerFlag))
});
function parseSegment(input) {
  const shape = parseWith(segmentSchema, input);
  if (!shape.ok) return shape;
  const problems = shape.value.rules.flatMap((rule, i) => problemsOfCondition(rule, ["rules", i]));
  return problems.length === 0 ? shape : { ok: false, problems };
}
function isId(value) {
  return typeof value === "string" && value.length <= LIMITS.targetingKeyLength;
}

// shared/evaluation/attribute.ts
function compileAttribute(path) {
  if (path.startsWith("/")) return readSteps(path.slice(1).split("/").map(unescapePointer));
  const whole = readName(intern(path));
  if (!path.includes(".")) return whole;
  const nested = readSteps(path.split("."));
  return (context) => {
    const value = whole(context);
    return value === void 0 ? nested(context) : value;
  };
}
function readName(name) {
  if (name in Object.prototype) return (context) => ownValue(context, name);
  return (context) => context[name];
}
function isPlainName(path) {
  return !path.startsWith("/") && !path.includes(".") && !(path in Object.prototype);
}
function intern(name) {
  return Object.keys({ [name]: true })[0] ?? name;
}
function readSteps(names) {
  const steps = names.map((name) => ({ name, isIndex: /^(?:0|[1-9]\d*)$/.test(name) }));
  return (context) => {
    let value = context;
    for (const { name, isIndex } of steps) {
      if (typeof value !== "object" || value === null) return void 0;
      if (Array.isArray(value) && !isIndex) return void 0;
      value = ownValue(value, name);
    }
    return value;
  };
}
function ownValue(owner, name) {
  return Object.hasOwn(owner, name) ? owner[name] : void 0;
}
function unescapePointer(part) {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

// shared/evaluation/bucketing/native.ts
init_limits();
function nativeScheme(salt) {
  const hash = createMurmur3(`${salt}.`);
  return (subject) => Math.floor(hash(subject) * WHOLE / 4294967296);
}

// node_modules/@noble/hashes/_u64.js
var fromNumH = (n) => n / 2 ** 32 | 0;
var fromNumL = (n) => n >>> 0;
function setU64FromNum(view, byteOffset, n, isLE) {
  const h = fromNumH(n);
  const l = fromNumL(n);
  view.setUint32(byteOffset, isLE ? l : h, isLE);
  view.setUint32(byteOffset + 4, isLE ? h : l, isLE);
}

// node_modules/@noble/hashes/utils.js
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
var atitle = (title) => title ? `"${title}" ` : "";
function anumber(n, title = "") {
  if (typeof n !== "number")
    throw new TypeError(atitle(title) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle(title) + "expected integer >= 0, got " + n);
  return n;
}
function abytes(value, length, title = "") {
  if (isBytes(value) && (length === void 0 || value.length === length))
    return value;
  if (length !== void 0)
    anumber(length, "length");
  const bytes = isBytes(value);
  const ofLen = length !== void 0 ? ` of length ${length}` : "";
  const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
  const message = atitle(title) + "expected Uint8Array" + ofLen + ", got " + got;
  if (!bytes)
    throw new TypeError(message);
  throw new RangeError(message);
}
var aobject = (value, label) => {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
};
var aopts = (value, label) => {
  aobject(value, label);
  const proto = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new TypeError(`"${label}" expected plain object`);
  if (Object.hasOwn(value, "__proto__"))
    throw new TypeError(`"${label}.__proto__" is not allowed`);
};
function aexists(instance, checkFinished = true) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput(out, instance) {
  abytes(out, void 0, "output");
  const min = instance.outputLen;
  if (!(out.length >= min)) {
    throw new RangeError('"output" expected length >= ' + min);
  }
}
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++) {
    arrays[i].fill(0);
  }
}
function createView(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
function rotl(word, shift) {
  return word << shift | word >>> 32 - shift >>> 0;
}
function checkOpts(defaults, opts, title = "opts") {
  aopts(defaults, "defaults");
  if (opts !== void 0)
    aopts(opts, title);
  const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
  return merged;
}
function createHasher(hashCons, info = {}) {
  if (typeof hashCons !== "function")
    throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
  info = checkOpts({}, info, "info");
  const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
  const tmp = hashCons(void 0);
  hashC.outputLen = tmp.outputLen;
  hashC.blockLen = tmp.blockLen;
  hashC.canXOF = tmp.canXOF;
  hashC.create = (opts) => hashCons(opts);
  Object.assign(hashC, info);
  return Object.freeze(hashC);
}

// node_modules/@noble/hashes/_md.js
function Chi(a, b, c) {
  return a & b ^ ~a & c;
}
function Maj(a, b, c) {
  return a & b ^ a & c ^ b & c;
}
var HashMD = class {
  blockLen;
  outputLen;
  canXOF = false;
  padOffset;
  isLE;
  // For partial updates less than block size
  buffer;
  view;
  finished = false;
  length = 0;
  pos = 0;
  destroyed = false;
  constructor(blockLen, outputLen, padOffset, isLE) {
    this.blockLen = blockLen;
    this.outputLen = outputLen;
    this.padOffset = padOffset;
    this.isLE = isLE;
    this.buffer = new Uint8Array(blockLen);
    this.view = createView(this.buffer);
  }
  update(data) {
    aexists(this);
    abytes(data);
    const { view, buffer, blockLen } = this;
    const len = data.length;
    let processed = false;
    for (let pos = 0; pos < len; ) {
      const take = Math.min(blockLen - this.pos, len - pos);
      if (take === blockLen) {
        const dataView = createView(data);
        for (; blockLen <= len - pos; pos += blockLen)
          this.process(dataView, pos);
        processed = true;
        continue;
      }
      buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
      this.pos += take;
      pos += take;
      if (this.pos === blockLen) {
        this.process(view, 0);
        this.pos = 0;
        processed = true;
      }
    }
    this.length += data.length;
    if (processed)
      this.roundClean();
    return this;
  }
  digestInto(out) {
    aexists(this);
    aoutput(out, this);
    this.finished = true;
    const { buffer, view, blockLen, isLE } = this;
    let { pos } = this;
    buffer[pos++] = 128;
    buffer.fill(0, pos);
    if (this.padOffset > blockLen - pos) {
      this.process(view, 0);
      buffer.fill(0);
    }
    setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
    this.process(view, 0);
    this.roundClean();
    const oview = out === buffer ? view : createView(out);
    const len = this.outputLen;
    const outLen = len / 4;
    const state = this.get();
    if (len % 4 || outLen > state.length)
      throw new Error("invalid outputLen");
    for (let i = 0; i < outLen; i++)
      oview.setUint32(4 * i, state[i], isLE);
  }
  digest() {
    const { buffer, outputLen } = this;
    this.digestInto(buffer);
    const res = buffer.slice(0, outputLen);
    this.destroy();
    return res;
  }
  _cloneIntoMeta(to) {
    const { buffer, length, finished, destroyed, pos } = this;
    to.destroyed = destroyed;
    to.finished = finished;
    to.length = length;
    to.pos = pos;
    if (pos)
      to.buffer.set(buffer);
    return to;
  }
  clone() {
    return this._cloneInto();
  }
};

// node_modules/@noble/hashes/legacy.js
var SHA1_IV = /* @__PURE__ */ Uint32Array.from([
  1732584193,
  4023233417,
  2562383102,
  271733878,
  3285377520
]);
var SHA1_W = /* @__PURE__ */ new Uint32Array(80);
var _SHA1 = class extends HashMD {
  A = SHA1_IV[0] | 0;
  B = SHA1_IV[1] | 0;
  C = SHA1_IV[2] | 0;
  D = SHA1_IV[3] | 0;
  E = SHA1_IV[4] | 0;
  constructor() {
    super(64, 20, 8, false);
  }
  get() {
    const { A, B, C, D, E } = this;
    return [A, B, C, D, E];
  }
  set(A, B, C, D, E) {
    this.A = A | 0;
    this.B = B | 0;
    this.C = C | 0;
    this.D = D | 0;
    this.E = E | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4)
      SHA1_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 80; i++)
      SHA1_W[i] = rotl(SHA1_W[i - 3] ^ SHA1_W[i - 8] ^ SHA1_W[i - 14] ^ SHA1_W[i - 16], 1);
    let { A, B, C, D, E } = this;
    for (let i = 0; i < 80; i++) {
      let F, K;
      if (i < 20) {
        F = Chi(B, C, D);
        K = 1518500249;
      } else if (i < 40) {
        F = B ^ C ^ D;
        K = 1859775393;
      } else if (i < 60) {
        F = Maj(B, C, D);
        K = 2400959708;
      } else {
        F = B ^ C ^ D;
        K = 3395469782;
      }
      const T = rotl(A, 5) + F + E + K + SHA1_W[i] | 0;
      E = D;
      D = C;
      C = rotl(B, 30);
      B = A;
      A = T;
    }
    A = A + this.A | 0;
    B = B + this.B | 0;
    C = C + this.C | 0;
    D = D + this.D | 0;
    E = E + this.E | 0;
    this.set(A, B, C, D, E);
  }
  roundClean() {
    clean(SHA1_W);
  }
  destroy() {
    this.destroyed = true;
    this.set(0, 0, 0, 0, 0);
    clean(this.buffer);
  }
};
var sha1 = /* @__PURE__ */ createHasher(() => new _SHA1());

// shared/evaluation/bucketing/togglemaster-classic.ts
var BUCKETS_PER_PERCENT = 1e3;
function togglemasterClassicScheme(salt) {
  const encoder2 = new TextEncoder();
  return (subject) => {
    const digest = sha1(encoder2.encode(subject + salt));
    return new DataView(digest.buffer, digest.byteOffset).getUint32(0) % 100 * BUCKETS_PER_PERCENT;
  };
}

// shared/evaluation/bucketing/scheme.ts
var SCHEMES = {
  native: nativeScheme,
  "togglemaster-classic": togglemasterClassicScheme
};

// shared/evaluation/bucket.ts
var TARGETING_KEY = "targetingKey";
var MISSING_SUBJECT = -1;
function compileBucketer({ scheme, salt, by, shares }, compilation) {
  const read = compileAttribute(by);
  const place = SCHEMES[scheme](salt);
  const bucketOf = (context) => {
    const subject = read(context);
    if (typeof subject === "string" && subject !== "") return place(subject);
    if (typeof subject === "number" && Number.isFinite(subject)) return place(String(subject));
    return MISSING_SUBJECT;
  };
  return compilation.world.watch(bucketOf, (bucket, context, nowMs) => {
    const subject = read(context);
    const placed = bucket === MISSING_SUBJECT || subject === void 0 ? {} : { subject, bucket };
    return { step: "bucket", scheme, salt, by, ...placed, shares: shares(nowMs) };
  });
}

// shared/evaluation/compilation.ts
init_limits();
var EMPTY_WORLD = {
  flag: () => void 0,
  segment: () => void 0,
  regex: void 0,
  watch: (run) => run
};
function startCompilation(world) {
  return { world, steps: 0, depth: 0, failure: void 0 };
}
function addSteps(compilation, steps) {
  compilation.steps += steps;
  if (compilation.steps > LIMITS.stepsPerEvaluation) {
    fail(compilation, `deciding it could take more than ${LIMITS.stepsPerEvaluation} steps`);
  }
}
function addReference(compilation, referred) {
  addSteps(compilation, referred.steps);
  compilation.depth = Math.max(compilation.depth, referred.depth + 1);
  if (compilation.depth > LIMITS.referenceDepth) {
    fail(compilation, `needs flags and segments more than ${LIMITS.referenceDepth} deep`);
  }
}
function compileEach(items, compilation, compile) {
  const compiled = [];
  for (const item of items) {
    if (compilation.failure !== void 0) break;
    compiled.push(compile(item));
  }
  return compiled;
}
function fail(compilation, reason) {
  compilation.failure ??= reason;
}

// shared/evaluation/bucket-condition.ts
function compileBucketCondition({ bucket: range, negate: negate2 = false }, compilation) {
  const { salt, from, to, by = TARGETING_KEY, scheme = "native" } = range;
  const shares = () => [{ name: "range", from, to }];
  const bucketOf = compileBucketer({ scheme, salt, by, shares }, compilation);
  const holds = (context, nowMs) => {
    const bucket = bucketOf(context, nowMs);
    return bucket !== MISSING_SUBJECT && (bucket >= from && bucket < to) !== negate2;
  };
  return compilation.world.watch(holds, (outcome) => ({ step: "range", negate: negate2, holds: outcome }));
}

// shared/evaluation/operators/address.ts
var ADDRESS_COMPILERS = {
  inNetwork: ({ values }, compilation) => {
    addSteps(compilation, Math.max(0, values.length - 1));
    const networks = values.map(parseIpNetwork).filter((network2) => network2 !== void 0);
    return (value) => {
      const address = typeof value === "string" ? parseIpAddress(value) : void 0;
      return address === void 0 ? void 0 : networks.some((network2) => isInNetwork(address, network2));
    };
  }
};

// shared/evaluation/operators/date.ts
var DATE_COMPILERS = {
  before: ({ value: operand }) => {
    const boundMs = parseInstant(operand) ?? Number.NaN;
    return testInstant((atMs) => atMs < boundMs);
  },
  after: ({ value: operand }) => {
    const boundMs = parseInstant(operand) ?? Number.NaN;
    return testInstant((atMs) => atMs > boundMs);
  },
  withinLast: ({ durationMs }) => testInstant((atMs, nowMs) => atMs <= nowMs && atMs >= nowMs - durationMs),
  withinNext: ({ durationMs }) => testInstant((atMs, nowMs) => atMs >= nowMs && atMs <= nowMs + durationMs)
};
function testInstant(holds) {
  return (value, nowMs) => {
    const atMs = parseInstant(value);
    return atMs === void 0 ? void 0 : holds(atMs, nowMs);
  };
}

// shared/evaluation/operators/attribute-test.ts
function isScalar(value) {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value);
}
function foldCase(value) {
  return typeof value === "string" ? value.toLowerCase() : value;
}

// shared/evaluation/operators/list.ts
var LIST_COMPILERS = {
  includesAny: ({ values, ignoreCase: ignoreCase2 }) => {
    const isOperand = membership(values, ignoreCase2);
    return testList((items) => items.some(isOperand));
  },
  includesNone: ({ values, ignoreCase: ignoreCase2 }) => {
    const isOperand = membership(values, ignoreCase2);
    return testList((items) => !items.some(isOperand));
  },
  includesAll: ({ values, ignoreCase: ignoreCase2 }) => {
    const fold = ignoreCase2 === true ? foldCase : keep;
    const operands = [...new Set(values.map(fold))];
    return testList((items) => {
      const held = new Set(items.map(fold));
      return operands.every((operand) => held.has(operand));
    });
  },
  size: ({ min = 0, max = Number.MAX_SAFE_INTEGER }) => testList((items) => items.length >= min && items.length <= max)
};
function membership(values, ignoreCase2) {
  const fold = ignoreCase2 === true ? foldCase : keep;
  const operands = new Set(values.map(fold));
  return (item) => operands.has(fold(item));
}
function keep(value) {
  return value;
}
function testList(holds) {
  return (value) => Array.isArray(value) ? holds(value) : void 0;
}

// shared/evaluation/operators/number.ts
var NUMBER_COMPILERS = {
  greaterThan: ({ value: bound2 }) => (value) => isFiniteNumber(value) ? value > bound2 : void 0,
  greaterThanOrEqual: ({ value: bound2 }) => (value) => isFiniteNumber(value) ? value >= bound2 : void 0,
  lessThan: ({ value: bound2 }) => (value) => isFiniteNumber(value) ? value < bound2 : void 0,
  lessThanOrEqual: ({ value: bound2 }) => (value) => isFiniteNumber(value) ? value <= bound2 : void 0,
  between: ({ min, max }) => (value) => isFiniteNumber(value) ? value >= min && value <= max : void 0,
  modulo: ({ divisor, remainder }) => (value) => Number.isSafeInteger(value) ? (Number(value) % divisor + divisor) % divisor === remainder : void 0
};
function isFiniteNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

// shared/evaluation/operators/scalar.ts
var SCALAR_COMPILERS = {
  equals: ({ value: operand, ignoreCase: ignoreCase2 }) => {
    if (ignoreCase2 !== true) return (value) => value === operand || (isScalar(value) ? false : void 0);
    const folded = foldCase(operand);
    return (value) => isScalar(value) ? foldCase(value) === folded : void 0;
  },
  oneOf: ({ values, ignoreCase: ignoreCase2 }) => {
    if (ignoreCase2 === true) {
      const folded = new Set(values.map(foldCase));
      return (value) => isScalar(value) ? folded.has(foldCase(value)) : void 0;
    }
    const operands = new Set(values);
    return (value) => isScalar(value) ? operands.has(value) : void 0;
  },
  exists: () => (value) => value !== void 0 && value !== null
};

// shared/evaluation/operators/text.ts
init_limits();
init_parse_result();

// shared/evaluation/regex-engine.ts
init_limits();
function stepsOfPattern({ instructions }) {
  return Math.ceil(instructions * LIMITS.matchedTextLength / LIMITS.patternWorkPerStep);
}

// shared/evaluation/operators/text.ts
var TEXT_COMPILERS = {
  contains: (condition, compilation) => compileParts(condition, compilation, (part) => (text2) => text2.includes(part)),
  startsWith: (condition, compilation) => compileParts(condition, compilation, (part) => (text2) => text2.startsWith(part)),
  endsWith: (condition, compilation) => compileParts(condition, compilation, (part) => (text2) => text2.endsWith(part)),
  matches: ({ pattern, ignoreCase: ignoreCase2 = false }, compilation) => {
    const { regex } = compilation.world;
    if (regex === void 0) return failing(compilation, "no engine for regular expressions was loaded");
    const compiled = regex(pattern, ignoreCase2);
    if (!compiled.ok) return failing(compilation, describeProblems(compiled.problems));
    addSteps(compilation, stepsOfPattern(compiled.value) - 1);
    const { matches: matches2 } = compiled.value;
    return (value) => typeof value === "string" && value.length <= LIMITS.matchedTextLength ? matches2(value) : void 0;
  }
};
function compileParts({ values, ignoreCase: ignoreCase2 }, compilation, testFor) {
  addSteps(compilation, Math.max(0, values.length - 1));
  const isFolded = ignoreCase2 === true;
  const tests = values.map((part) => testFor(isFolded ? part.toLowerCase() : part));
  const test = anyOf(tests);
  if (isFolded) return (value) => typeof value === "string" ? test(value.toLowerCase()) : void 0;
  return (value) => typeof value === "string" ? test(value) : void 0;
}
function anyOf(tests) {
  const [only] = tests;
  if (only !== void 0 && tests.length === 1) return only;
  return (text2) => tests.some((test) => test(text2));
}
function failing(compilation, reason) {
  fail(compilation, reason);
  return () => void 0;
}

// shared/evaluation/operators/version.ts
var VERSION_COMPILERS = {
  versionEquals: (condition) => compareTo(condition, (order) => order === 0),
  versionGreaterThan: (condition) => compareTo(condition, (order) => order > 0),
  versionGreaterThanOrEqual: (condition) => compareTo(condition, (order) => order >= 0),
  versionLessThan: (condition) => compareTo(condition, (order) => order < 0),
  versionLessThanOrEqual: (condition) => compareTo(condition, (order) => order <= 0),
  versionInRange: ({ range, lenient: lenient2 = false }) => {
    const spans = parseVersionRange(range, lenient2) ?? [];
    return (value) => {
      const version3 = typeof value === "string" ? parseVersion(value, lenient2) : void 0;
      return version3 === void 0 ? void 0 : spans.some((span) => span.holds(version3));
    };
  }
};
function compareTo({ value: operand, lenient: lenient2 = false }, holds) {
  const packedOperand = packRelease(operand);
  const bound2 = parseVersion(operand, lenient2);
  return (value) => {
    if (typeof value !== "string" || bound2 === void 0) return void 0;
    if (packedOperand >= 0) {
      const packed = packRelease(value);
      if (packed >= 0) return holds(packed - packedOperand);
    }
    const version3 = parseVersion(value, lenient2);
    return version3 === void 0 ? void 0 : holds(compareVersions(version3, bound2));
  };
}

// shared/evaluation/operators/operator-compilers.ts
var COMPILERS = {
  ...SCALAR_COMPILERS,
  ...TEXT_COMPILERS,
  ...NUMBER_COMPILERS,
  ...DATE_COMPILERS,
  ...VERSION_COMPILERS,
  ...LIST_COMPILERS,
  ...ADDRESS_COMPILERS
};
function compileOperator(condition, compilation) {
  const compile = COMPILERS[condition.operator];
  return compile(condition, compilation);
}

// shared/evaluation/fused-conditions.ts
function fuseCondition(condition, name, test) {
  if ("ignoreCase" in condition || "negate" in condition) return void 0;
  switch (condition.operator) {
    case "equals":
      return fuseEquals(name, condition.value);
    case "oneOf":
      return fuseOneOf(name, new Set(condition.values));
    case "contains":
    case "startsWith":
    case "endsWith":
      return fuseText(condition.operator, name, condition.values);
    case "greaterThan":
    case "greaterThanOrEqual":
    case "lessThan":
    case "lessThanOrEqual":
      return COMPARISONS[condition.operator](name, condition.value);
    case "versionGreaterThanOrEqual":
      return fuseVersionAtLeast(name, packRelease(condition.value), test);
    default:
      return void 0;
  }
}
function fuseEquals(name, operand) {
  return (context) => context[name] === operand;
}
function fuseOneOf(name, operands) {
  return (context) => operands.has(context[name]);
}
function fuseText(operator, name, operands) {
  const [operand] = operands;
  if (operand === void 0 || operands.length > 1) return void 0;
  if (operator === "contains") return ({ [name]: value }) => typeof value === "string" && value.includes(operand);
  if (operator === "startsWith") return ({ [name]: value }) => typeof value === "string" && value.startsWith(operand);
  return ({ [name]: value }) => typeof value === "string" && value.endsWith(operand);
}
var COMPARISONS = {
  greaterThan: (name, bound2) => ({ [name]: value }) => typeof value === "number" && value > bound2 && Number.isFinite(value),
  greaterThanOrEqual: (name, bound2) => ({ [name]: value }) => typeof value === "number" && value >= bound2 && Number.isFinite(value),
  lessThan: (name, bound2) => ({ [name]: value }) => typeof value === "number" && value < bound2 && Number.isFinite(value),
  lessThanOrEqual: (name, bound2) => ({ [name]: value }) => typeof value === "number" && value <= bound2 && Number.isFinite(value)
};
function fuseVersionAtLeast(name, operand, test) {
  return (context, nowMs) => {
    const value = context[name];
    const packed = typeof value === "string" && operand >= 0 ? packRelease(value) : -1;
    return packed >= 0 ? packed >= operand : test(value, nowMs) === true;
  };
}

// shared/evaluation/prerequisite.ts
function compilePrerequisite({ flag: key, variants }, compilation) {
  const decide2 = findFlag(key, compilation);
  const wanted = new Set(variants);
  const holds = (context, nowMs) => {
    const resolution = decide2(context, nowMs);
    return "variant" in resolution && wanted.has(resolution.variant);
  };
  return compilation.world.watch(holds, (outcome) => ({ step: "prerequisite", flag: key, variants, holds: outcome }));
}
function findFlag(key, compilation) {
  const flag = compilation.failure === void 0 ? compilation.world.flag(key) : void 0;
  if (flag?.state === "decidable") addReference(compilation, flag);
  else fail(compilation, `needs the flag ${JSON.stringify(key)}, which ${whyNot(flag)}`);
  if (flag === void 0) return () => ({ reason: "DISABLED" });
  return compilation.world.watch(
    (context, nowMs) => evaluateFlag(flag, context, nowMs),
    (resolution) => ({ step: "flag", flag: key, resolution })
  );
}
function whyNot(flag) {
  return flag?.state === "broken" ? `cannot be decided: ${flag.resolution.errorMessage}` : "is not in the ruleset";
}

// shared/evaluation/segment-condition.ts
function compileSegmentCondition({ segment: key }, compilation) {
  const segment = compilation.failure === void 0 ? compilation.world.segment(key) : void 0;
  if (segment === void 0 || segment.state === "broken") {
    const why = segment === void 0 ? "is not in the ruleset" : `cannot be decided: ${segment.reason}`;
    fail(compilation, `needs the segment ${JSON.stringify(key)}, which ${why}`);
    return () => false;
  }
  addReference(compilation, segment);
  return segment.includes;
}

// shared/evaluation/conditions.ts
function compileCondition(condition, compilation) {
  addSteps(compilation, 1);
  const { watch } = compilation.world;
  if ("all" in condition) {
    return watch(every(compileAll(condition.all, compilation)), (holds) => ({ step: "all", holds }));
  }
  if ("any" in condition) {
    return watch(some(compileAll(condition.any, compilation)), (holds) => ({ step: "any", holds }));
  }
  if ("not" in condition) {
    const test = compileCondition(condition.not, compilation);
    return watch(
      (context, nowMs) => !test(context, nowMs),
      (holds) => ({ step: "not", holds })
    );
  }
  if ("segment" in condition) return compileSegmentCondition(condition, compilation);
  if ("flag" in condition) return compilePrerequisite(condition, compilation);
  if ("bucket" in condition) return compileBucketCondition(condition, compilation);
  if ("operator" in condition) return compileAttributeCondition(condition, compilation);
  return assertNever2(condition);
}
function compileAll(conditions, compilation) {
  return compileEach(conditions, compilation, (condition) => compileCondition(condition, compilation));
}
function every(tests) {
  return (context, nowMs) => {
    for (const test of tests) if (!test(context, nowMs)) return false;
    return true;
  };
}
function some(tests) {
  return (context, nowMs) => {
    for (const test of tests) if (test(context, nowMs)) return true;
    return false;
  };
}
function compileAttributeCondition(condition, compilation) {
  const test = compileOperator(condition, compilation);
  const wanted = !("negate" in condition && (condition.negate ?? false));
  const read = compileAttribute(condition.attribute);
  const holds = isPlainName(condition.attribute) ? fuseCondition(condition, intern(condition.attribute), test) ?? testName(intern(condition.attribute), test, wanted) : testAttribute(read, test, wanted);
  return compilation.world.watch(holds, (outcome, context) => {
    const actual = read(context);
    return { step: "attribute", condition, holds: outcome, ...actual === void 0 ? {} : { actual } };
  });
}
function testAttribute(read, test, wanted) {
  return (context, nowMs) => test(read(context), nowMs) === wanted;
}
function testName(name, test, wanted) {
  return (context, nowMs) => test(context[name], nowMs) === wanted;
}

// shared/evaluation/schedule.ts
function compileWindow({ from, until }) {
  const fromMs = parseInstant(from) ?? Number.NEGATIVE_INFINITY;
  const untilMs = parseInstant(until) ?? Number.POSITIVE_INFINITY;
  return (_context, nowMs) => nowMs >= fromMs && nowMs < untilMs;
}
function always(share) {
  return () => share;
}
function compileRamp({ mode, steps }) {
  const points = steps.map(({ at, share }) => ({ atMs: parseInstant(at) ?? Number.NaN, share }));
  return (nowMs) => {
    const next = points.findIndex(({ atMs }) => nowMs < atMs);
    const last = points.at(next < 0 ? -1 : next - 1);
    const following = points[next];
    if (next === 0 || last === void 0) return 0;
    if (mode === "stepped" || following === void 0) return last.share;
    return interpolate(last, following, nowMs);
  };
}
function interpolate(from, to, nowMs) {
  const risen = (to.share - from.share) * (nowMs - from.atMs) / (to.atMs - from.atMs);
  return Math.floor(from.share + risen);
}

// shared/evaluation/serve.ts
function compileServe(flag, serve, served, compilation) {
  const values = new Map(flag.variants.map(({ name, value }) => [name, value]));
  const resolve = (variant, reason) => ({
    value: values.get(variant) ?? null,
    variant,
    reason,
    ...served.ruleId === void 0 ? {} : { ruleId: served.ruleId }
  });
  if ("variant" in serve) return constant(resolve(serve.variant, served.reason));
  const { by = TARGETING_KEY, weights } = serve.split;
  const shares = sharesOf(weights);
  const bucketOf = compileBucketer(
    { ...splitBucketing(flag.bucketing, serve.split), by, shares: () => shares },
    compilation
  );
  const choices = shares.map(({ name, to }) => ({ end: to, resolution: resolve(name, "SPLIT") }));
  return choose(bucketOf, choices, served.unplaced(by));
}
function sharesOf(weights) {
  let end2 = 0;
  return weights.map(({ variant, weight }) => {
    const from = end2;
    end2 += weight;
    return { name: variant, from, to: end2 };
  });
}
function constant(resolution) {
  return () => resolution;
}
function choose(bucketOf, choices, unplaced) {
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs);
    if (bucket === MISSING_SUBJECT) return unplaced;
    for (const { end: end2, resolution } of choices) if (bucket < end2) return resolution;
    return unplaced;
  };
}
function compileRollout(flag, rollout, serve, compilation, unplaced) {
  const { by = TARGETING_KEY, salt = flag.bucketing.salt } = rollout;
  const shareAt = "ramp" in rollout ? compileRamp(rollout.ramp) : always(rollout.share);
  const shares = (nowMs) => [{ name: "rollout", from: 0, to: shareAt(nowMs) }];
  const bucketOf = compileBucketer({ scheme: flag.bucketing.scheme, salt, by, shares }, compilation);
  const whenUnplaced = unplaced(by);
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs);
    if (bucket === MISSING_SUBJECT) return whenUnplaced;
    return bucket < shareAt(nowMs) ? serve(context, nowMs) : void 0;
  };
}
function splitBucketing(bucketing, split) {
  return { scheme: bucketing.scheme, salt: split.salt ?? `${bucketing.salt}.split` };
}

// shared/evaluation/compile-flag.ts
var TARGETING_KEY_MISSING = {
  reason: "ERROR",
  errorCode: "TARGETING_KEY_MISSING",
  errorMessage: "the flag places people by targetingKey, and the context has none"
};
function compileFlag(flag, world = EMPTY_WORLD) {
  const compilation = startCompilation(world);
  const rules = compileEach(flag.rules, compilation, (rule) => compileRule(flag, rule, compilation));
  const serveDefault = compileDefault(flag, compilation);
  const { failure: failure2, steps, depth } = compilation;
  if (failure2 !== void 0) return brokenFlag(flag.key, "GENERAL", failure2);
  return {
    state: "decidable",
    key: flag.key,
    clientVisible: flag.clientVisible,
    scheme: flag.bucketing.scheme,
    resolution: settle(flag, serveDefault),
    rules,
    serveDefault,
    steps,
    depth
  };
}
function brokenFlag(key, errorCode, errorMessage) {
  return { state: "broken", key, resolution: { reason: "ERROR", errorCode, errorMessage } };
}
function compileRule(flag, rule, compilation) {
  const { watch } = compilation.world;
  const ruleId = rule.id;
  const reason = rule.rollout === void 0 ? "TARGETING_MATCH" : "SPLIT";
  const serve = compileServe(flag, rule.serve, { reason, ruleId, unplaced: unplacedByRule }, compilation);
  const roll = rule.rollout === void 0 ? serve : compileRollout(flag, rule.rollout, serve, compilation, unplacedByRule);
  return {
    matches: watch(compileMatch(rule, compilation), (matches2) => ({ step: "rule", ruleId, matches: matches2 })),
    serve: watch(roll, (resolution) => ({ step: "serve", ruleId, served: resolution !== void 0 }))
  };
}
function compileMatch({ window, if: condition }, compilation) {
  const test = condition === void 0 ? () => true : compileCondition(condition, compilation);
  if (window === void 0) return test;
  const isOpen = compilation.world.watch(compileWindow(window), (holds, _context, nowMs) => ({
    step: "window",
    ...window,
    nowMs,
    holds
  }));
  return (context, nowMs) => isOpen(context, nowMs) && test(context, nowMs);
}
function unplacedByRule(by) {
  return by === TARGETING_KEY ? TARGETING_KEY_MISSING : void 0;
}
function compileDefault(flag, compilation) {
  const reason = flag.rules.length === 0 ? "STATIC" : "DEFAULT";
  return compileServe(flag, flag.defaultServe, { reason, unplaced: unplacedByDefault }, compilation);
}
function settle(flag, serveDefault) {
  if (!flag.enabled) return disabledResolution(flag);
  return flag.rules.length === 0 && "variant" in flag.defaultServe ? serveDefault({}, 0) : void 0;
}
function disabledResolution(flag) {
  const off = flag.variants.find(({ name }) => name === flag.offVariant);
  return off === void 0 ? { reason: "DISABLED" } : { value: off.value, variant: off.name, reason: "DISABLED" };
}
function unplacedByDefault(by) {
  if (by === TARGETING_KEY) return TARGETING_KEY_MISSING;
  return {
    reason: "ERROR",
    errorCode: "INVALID_CONTEXT",
    errorMessage: `the default splits by ${by}, and the context has none that could be placed`
  };
}

// shared/evaluation/compile-segment.ts
function compileSegment(segment, world) {
  const compilation = startCompilation(world);
  const rules = compileEach(segment.rules, compilation, (rule) => compileCondition(rule, compilation));
  const read = compileAttribute(segment.by ?? TARGETING_KEY);
  const excludes = compileIds(segment.excluded, read);
  const isIncluded = compileIds(segment.included, read);
  const belongs = rules.length === 0 ? isIncluded : some([isIncluded, ...rules]);
  const includes = segment.excluded.length === 0 ? belongs : (context, nowMs) => !excludes(context, nowMs) && belongs(context, nowMs);
  if (compilation.failure !== void 0) return { state: "broken", reason: compilation.failure };
  const { steps, depth } = compilation;
  return {
    state: "decidable",
    includes: world.watch(includes, (holds, context, nowMs) => ({
      step: "segment",
      segment: segment.key,
      listed: listedIn(excludes(context, nowMs), isIncluded(context, nowMs)),
      holds
    })),
    steps,
    depth
  };
}
function compileIds(ids2, read) {
  if (ids2.length === 0) return () => false;
  const set = new Set(ids2);
  return (context) => set.has(read(context));
}
function listedIn(isExcluded, isIncluded) {
  if (isExcluded) return "excluded";
  return isIncluded ? "included" : "neither";
}

// shared/evaluation/resolver.ts
init_limits();
function createResolver() {
  const path = [];
  return (kind, find, { make, broken }) => {
    const known = /* @__PURE__ */ new Map();
    const resolve = (key) => {
      const bytes = find(key);
      if (bytes === void 0) return void 0;
      const node = `${kind} ${JSON.stringify(key)}`;
      const start = path.indexOf(node);
      if (start >= 0) return broken(key, `goes in a circle: ${[...path.slice(start), node].join(" -> ")}`);
      if (path.length > LIMITS.referenceDepth) return broken(key, `is more than ${LIMITS.referenceDepth} deep`);
      path.push(node);
      const made = make(key, bytes);
      path.pop();
      if (path.length === 0 || made.state === "decidable") known.set(key, made);
      return made;
    };
    return (key) => known.get(key) ?? resolve(key);
  };
}

// shared/evaluation/compiled-ruleset.ts
function compileRuleset(bytes, options = {}) {
  const opened = openRuleset(bytes);
  if (!opened.ok) return opened;
  const { environment, version: version3, settings, flagKeys, usesPatterns } = opened.value;
  const watched = (watch) => compileLazily(opened.value, options.regex, watch);
  const flag = watched((run) => run);
  let all;
  const allFlags = () => all ??= flagKeys.map(flag).filter((compiled) => compiled !== void 0);
  return parsed({ environment, version: version3, settings, flagKeys, usesPatterns, flag, allFlags, watched });
}
function compileLazily(index, regex, watch) {
  const resolve = createResolver();
  const flag = resolve("flag", index.find, {
    make: (key, bytes) => {
      const read = readFlag(key, bytes);
      return read.ok ? compileFlag(read.value, world) : brokenFlag(key, "PARSE_ERROR", describeProblems(read.problems));
    },
    broken: (key, reason) => brokenFlag(key, "GENERAL", reason)
  });
  const segment = resolve("segment", index.findSegment, {
    make: (key, bytes) => {
      const read = readSegment(key, bytes);
      return read.ok ? compileSegment(read.value, world) : { state: "broken", reason: describeProblems(read.problems) };
    },
    broken: (_key, reason) => ({ state: "broken", reason })
  });
  const world = { flag, segment, regex, watch };
  return flag;
}
function readFlag(key, bytes) {
  return readItem(key, bytes, LIMITS.flagBytes, parseFlag);
}
function readSegment(key, bytes) {
  return readItem(key, bytes, LIMITS.segmentBytes, parseSegment);
}
function readItem(key, bytes, mostBytes, parse2) {
  if (bytes === "duplicate") return refused("the key stands twice in the ruleset");
  if (bytes.length > mostBytes) return refused(`more than ${mostBytes} bytes`);
  const json = parseJson(new TextDecoder().decode(bytes));
  if (!json.ok) return json;
  const item = parse2(json.value);
  return item.ok && item.value.key !== key ? refused("stands under another key") : item;
}

// edge/ruleset/gunzip.ts
async function gunzip(compressed, expectedBytes) {
  const bytes = new Uint8Array(expectedBytes);
  const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > expectedBytes) {
        await reader.cancel();
        return void 0;
      }
      bytes.set(part.value, length);
      length += part.value.length;
    }
  } catch {
    return void 0;
  }
  return length === expectedBytes ? bytes : void 0;
}

// edge/ruleset/decode-body.ts
async function decodeBody(stored, head) {
  if (stored.length > LIMITS.storedRulesetBytes) return { ok: false, reason: "over_limit" };
  const compressed = decodeBase64(stored);
  if (compressed === void 0) return { ok: false, reason: "malformed" };
  if (await sha256Hex(compressed) !== head.sha256) return { ok: false, reason: "wrong_digest" };
  const bytes = await gunzip(compressed, head.bytes);
  if (bytes === void 0) return { ok: false, reason: "malformed" };
  const ruleset = await compileWithPatterns(bytes);
  if (!ruleset.ok) return { ok: false, reason: "malformed" };
  if (ruleset.value.environment !== head.environment) return { ok: false, reason: "wrong_environment" };
  if (ruleset.value.version !== head.version) return { ok: false, reason: "wrong_version" };
  return ruleset;
}
async function compileWithPatterns(bytes) {
  const ruleset = compileRuleset(bytes);
  if (!ruleset.ok || !ruleset.value.usesPatterns) return ruleset;
  const { re2Engine: re2Engine2 } = await Promise.resolve().then(() => (init_re2_engine(), re2_engine_exports));
  return compileRuleset(bytes, { regex: re2Engine2 });
}
function decodeBase64(text2) {
  try {
    const characters = atob(text2);
    const bytes = new Uint8Array(characters.length);
    for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i);
    return bytes;
  } catch {
    return void 0;
  }
}

// edge/ruleset/load-body.ts
async function loadBody(state, dependencies) {
  const { runtime } = dependencies;
  const beganAtMs = runtime.nowMs();
  const isLate = () => runtime.nowMs() - beganAtMs >= BODY_TIMEOUT_MS;
  while (state.head !== void 0 && lacksBody(state)) {
    const failure2 = await tryBody(state, state.head.value, dependencies);
    if (failure2 === void 0) return;
    if (failure2 !== "absent" || isLate()) return state.bodies.failed(runtime.nowMs(), beganAtMs, failure2);
    await runtime.sleep(ASK_AGAIN_MS);
  }
}
async function tryBody(state, head, { source, refusals }) {
  try {
    const stored = await source.readBody(head.environment, head.version);
    if (stored === void 0) return "absent";
    const decoded = await decodeBody(stored, head);
    if (!decoded.ok) {
      refusals.add(state.id, "ruleset", decoded.reason);
      return "refused";
    }
    if (decoded.value.version > (state.ruleset?.version ?? -1)) {
      state.ruleset = decoded.value;
      state.missed.flag.sinceLook.clear();
      noteNewest(state);
    }
    state.bodies.succeeded();
    return void 0;
  } catch (cause) {
    return nameOfError(cause);
  }
}

// edge/ruleset/refresher.ts
var LEASE_MARGIN_MS = 250;
var PROBE_CLAIM_MS = CHECK_TIMEOUT_MS + LEASE_MARGIN_MS;
var BODY_LEASE_MS = 2 * BODY_TIMEOUT_MS + LEASE_MARGIN_MS;
var FOLLOW_MS = 5;
function createRefresher(dependencies) {
  const { runtime, breaker: breaker2 } = dependencies;
  const startLoad = (state) => {
    if (!lacksBody(state)) return void 0;
    const nowMs = runtime.nowMs();
    if (!state.bodies.mayStart(nowMs)) return void 0;
    const token = state.bodyLease.take(nowMs, BODY_LEASE_MS);
    if (token === void 0) return void 0;
    state.bodies.claim(nowMs, BODY_LEASE_MS);
    return loadBody(state, dependencies).finally(() => state.bodyLease.release(token));
  };
  const startCheck = (state) => {
    const nowMs = runtime.nowMs();
    if (!breaker2.mayStart(nowMs) || !state.contents.mayStart(nowMs)) return void 0;
    const token = state.checkLease.take(nowMs, CHECK_LEASE_MS);
    if (token === void 0) return void 0;
    breaker2.claim(nowMs, PROBE_CLAIM_MS);
    state.contents.claim(nowMs, PROBE_CLAIM_MS);
    const check2 = checkEnvironment(state, dependencies).finally(() => state.checkLease.release(token));
    const whole = check2.then(() => startLoad(state));
    return { done: isBodyAwaited(state) ? whole : check2, whole };
  };
  const waitFor = async (wish, start, lifetime) => {
    for (let nowMs = runtime.nowMs(); !wish.isDone() && nowMs < wish.deadlineMs; nowMs = runtime.nowMs()) {
      const mine = start();
      if (mine !== void 0) {
        lifetime.waitUntil(mine.whole);
        await Promise.race([mine.done, runtime.sleep(wish.deadlineMs - nowMs)]);
      } else if (wish.isRunning(nowMs)) {
        await runtime.sleep(FOLLOW_MS);
      } else {
        return;
      }
    }
  };
  const giveUp = (state, isChecked) => {
    if (!isChecked) {
      state.contents.waitedInVain();
      if (state.looksBegun > state.lastLookEnded) breaker2.waitedInVain();
    } else if (lacksBody(state)) {
      state.bodies.waitedInVain();
    }
  };
  return {
    isBroken: (state) => breaker2.isOpen() || state.contents.isOpen(),
    checkBehind: (state, lifetime) => {
      const work = startCheck(state);
      if (work !== void 0) lifetime.waitUntil(work.whole);
    },
    loadBehind: (state, lifetime) => {
      const work = startLoad(state);
      if (work !== void 0) lifetime.waitUntil(work);
    },
    refreshInFront: async (state, lifetime, { deadlineMs, isChecked }) => {
      const hadSomething = isLoaded(state);
      const check2 = { deadlineMs, isDone: isChecked, isRunning: (nowMs) => state.checkLease.isHeld(nowMs) };
      await waitFor(check2, () => startCheck(state), lifetime);
      const body = {
        deadlineMs,
        isDone: () => !lacksBody(state) || !isBodyAwaited(state),
        isRunning: (nowMs) => state.bodyLease.isHeld(nowMs)
      };
      const load = () => {
        const whole = startLoad(state);
        return whole === void 0 ? void 0 : { done: whole, whole };
      };
      await waitFor(body, load, lifetime);
      if (hadSomething && runtime.nowMs() >= deadlineMs) giveUp(state, isChecked());
    }
  };
}
function isBodyAwaited(state) {
  return !isLoaded(state) || !state.bodies.isOpen();
}

// edge/ruleset/environments.ts
var FRESH_MS = 1e3;
var SERVE_FIRST_MS = 5e3;
var FRONT_WAIT_MS = 250;
var CERTAIN_MS = SERVE_FIRST_MS + FRONT_WAIT_MS;
var COLD_BUDGET_MS = 3e3;
var LOOK_AGAIN_EVERY_MS = 1e3;
var MISSING_FOR_MS = 1e4;
var STRANGERS_LIMIT = 1e3;
function createEnvironments(dependencies) {
  const { runtime, log } = dependencies;
  const breaker2 = createBreaker({ runtime, log, fields: { breaker: "source" } });
  const refresher = createRefresher({ ...dependencies, breaker: breaker2 });
  const known = /* @__PURE__ */ new Map();
  const strangers = createBoundedMap(STRANGERS_LIMIT);
  const isRecent = ({ checkedAtMs }, withinMs) => {
    const sinceMs = runtime.nowMs() - checkedAtMs;
    return sinceMs >= 0 && sinceMs <= withinMs;
  };
  const checkInFront = async (state, lifetime, isChecked) => {
    await refresher.refreshInFront(state, lifetime, {
      deadlineMs: runtime.nowMs() + FRONT_WAIT_MS,
      isChecked: () => refresher.isBroken(state) || isChecked()
    });
    return state;
  };
  const strangerOf = (id) => {
    const existing = strangers.get(id);
    if (existing !== void 0) return existing;
    const made = createEnvironmentState(id, dependencies);
    strangers.set(id, made);
    return made;
  };
  const isMissing = ({ missingSinceMs }) => {
    const forMs = runtime.nowMs() - (missingSinceMs ?? Number.NEGATIVE_INFINITY);
    return forMs >= 0 && forMs < MISSING_FOR_MS;
  };
  const startCold = async (id, lifetime) => {
    const state = strangerOf(id);
    await refresher.refreshInFront(state, lifetime, {
      deadlineMs: runtime.nowMs() + COLD_BUDGET_MS,
      isChecked: () => isMissing(state) || state.head !== void 0 && state.access !== void 0
    });
    if (!isLoaded(state)) return isMissing(state) ? "unknown" : "not_ready";
    const first = known.get(id) ?? state;
    known.set(id, first);
    strangers.delete(id);
    return first;
  };
  return {
    ready: (id, lifetime) => {
      const state = known.get(id);
      if (state === void 0) return startCold(id, lifetime);
      refresher.loadBehind(state, lifetime);
      if (isRecent(state, FRESH_MS)) return state;
      if (!refresher.isBroken(state) && !isRecent(state, SERVE_FIRST_MS)) {
        return checkInFront(state, lifetime, () => isRecent(state, SERVE_FIRST_MS));
      }
      refresher.checkBehind(state, lifetime);
      return state;
    },
    isExpected: (id) => {
      if (known.has(id)) return true;
      const stranger = strangers.get(id);
      return stranger !== void 0 && stranger.missingSinceMs === void 0;
    },
    lookAgain: async (state, { kind, name }, lifetime) => {
      const { sinceLook, lookAgainLease } = state.missed[kind];
      const since = sinceLook.get(name) ?? state.looksBegun;
      sinceLook.set(name, since);
      const isLookedFor = () => state.lastGoodLook > since;
      if (!isLookedFor() && !refresher.isBroken(state)) {
        const isMine = lookAgainLease.take(runtime.nowMs(), LOOK_AGAIN_EVERY_MS) !== void 0;
        const isChecked = () => isLookedFor() || !(isMine || state.checkLease.isHeld(runtime.nowMs()));
        await checkInFront(state, lifetime, isChecked);
      }
      if (isLookedFor()) sinceLook.set(name, since);
      return isLookedFor() && !refresher.isBroken(state) && isRecent(state, CERTAIN_MS);
    }
  };
}

// edge/ruleset/refusals.ts
function createRefusals(log) {
  const refused2 = /* @__PURE__ */ new Map();
  const stale = /* @__PURE__ */ new Map();
  return {
    add: (environmentId, part, reason) => {
      countUp(refused2, `${part}.${reason}`);
      log({ level: "warn", event: "ruleset_refused", environment: environmentId, part, reason });
    },
    addStale: (part) => countUp(stale, part),
    counts: () => ({ refused: Object.fromEntries(refused2), stale: Object.fromEntries(stale) })
  };
}
function countUp(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

// edge/ruleset/watched-source.ts
var RECENT_MS = 5e3;
var PROBE_TIMEOUT_MS = 250;
var PROBE_ENVIRONMENT = "000000000000";
function watchSource(source, runtime) {
  let answeredAtMs = Number.NEGATIVE_INFINITY;
  const watch = async (reading) => {
    try {
      const answer = await reading;
      answeredAtMs = runtime.nowMs();
      return answer;
    } catch (cause) {
      answeredAtMs = Number.NEGATIVE_INFINITY;
      throw cause;
    }
  };
  const readSigned = (id, timeoutMs) => watch(source.readSigned(id, timeoutMs));
  return {
    readSigned,
    readBody: (id, version3) => watch(source.readBody(id, version3)),
    isReachable: async () => {
      const sinceMs = runtime.nowMs() - answeredAtMs;
      if (sinceMs >= 0 && sinceMs <= RECENT_MS) return true;
      return readSigned(PROBE_ENVIRONMENT, PROBE_TIMEOUT_MS).then(
        () => true,
        () => false
      );
    }
  };
}

// shared/contracts/pseudonym.ts
async function derivePseudonymKey(secret, environmentId) {
  const encoder2 = new TextEncoder();
  const material = await crypto.subtle.importKey("raw", encoder2.encode(secret), "HKDF", false, ["deriveKey"]);
  const info = encoder2.encode(`togglemaster user id ${environmentId}`);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info },
    material,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"]
  );
}
async function pseudonymise(key, userId) {
  const mac2 = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(userId));
  return `p_${toHex(new Uint8Array(mac2)).slice(0, 32)}`;
}

// edge/usage/pseudonyms.ts
function createPseudonymise(secret) {
  const keys = /* @__PURE__ */ new Map();
  return async (environmentId, userId) => {
    const key = keys.get(environmentId) ?? await derivePseudonymKey(secret, environmentId);
    keys.set(environmentId, key);
    return pseudonymise(key, userId);
  };
}

// edge/usage/group-batches.ts
function groupBatches(batches, limits) {
  const groups = [];
  let bytes = 0;
  for (const batch of batches) {
    const group = groups.at(-1);
    if (group === void 0 || group.length >= limits.batches || bytes + batch.bytes > limits.bytes) {
      groups.push([batch]);
      bytes = batch.bytes;
    } else {
      group.push(batch);
      bytes += batch.bytes;
    }
  }
  return groups;
}

// edge/usage/deliver.ts
var SECOND_TRY_AFTER_MS = 1e3;
var PUSH_LIMITS = { batches: 100, bytes: 2097152 };
async function deliver(dependencies) {
  const { outbox, queue, runtime, health } = dependencies;
  const claim2 = outbox.claim(runtime.nowMs());
  if (claim2.batches.length === 0) return;
  const first = await queue.send(claim2.batches);
  outbox.remove(without(claim2.batches, first.left));
  if (first.left.length === 0) return health.took("queue");
  await runtime.sleep(SECOND_TRY_AFTER_MS);
  const second = await queue.send(first.left);
  outbox.remove(without(first.left, second.left));
  if (second.left.length === 0) return health.took("queue");
  health.refused("queue", second.cause ?? "NotTaken");
  claim2.release(await spillAll(second.left, dependencies));
}
async function spillAll(batches, { outbox, spill, health, onDropped }) {
  const groups = byEnvironment(batches).flatMap((own2) => groupBatches(own2, PUSH_LIMITS));
  for (const [i, group] of groups.entries()) {
    try {
      const pushed = await spill.push(
        group[0]?.environmentId ?? "",
        group.map(({ text: text2 }) => text2)
      );
      health.took("spill");
      outbox.remove(group);
      onDropped(group.slice(pushed));
    } catch (cause) {
      health.refused("spill", nameOfError(cause));
      return groups.slice(i).flat();
    }
  }
  return [];
}
function without(batches, those) {
  const excluded = new Set(those);
  return batches.filter((batch) => !excluded.has(batch));
}
function byEnvironment(batches) {
  const groups = /* @__PURE__ */ new Map();
  for (const batch of batches) groups.set(batch.environmentId, [...groups.get(batch.environmentId) ?? [], batch]);
  return [...groups.values()];
}

// edge/usage/delivery-health.ts
function createDeliveryHealth(log) {
  const failing2 = /* @__PURE__ */ new Set();
  let isDropping = false;
  let lastCause;
  return {
    took: (taker) => {
      if (failing2.delete(taker)) log({ level: "info", event: "usage_taken_again", taker });
      if (taker === "queue") isDropping = false;
    },
    refused: (taker, cause) => {
      if (taker === "queue") lastCause = cause;
      if (failing2.has(taker)) return;
      failing2.add(taker);
      log({ level: "warn", event: "usage_not_taken", taker, cause });
    },
    dropped: () => {
      isDropping = true;
    },
    now: () => {
      const waiting = failing2.has("queue") ? "waiting" : "ok";
      return { status: isDropping ? "dropping" : waiting, ...lastCause === void 0 ? {} : { lastCause } };
    }
  };
}

// edge/usage/outbox.ts
var OUTBOX_LIMITS = { batches: 2e3, bytes: 33554432, perClaim: 200 };
var CLAIM_MS = 3e4;
function createOutbox(limits = OUTBOX_LIMITS) {
  const waiting = /* @__PURE__ */ new Map();
  let bytes = 0;
  const remove = (batch) => {
    if (waiting.delete(batch)) bytes -= batch.bytes;
  };
  const dropOldest = (nowMs) => {
    for (const [batch, lease] of waiting) {
      if (lease.isHeld(nowMs)) continue;
      remove(batch);
      return batch;
    }
    return void 0;
  };
  return {
    add: (batches, nowMs) => {
      const dropped = [];
      for (const batch of batches) {
        waiting.set(batch, createLease());
        bytes += batch.bytes;
        while (waiting.size > limits.batches || bytes > limits.bytes) {
          const oldest = dropOldest(nowMs);
          if (oldest === void 0) break;
          dropped.push(oldest);
        }
      }
      return dropped;
    },
    claim: (nowMs) => {
      const claimed = /* @__PURE__ */ new Map();
      for (const [batch, lease] of waiting) {
        if (claimed.size >= limits.perClaim) break;
        const token = lease.take(nowMs, CLAIM_MS);
        if (token !== void 0) claimed.set(batch, token);
      }
      const release = (batch) => {
        const token = claimed.get(batch);
        if (token !== void 0) waiting.get(batch)?.release(token);
      };
      return { batches: [...claimed.keys()], release: (batches) => batches.forEach(release) };
    },
    remove: (batches) => batches.forEach(remove),
    size: () => ({ batches: waiting.size, bytes })
  };
}

// edge/usage/batch-builder.ts
init_limits();
var FRAME_BYTES = 300;
var encoder = new TextEncoder();
function createBatchBuilder(id) {
  const counters = [];
  const events = [];
  let bytes = FRAME_BYTES;
  let decisions = 0;
  let dropped = 0;
  const add = (parts, part, limit) => {
    const partBytes = encoder.encode(part).length + 1;
    const isEmpty = counters.length + events.length === 0;
    if (!isEmpty && (parts.length >= limit || bytes + partBytes > LIMITS.usageBatchBytes)) return false;
    parts.push(part);
    bytes += partBytes;
    return true;
  };
  return {
    addCounter: (counter) => {
      const isAdded = add(counters, toQueueJson(counter), LIMITS.countersPerBatch);
      if (isAdded) decisions += counter.count;
      return isAdded;
    },
    addEvent: (event) => add(events, toQueueJson({ id: `${id}-${events.length}`, ...event }), LIMITS.eventsPerBatch),
    addDropped: (lost) => {
      dropped += lost;
      decisions += lost;
    },
    seal: (environment, sealedAtMs) => {
      const frame = { format: 1, id, environment, sealedAtMs, dropped };
      const text2 = `${JSON.stringify(frame).slice(0, -1)},"counters":[${counters.join()}],"events":[${events.join()}]}`;
      return { id, environmentId: environment, text: text2, bytes: encoder.encode(text2).length, decisions };
    }
  };
}
function toQueueJson(part) {
  return JSON.stringify(part).replaceAll(/[\uD800-\uDFFF\uFFFE\uFFFF]/g, escapeUnit);
}
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

// edge/usage/pack-batches.ts
function packBatches(unpacked, runtime) {
  const builders = [];
  const builderAt = (index) => builders[index] ??= createBatchBuilder(runtime.uuid());
  if (unpacked.dropped > 0) builderAt(0).addDropped(unpacked.dropped);
  let at = 0;
  for (const counter of unpacked.counters) while (!builderAt(at).addCounter(counter)) at += 1;
  at = 0;
  for (const event of unpacked.events) while (!builderAt(at).addEvent(event)) at += 1;
  return builders.map((builder) => builder.seal(unpacked.environmentId, runtime.nowMs()));
}

// edge/usage/seal-window.ts
async function sealWindow(window, runtime, pseudonymise2) {
  const { environmentId, dropped } = window;
  const events = await nameUsers(window, pseudonymise2);
  return packBatches({ environmentId, counters: window.counters.values(), events, dropped }, runtime);
}
async function nameUsers({ environmentId, events }, pseudonymise2) {
  const pseudonyms = /* @__PURE__ */ new Map([["", ""]]);
  const named = [];
  for (const { userId, isPlain, ...event } of events) {
    const pseudonym = isPlain ? userId : pseudonyms.get(userId) ?? await pseudonymise2(environmentId, userId);
    if (!isPlain) pseudonyms.set(userId, pseudonym);
    named.push({ userId: pseudonym, ...event });
  }
  return named;
}

// edge/usage/usage-buffer.ts
init_limits();

// edge/usage/counted-flag.ts
init_limits();
var UNKNOWN_NAMES_PER_HOUR = 20;
var HOUR_MS = 36e5;
function createUnknownNames() {
  let hour = 0;
  const names = /* @__PURE__ */ new Set();
  return {
    admits: ({ environmentId, flag, atMs }) => {
      const name = `${environmentId} ${flag}`;
      if (Math.floor(atMs / HOUR_MS) !== hour) names.clear();
      hour = Math.floor(atMs / HOUR_MS);
      if (names.has(name)) return true;
      if (names.size >= UNKNOWN_NAMES_PER_HOUR || !isPossible(flag)) return false;
      names.add(name);
      return true;
    }
  };
}
function countedFlag(decision, unknownNames) {
  if (decision.isKnownFlag) return decision.flag;
  return !decision.isPublicCaller && unknownNames.admits(decision) ? decision.flag : OTHER_FLAG;
}
function isPossible(flag) {
  return flag.length <= LIMITS.flagKeyLength && problemOfName(flag) === void 0;
}

// edge/usage/usage-window.ts
function createUsageWindow(environmentId) {
  return { environmentId, counters: /* @__PURE__ */ new Map(), events: [], dropped: 0 };
}
function counterKey(counter) {
  const { flag, variant, reason, ruleId, source, minuteAtMs } = counter;
  return `${flag}\0${variant ?? "\0"}\0${reason}\0${ruleId ?? ""}\0${source}\0${minuteAtMs}`;
}

// edge/usage/usage-buffer.ts
var BUFFER_LIMITS = { counters: 2e4, events: 2e4 };
var MINUTE_MS = 6e4;
function createUsageBuffer(runtime, limits = BUFFER_LIMITS) {
  const unknownNames = createUnknownNames();
  let windows = /* @__PURE__ */ new Map();
  let counters = 0;
  let events = 0;
  let lost = 0;
  const windowOf = (environmentId) => {
    let window = windows.get(environmentId);
    if (window === void 0) {
      window = createUsageWindow(environmentId);
      windows.set(environmentId, window);
    }
    return window;
  };
  const count2 = (window, flag, decision) => {
    const { variant, reason, ruleId, source, atMs } = decision;
    const counter = { flag, variant, reason, ruleId, source, minuteAtMs: atMs - atMs % MINUTE_MS };
    const key = counterKey(counter);
    const existing = window.counters.get(key);
    if (existing === void 0) {
      if (counters >= limits.counters) return false;
      window.counters.set(key, { ...counter, count: 1 });
      counters += 1;
    } else {
      existing.count += 1;
    }
    return true;
  };
  const drop = (window, decisions) => {
    window.dropped += decisions;
    lost += decisions;
  };
  const keepEvent = (window, flag, decision) => {
    const { userId, settings, value, variant, reason, atMs } = decision;
    window.events.push({ userId, isPlain: settings.userIds === "plain", flag, result: value, variant, reason, atMs });
    events += 1;
  };
  return {
    add: (decision) => {
      const window = windowOf(decision.environmentId);
      const flag = countedFlag(decision, unknownNames);
      const isEvent = owesEvent(decision, runtime);
      if (isEvent && events >= limits.events || !count2(window, flag, decision)) drop(window, 1);
      else if (isEvent) keepEvent(window, flag, decision);
    },
    addDropped: (environmentId, decisions) => drop(windowOf(environmentId), decisions),
    takeAll: () => {
      const taken = [...windows.values()];
      windows = /* @__PURE__ */ new Map();
      counters = 0;
      events = 0;
      return taken;
    },
    lost: () => lost
  };
}
function owesEvent({ source, settings }, runtime) {
  if (source === "classic") return true;
  const { events } = settings;
  return events.mode === "all" || events.mode === "sample" && runtime.random() * WHOLE < events.share;
}

// edge/usage/recorder.ts
var WINDOW_MS = 1e3;
var LEASE_MS = 3e4;
function createUsageRecorder(dependencies) {
  const { runtime, log, pseudonymise: pseudonymise2 } = dependencies;
  const limits = dependencies.limits ?? { buffer: BUFFER_LIMITS, outbox: OUTBOX_LIMITS };
  const buffer = createUsageBuffer(runtime, limits.buffer);
  const outbox = createOutbox(limits.outbox);
  const windowLease = createLease();
  const health = createDeliveryHealth(log);
  const unsealed = /* @__PURE__ */ new Map();
  const onDropped = (batches) => {
    if (batches.length > 0) health.dropped();
    for (const { environmentId, decisions } of batches) {
      buffer.addDropped(environmentId, decisions);
      log({ level: "error", event: "usage_dropped", environment: environmentId, decisions });
    }
  };
  const sealAll = async () => {
    for (const [window, lease] of unsealed) {
      if (lease.take(runtime.nowMs(), LEASE_MS) === void 0) continue;
      const batches = await sealWindow(window, runtime, pseudonymise2);
      if (unsealed.delete(window)) onDropped(outbox.add(batches, runtime.nowMs()));
    }
  };
  const flush = async (token) => {
    await runtime.sleep(WINDOW_MS);
    for (const window of buffer.takeAll()) unsealed.set(window, createLease());
    windowLease.release(token);
    await sealAll();
    await deliver({ ...dependencies, outbox, health, onDropped });
  };
  const tellFailure = (cause) => log({ level: "error", event: "flush_failed", ...describeError(cause) });
  return {
    record: (decision, lifetime) => {
      buffer.add(decision);
      const token = windowLease.take(decision.atMs, LEASE_MS);
      if (token !== void 0) lifetime.waitUntil(flush(token).catch(tellFailure));
    },
    unsent: () => {
      const { batches, bytes } = outbox.size();
      return { batches, bytes, dropped: buffer.lost() };
    },
    health: () => health.now()
  };
}

// edge/isolate.ts
function createIsolate(dependencies) {
  const { runtime, log, verificationKeys: keys, classicEnvironment, classicLimiter, guessLimiter } = dependencies;
  const refusals = createRefusals(log);
  const source = watchSource(dependencies.source, runtime);
  const environments = createEnvironments({ source, keys, runtime, log, refusals });
  const usage = createUsageRecorder({ ...dependencies, pseudonymise: createPseudonymise(dependencies.pseudonymSecret) });
  const authenticate = createAuthenticate({ environments, runtime, guessLimiter });
  const openDoor = createOpenDoor({ authenticate, environments, classicEnvironment, classicLimiter });
  const evaluation = { authenticate, environments, usage, runtime };
  return {
    single: createOfrepSingle(evaluation),
    bulk: createOfrepBulk(evaluation),
    classic: createClassic({ ...evaluation, authenticate: openDoor }),
    ...createReadiness({ source, usage, refusals, classicEnvironment })
  };
}

// edge/app.ts
var OFREP_FLAGS = "/ofrep/v1/evaluate/flags";
function createEdge(dependencies) {
  const isolate = createIsolate(dependencies);
  const direct = mount(createApp(dependencies.log), isolate);
  const forBrowsers = mount(createApp(dependencies.log).use("/ofrep/*", createBrowserAccess()), isolate);
  return (request, lifetime) => {
    const app = request.headers.has("origin") ? forBrowsers : direct;
    return app.fetch(request, void 0, lifetime);
  };
}
function mount(app, isolate) {
  return app.post(OFREP_FLAGS, (c) => isolate.bulk(c.req.raw, c.executionCtx)).post(`${OFREP_FLAGS}/*`, (c) => isolate.single(c.req.raw, c.executionCtx)).on(["GET", "POST"], "/evaluate", (c) => isolate.classic(c.req.raw, c.executionCtx)).get("/livez", () => answerJson(200, { status: "ok" })).get("/readyz", isolate.ready).get("/health", isolate.health);
}
function createApp(log) {
  return new Hono({ getPath: (request) => rawPathOf(request.url) }).notFound((c) => answerJson(404, { ...keyOf(c.req.raw), errorCode: "GENERAL", errorDetails: "no such route" })).onError((cause, c) => {
    log({ level: "error", event: "request_failed", ...describeError(cause) });
    return answerJson(500, { ...keyOf(c.req.raw), errorCode: "GENERAL", errorDetails: "the evaluation failed" });
  });
}
function keyOf(request) {
  const key = flagKeyInPath(request.url);
  return key === void 0 ? {} : { key };
}
export {
  createEdge
};

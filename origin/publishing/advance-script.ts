/**
 * Sets heads and access tables, only ever upwards: one compare-and-set for each of `KEYS`, in one step.
 * For key i, `ARGV[3i-2]` is the version, `ARGV[3i-1]` the envelope, `ARGV[3i]` the exact text that may be replaced
 * whatever its version (what is not signed by us), or empty. The version stands in front of every envelope.
 * What is no text at all is replaced too. Returns, for each key, 0 when it was set, else the higher version that lies there.
 */
export const ADVANCE_SCRIPT = `
local answers = {}
for i, key in ipairs(KEYS) do
  local version = tonumber(ARGV[3 * i - 2])
  local current = redis.call('TYPE', key).ok == 'string' and redis.call('GET', key)
  local lying = 0
  if current and current ~= ARGV[3 * i] then
    lying = tonumber(string.match(current, '^(%d+) ')) or 0
  end
  if lying > version then
    answers[i] = lying
  else
    redis.call('SET', key, ARGV[3 * i - 1])
    answers[i] = 0
  end
end
return answers
`

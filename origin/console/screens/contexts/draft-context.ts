import { isJsonObject, parseJson } from '../../../../shared/contracts/json.ts'
import { findJsonFault } from '../../blocks/json-fault.ts'
import type { DescribedField } from '../../editing/edit-problem.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { SavedContext } from './use-contexts.ts'

/** A saved context as it stands in a form. */
export type DraftContext = Readonly<{
  name: string
  /** JSON, as it was typed. */
  text: string
}>

export const FIRST_CONTEXT: DraftContext = { name: '', text: '{\n  "targetingKey": ""\n}' }

export function draftOf({ name, context }: SavedContext): DraftContext {
  return { name, text: JSON.stringify(context, undefined, 2) }
}

/** What the API takes; only of a draft without a problem. */
export function contextOf({ name, text }: DraftContext) {
  return { name: name.trim(), context: JSON.parse(text) as unknown }
}

export function describeContext({ name, text }: DraftContext): readonly DescribedField[] {
  const json = parseJson(text)
  return [
    { label: m.contexts_name(), text: name.trim() },
    { label: m.contexts_context(), text: json.ok ? JSON.stringify(json.value) : text },
  ]
}

export function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.contexts_name_required() : null
}

export function problemOfText(text: string): string | null {
  const fault = findJsonFault(text)
  if (fault !== undefined) return m.blocks_json_fault({ ...fault })
  const json = parseJson(text)
  return json.ok && isJsonObject(json.value) ? null : m.contexts_no_object()
}

import type { ErrorCode, OriginError } from '../errors/origin-error.ts'
import type { ErrorDialect } from '../http/error-handler.ts'

type Sentence = (error: OriginError) => string

/** The seed's own sentences, where it had one; the others are written in its manner. */
const SENTENCES: Partial<Record<ErrorCode, Sentence>> = {
  body_required: () => 'Corpo da requisição obrigatório',
  malformed_json: () => 'Corpo da requisição inválido',
  malformed_path: () => 'Caminho da requisição inválido',
  request_aborted: () => 'Corpo da requisição incompleto',
  classic_refused: (error) => error.message,
  unauthenticated: () => 'Chave de API inválida',
  forbidden: () => 'Acesso não autorizado',
  flag_not_found: () => 'Flag não encontrada',
  rule_not_found: () => 'Regra não encontrada',
  route_not_found: () => 'Rota não encontrada',
  flag_exists: ({ facts }) => `Flag '${facts.subject ?? ''}' já existe`,
  rule_exists: ({ facts }) => `Regra para a flag '${facts.subject ?? ''}' já existe`,
  mass_removal: () => 'A maioria das flags de um ambiente seria removida: use o console',
  flag_is_needed: () => 'Outras flags dependem desta: use o console',
  environment_protected: () => 'Ambiente protegido: use o console',
  targeting_not_expressible: () => 'A segmentação desta flag não pode ser expressa aqui: use o console',
  too_many_flags: () => 'Limite de flags atingido',
  too_many_keys: () => 'Limite de chaves atingido',
  body_too_large: () => 'Corpo da requisição grande demais',
  unsupported_media_type: () => 'Corpo da requisição comprimido não é aceito',
  invalid_input: (error) => `Corpo da requisição inválido: ${error.message}`,
  too_many_attempts: () => 'Muitas tentativas: espere e tente de novo',
  database_unavailable: () => 'Banco de dados indisponível',
  storage_full: () => 'Sem espaço em disco',
}

/** The seed knew no 422. */
const CLASSIC_STATUS: Partial<Record<ErrorCode, number>> = { invalid_input: 400 }

/** `{"error": "<one sentence>"}`, as the seed's clients read it. */
export const classicDialect: ErrorDialect = {
  mediaType: 'application/json',
  isTranslated: false,
  statusOf: (error) => CLASSIC_STATUS[error.code] ?? error.status,
  bodyOf: (error) => ({
    error: error.facts.sentence ?? SENTENCES[error.code]?.(error) ?? 'Erro interno do servidor',
  }),
}

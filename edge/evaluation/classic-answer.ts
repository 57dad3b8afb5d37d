import type { JsonObject } from '../../shared/contracts/json.ts'
import type { AccessRefusal } from '../access/authenticate.ts'

/** The seed's own sentences, in its own language, where it had them. */
export const CLASSIC_REFUSALS: Readonly<Record<AccessRefusal, JsonObject>> = {
  no_key: { error: 'Authorization header obrigatório' },
  bad_key: { error: 'Chave de API inválida' },
  forbidden: { error: 'Acesso não autorizado' },
  too_many: { error: 'Requisições demais deste endereço' },
  not_ready: { error: 'As flags deste ambiente ainda não foram carregadas', errorCode: 'PROVIDER_NOT_READY' },
}

import type { AttributeCondition } from '../../contracts/condition.ts'
import type { OPERATORS } from '../../contracts/operators/operator-table.ts'
import type { Compilation } from '../compilation.ts'
import { ADDRESS_COMPILERS } from './address.ts'
import type { AttributeTest, CompilersOf } from './attribute-test.ts'
import { DATE_COMPILERS } from './date.ts'
import { LIST_COMPILERS } from './list.ts'
import { NUMBER_COMPILERS } from './number.ts'
import { SCALAR_COMPILERS } from './scalar.ts'
import { TEXT_COMPILERS } from './text.ts'
import { VERSION_COMPILERS } from './version.ts'

/** Every row of the operator table has its compiler, or this is a type error. */
const COMPILERS: CompilersOf<typeof OPERATORS> = {
  ...SCALAR_COMPILERS,
  ...TEXT_COMPILERS,
  ...NUMBER_COMPILERS,
  ...DATE_COMPILERS,
  ...VERSION_COMPILERS,
  ...LIST_COMPILERS,
  ...ADDRESS_COMPILERS,
}

/** Compiles the test behind an operator. A number that is not finite (`1e400`) can be compared by none. */
export function compileOperator(condition: AttributeCondition, compilation: Compilation): AttributeTest {
  const compile = COMPILERS[condition.operator] as (
    condition: AttributeCondition,
    compilation: Compilation,
  ) => AttributeTest
  return compile(condition, compilation)
}

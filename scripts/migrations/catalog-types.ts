import { ColumnTypeEnum, type SqlQueryable } from '@prisma/driver-adapter-utils'
import pg from 'pg'

// The oids of pg_catalog's types "char", "char"[] and name[]. @prisma/adapter-pg 7.10 does not read them, and the
// schema engine's look at a database asks for them.
const CHAR = 18
const CHAR_ARRAY = 1002
const NAME_ARRAY = 1003
const TEXT = 25
const TEXT_ARRAY = 1009

// The types of pg know only the oids that it reads itself.
interface Parsers {
  getTypeParser: (oid: number) => (text: string) => string[]
  setTypeParser: (oid: number, parse: (text: string) => string[]) => void
}
const parsers = pg.types as unknown as Parsers
for (const oid of [CHAR_ARRAY, NAME_ARRAY]) parsers.setTypeParser(oid, parsers.getTypeParser(TEXT_ARRAY))

/** The part of the adapter that asks the driver; private in its types. */
interface AsksDriver extends SqlQueryable {
  performIO: (query: unknown) => Promise<{ fields: { dataTypeID: number }[] }>
}

/** Makes the adapter (or a transaction of it) read the types of pg_catalog too. */
export function readCatalogTypes<T extends SqlQueryable>(queryable: T): T {
  const original = queryable as unknown as AsksDriver
  // eslint-disable-next-line @typescript-eslint/unbound-method -- bound to another object below
  const { queryRaw } = original
  queryable.queryRaw = async (query) => {
    const charColumns: number[] = []
    const reader: AsksDriver = Object.create(original, {
      performIO: {
        value: async (asked: unknown) => {
          const result = await original.performIO(asked)
          result.fields.forEach((field, index) => {
            if (field.dataTypeID === CHAR) charColumns.push(index)
            field.dataTypeID = knownType(field.dataTypeID)
          })
          return result
        },
      },
    }) as AsksDriver
    const answer = await queryRaw.call(reader, query)
    for (const index of charColumns) answer.columnTypes[index] = ColumnTypeEnum.Character
    return answer
  }
  return queryable
}

function knownType(oid: number): number {
  if (oid === CHAR) return TEXT
  return oid === NAME_ARRAY ? TEXT_ARRAY : oid
}

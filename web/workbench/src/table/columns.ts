// Columns of tables: what each is called and how a line shows it. A table's state stands in the address.

export interface Column<T> {
  id: string
  title: string // key of the text
  text: (line: T) => string
  link?: (line: T) => string | null
  tone?: (line: T) => string // a light beside the words: red, yellow, calm, idle, note
  end?: boolean // numbers stand to the right
  number?: boolean
  sort?: string // what the server calls sorting by it
  hidden?: boolean // not shown until chosen
  heading?: boolean // names the line: <th scope="row">
  catalogue?: string // its text is a code of this catalogue of the pack
  words?: () => Record<string, string> // what stands for the member's values in an export
  member?: string | null // the line's member that an export takes, where it isn't `id`; null: exported not at all
}

export interface ExportColumn {
  key: string
  title: string
  words?: Record<string, string>
}

/** What an export is asked for: the members behind the columns, under the columns' titles. */
export function exportColumns<T>(columns: readonly Column<T>[], entitled: (key: string) => string): ExportColumn[] {
  return columns
    .filter((column) => column.member !== null)
    .map((column) => ({ key: column.member ?? column.id, title: entitled(column.title), words: column.words?.() }))
}

/** Ids of the columns to show, in the table's own order. Unknown ids of an older choice are let go. */
export function chosenColumns<T>(columns: readonly Column<T>[], chosen: readonly string[] | null): Column<T>[] {
  if (!chosen || chosen.length === 0) return columns.filter((column) => !column.hidden)
  return columns.filter((column) => column.heading || chosen.includes(column.id))
}

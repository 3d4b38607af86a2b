--[[ tables.lua: a table of _generated/tables/ as a real pandoc Table, with its notes.

`bind` gives what a cell may name: text, number, lists, citations, citation_set and reference,
the blocks of notes, how a column's decimals are lined up, and whether classes of rows are lost on
the page.
]]

local ALIGN = {
  left = 'AlignLeft', right = 'AlignRight', center = 'AlignCenter', decimal = 'AlignRight',
}

return function(bind, given)
  local inlines_of

  --- One item of a cell's inlines.
  local function item_of(item)
    if type(item) == 'string' then return bind.text(item) end
    if item.num then return bind.number(item.num, given(item.as)) end
    if item.list then return bind.lists.list(item.list, item) end
    if item.plural then return bind.lists.plural(item.plural, item) end
    if item.cite then return bind.citations(item.cite, given(item.style)) end
    if item.citeset then return bind.citation_set(item.citeset, given(item.style)) end
    if item.ref then return bind.reference(item.ref) end
    if item.br then return { pandoc.LineBreak() } end
    if item.sup then return { pandoc.Superscript(inlines_of(item.sup)) } end
    if item.em then return { pandoc.Emph(inlines_of(item.em)) } end
    if item.strong then return { pandoc.Strong(inlines_of(item.strong)) } end
    if item.link then return { pandoc.Link(inlines_of(item.text or item.link), item.link) } end
    error('numerate: a table holds an inline of unknown kind')
  end

  function inlines_of(items)
    if type(items) == 'string' then return bind.text(items) end
    local inlines = pandoc.Inlines({})
    for _, item in ipairs(items) do inlines:extend(item_of(item)) end
    return inlines
  end

  --- Attributes with an id and a class, where there are any: a large table has thousands of cells.
  local function attr_of(name, id, class)
    id = given(id)
    if not id and not class then return nil end
    return pandoc.Attr('', { class }, id and { [name] = id } or {})
  end

  --- The content of a cell: its text where it is nothing else, as most cells are, else blocks.
  local function content_of(items, strong)
    local only = type(items) == 'string' and items or #items == 1 and items[1]
    if type(only) == 'string' and only ~= '' and not strong then return only end
    local inlines = inlines_of(items)
    if #inlines == 0 then return {} end
    if strong then inlines = { pandoc.Strong(inlines) } end
    return { pandoc.Plain(inlines) }
  end

  --- A cell; `columns` makes it span that many, `strong` sets it in bold.
  local function cell_of(cell, columns, strong)
    local align = given(cell.align) and ALIGN[cell.align] or 'AlignDefault'
    return pandoc.Cell(content_of(cell.text, strong), align, given(cell.rowspan) or 1,
      columns or given(cell.colspan) or 1, attr_of('data-cell', cell.id))
  end

  --- The cells of a row. Where classes do not reach the page, group and total rows are bold.
  local function cells_of(row, columns)
    local kind = given(row.kind) or 'row'
    local strong = kind ~= 'row' and bind.no_classes()
    local cells = {}
    for i, cell in ipairs(row.cells) do
      cells[i] = cell_of(cell, kind == 'group' and columns or nil, strong)
    end
    return cells
  end

  local function row_of(row, cells)
    local kind = given(row.kind)
    return pandoc.Row(cells, attr_of('data-row', row.id, kind ~= 'row' and kind or nil))
  end

  local function head_of(rows)
    local head = {}
    for i, cells in ipairs(rows) do head[i] = pandoc.Row(cells_of({ cells = cells })) end
    return pandoc.TableHead(head)
  end

  local function colspecs_of(columns)
    local specs = {}
    for i, column in ipairs(columns) do
      specs[i] = { ALIGN[column.align] or 'AlignDefault', given(column.width) }
    end
    return specs
  end

  local function body_of(data)
    local cells, rows = {}, {}
    for i, row in ipairs(data.body) do cells[i] = cells_of(row, #data.columns) end
    for i, column in ipairs(data.columns) do
      if column.align == 'decimal' then bind.line_up(cells, i) end
    end
    for i, row in ipairs(data.body) do rows[i] = row_of(row, cells[i]) end
    return { attr = pandoc.Attr(), body = rows, head = {}, row_head_columns = 0 }
  end

  local function note_of(note)
    local marker = given(note.marker)
    local inlines = pandoc.Inlines({})
    inlines:insert(marker and pandoc.Superscript(bind.text(marker)) or pandoc.Emph(bind.named('note')))
    inlines:insert(pandoc.Space())
    inlines:extend(inlines_of(note.text))
    return pandoc.Para(inlines)
  end

  --- The blocks of a table: the table itself, then a Div of its notes.
  return function(data)
    local blocks = pandoc.Blocks({
      pandoc.Table({ long = {} }, colspecs_of(data.columns), head_of(data.head),
        { body_of(data) }, pandoc.TableFoot({}),
        pandoc.Attr('', {}, { ['data-table'] = data.key })),
    })
    local notes = {}
    for i, note in ipairs(given(data.notes) or {}) do notes[i] = note_of(note) end
    if #notes > 0 then blocks:extend(bind.notes(notes)) end
    return blocks
  end
end

--[[
numerate.lua: puts numbers, claims, citation sets, tables and figures into a manuscript.

An author names computed things by key; `numerate build` has written them to _generated/:

    [10,324]{num=flow.unique}               the number              numbers.json
    [sixty-eight]{num=flow.included as=words}  in another wording
    [all were positive]{claim=a.b}          the words, if they hold
    [...]{cite=a.b}                         the citations of a set
    [Table S2]{ref=supplement#tbl-quality}  a label of the other document   labels.json
    [21]{.fixed}                            typed on purpose
    ::: {#tbl-a table=a} caption :::        the table               tables/a.json
    ![caption](/_generated/figures/a.svg){#fig-a}   the figure      figures/a.json

Runs in Quarto (`at: pre-ast`) and in plain pandoc. Metadata read, all optional:

    numerate-root     the compendium's folder   (Quarto: the project's folder)
    numerate-format   html, docx, typst or any  (any: nothing is made for one format only)
    numerate-source   the document's .qmd file  (where faults are looked up)

Generated text is put in as it stands and never read as Markdown. Every fault of a document is
told at once, with file and line, and ends the run with exit code 1.
]]

local NBSP = '\u{a0}'
local FIGURE_SPACE, PUNCTUATION_SPACE = '\u{2007}', '\u{2008}'
local TEXT_WIDTH_MM = 160
local ALIGN = {
  left = 'AlignLeft', right = 'AlignRight', center = 'AlignCenter', decimal = 'AlignRight',
}

local run = {}     -- where this run works: root, format, source, document
local faults = {}  -- what it found, each once
local loaded = {}  -- JSON files already read

-- ---------------------------------------------------------------- files

local function read_text(path)
  local file = io.open(path, 'rb')
  if not file then return nil end
  local text = file:read('a')
  file:close()
  return text
end

--- The content of _generated/<name>, read once; nil when there is no such file.
local function generated(name)
  if loaded[name] == nil then
    local text = read_text(run.root .. '/_generated/' .. name)
    loaded[name] = text and pandoc.json.decode(text, false) or false
  end
  return loaded[name] or nil
end

--- A JSON value, or nil for JSON's null.
local function given(value)
  if value == pandoc.json.null then return nil end
  return value
end

--- The keys of the JSON files in _generated/<folder>.
local function keys_in(folder)
  local keys = {}
  local there, files = pcall(pandoc.system.list_directory, run.root .. '/_generated/' .. folder)
  for _, file in ipairs(there and files or {}) do
    local key = file:match('^(.*)%.json$')
    if key then keys[#keys + 1] = key end
  end
  return keys
end

local function keys_of(map)
  local keys = {}
  for key in pairs(map or {}) do keys[#keys + 1] = key end
  return keys
end

-- ---------------------------------------------------------------- faults

--- Records a fault. `where` tells how to find it in the source: attribute name and value,
--- and perhaps a second attribute that must stand beside it.
local function fault(code, where, found, expected, todo)
  local id = table.concat({ code, where.name, where.value, where.beside or '' }, '\0')
  if faults[id] then return end
  faults[id] = true
  faults[#faults + 1] =
    { code = code, where = where, found = found, expected = expected, todo = todo }
end

--- How many letters must change to make one word of the other.
local function distance(a, b)
  local before = {}
  for j = 0, #b do before[j] = j end
  for i = 1, #a do
    local now = { [0] = i }
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j) and 0 or 1
      now[j] = math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + same)
    end
    before = now
  end
  return before[#b]
end

--- The at most three keys nearest to one that is not there, as words for a message.
local function nearest(key, keys)
  local ranked = {}
  for _, other in ipairs(keys) do
    ranked[#ranked + 1] = { distance(key, other), other }
  end
  table.sort(ranked, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    return a[2] < b[2]
  end)
  local near = {}
  for i = 1, math.min(3, #ranked) do
    if ranked[i][1] <= math.max(3, #key // 2) then near[#near + 1] = ranked[i][2] end
  end
  return #near > 0 and table.concat(near, ', ') or nil
end

local function unknown(kind, name, key, keys)
  local near = nearest(key, keys)
  local expected = near and ('a key that is there, such as ' .. near)
    or #keys == 0 and ('some ' .. kind .. ' in _generated/, which holds none')
    or ('one of the ' .. #keys .. ' keys in _generated/')
  fault('unknown-' .. kind:gsub(' ', '-'), { name = name, value = key },
    'no ' .. kind .. " has the key '" .. key .. "'", expected,
    'correct the key, or let analysis/ compute it and run numerate build')
end

-- ---------------------------------------------------------------- places in the source

--- The attributes written in one pair of braces.
local function attributes_in(braces)
  local attributes = {}
  for name, value in braces:gmatch('([%w_%-]+)="([^"]*)"') do attributes[name] = value end
  for name, value in braces:gmatch("([%w_%-]+)='([^']*)'") do attributes[name] = value end
  for name, value in braces:gmatch('([%w_%-]+)=([^"\'%s}]+)') do attributes[name] = value end
  return attributes
end

--- All source files of the document: itself and what it includes.
local function source_files(path, seen)
  seen = seen or {}
  local text = not seen[path] and read_text(path)
  if not text then return seen end
  seen[path] = true
  seen[#seen + 1] = { path = path, text = text }
  local folder = pandoc.path.directory(path)
  for included in text:gmatch('{{<%s*include%s+(%S+)%s*>}}') do
    local base = included:sub(1, 1) == '/' and run.root or folder
    source_files(pandoc.path.normalize(base .. '/' .. included), seen)
  end
  return seen
end

--- Every place where `where` is written, as `file:line`; the file alone when it is nowhere.
local function places(where)
  local found = {}
  for _, file in ipairs(run.sources) do
    local shown = pandoc.path.make_relative(file.path, run.root)
    local line, at = 1, 1
    for position, braces in file.text:gmatch('()(%b{})') do
      local attributes = attributes_in(braces)
      local beside = not where.beside or attributes.as == where.beside
      if attributes[where.name] == where.value and beside then
        line = line + select(2, file.text:sub(at, position - 1):gsub('\n', ''))
        at = position
        found[#found + 1] = shown .. ':' .. line
      end
    end
  end
  return #found > 0 and found or { run.shown }
end

--- The places of an image are those of its path.
local function places_of_path(path)
  local found = {}
  for _, file in ipairs(run.sources) do
    local shown = pandoc.path.make_relative(file.path, run.root)
    local line = 0
    for text in (file.text .. '\n'):gmatch('(.-)\n') do
      line = line + 1
      if text:find('(' .. path, 1, true) then found[#found + 1] = shown .. ':' .. line end
    end
  end
  return #found > 0 and found or { run.shown }
end

--- Tells every fault and ends the run.
local function stop()
  run.sources = source_files(run.source)
  local told = {}
  for _, one in ipairs(faults) do
    local all = one.where.path and places_of_path(one.where.path) or places(one.where)
    for _, place in ipairs(all) do
      told[#told + 1] = place .. ': ' .. one.code .. ': ' .. one.found
        .. '\n    expected: ' .. one.expected .. '\n    to do:    ' .. one.todo
    end
  end
  told[#told + 1] = #told .. (#told == 1 and ' issue' or ' issues')
  io.stderr:write(table.concat(told, '\n'), '\n')
  os.exit(1)
end

-- ---------------------------------------------------------------- text

--- Generated text as inlines: words and spaces, nothing in it has a meaning.
local function plain(text)
  local inlines = pandoc.Inlines({})
  local at = 1
  while at <= #text do
    local spaces, after = text:match('^([ \t\r\n]+)()', at)
    if spaces then
      inlines:insert(pandoc.Space())
    else
      local word
      word, after = text:match('^([^ \t\r\n]+)()', at)
      inlines:insert(pandoc.Str(word))
    end
    at = after
  end
  return inlines
end

--- A bound thing is marked in HTML, so that a reader can ask where it comes from.
local function marked(class, key, content)
  if run.format ~= 'html' and run.format ~= 'any' then return content end
  return pandoc.Inlines({ pandoc.Span(content, pandoc.Attr('', { class }, { ['data-key'] = key })) })
end

-- ---------------------------------------------------------------- numbers, claims, citations, labels

local function results(part)
  return (generated('numbers.json') or {})[part] or {}
end

local function number(key, form)
  local found = results('numbers')[key]
  if not found then
    unknown('number', 'num', key, keys_of(results('numbers')))
    return plain('?')
  end
  local text = found.text
  if form then
    text = given((given(found.forms) or {})[form])
    if not text then
      local forms = keys_of(given(found.forms))
      table.sort(forms)
      fault('unknown-form', { name = 'num', value = key, beside = form },
        "the number '" .. key .. "' has no form '" .. form .. "'",
        #forms > 0 and ('one of: ' .. table.concat(forms, ', ')) or 'no as=: it has one form only',
        'correct as=, or leave it out to print ' .. found.text)
      return plain('?')
    end
  end
  return marked('num', key, plain(text))
end

local function claim(key, words)
  local found = results('claims')[key]
  if not found then
    unknown('claim', 'claim', key, keys_of(results('claims')))
  elseif not found.holds then
    local against = table.concat(given(found.against) or {}, ', ')
    fault('claim-fails', { name = 'claim', value = key },
      "'" .. pandoc.utils.stringify(words) .. "' no longer holds"
        .. (against ~= '' and '; against it: ' .. against or ''),
      given(found.rule) or given(found.definition) or 'data that bear the claim out',
      'change the sentence, or correct the data if they are wrong')
  end
  return marked('claim', key, words)
end

local function cite_of(keys, mode)
  local citations, source = {}, {}
  for i, key in ipairs(keys) do
    citations[i] = pandoc.Citation(key, mode)
    source[i] = '@' .. key
  end
  local text = table.concat(source, '; ')
  if mode == 'NormalCitation' then text = '[' .. text .. ']' end
  return pandoc.Cite(plain(text), citations)
end

--- Citations as the style writes them: in parentheses, or each as part of the sentence.
local function citations(keys, style)
  if style ~= 'text' then
    local cite = cite_of(keys, 'NormalCitation')
    if style == 'bare' then
      run.bare = true
      return pandoc.Inlines({ pandoc.Span({ cite }, pandoc.Attr('', { 'bare-citation' })) })
    end
    return pandoc.Inlines({ cite })
  end
  local inlines = pandoc.Inlines({})
  for i, key in ipairs(keys) do
    if i > 1 then
      local join = i < #keys and ', ' or (#keys > 2 and ', and ' or ' and ')
      inlines:extend(plain(join))
    end
    inlines:insert(cite_of({ key }, 'AuthorInText'))
  end
  return inlines
end

local function citation_set(key, style)
  local found = results('citations')[key]
  if not found then
    unknown('citation set', 'cite', key, keys_of(results('citations')))
    return plain('?')
  end
  return citations(found.keys, style)
end

--- The label of a table, figure or section: `tbl-x` here, `supplement#tbl-x` over there.
local function reference(target)
  local document, id = target:match('^([^#]*)#(.+)$')
  local here = not document or document == '' or document == run.document
  if here then document, id = run.document, id or target end
  if here and quarto then
    return pandoc.Inlines({ pandoc.Cite(plain('@' .. id), { pandoc.Citation(id, 'AuthorInText') }) })
  end
  local labels = (generated('labels.json') or {})[document] or {}
  if not labels[id] then
    local keys = keys_of(labels)
    for i, key in ipairs(keys) do keys[i] = document .. '#' .. key end
    unknown('label', 'ref', target, keys)
    return plain('?')
  end
  local words = pandoc.Inlines({ pandoc.Str((labels[id].label:gsub(' ', NBSP))) })
  if here then
    return pandoc.Inlines({ pandoc.Link(words, '#' .. id, '', pandoc.Attr('', { 'quarto-xref' })) })
  end
  if run.format ~= 'html' and run.format ~= 'any' then return words end
  local url = document .. '.html#' .. id
  return pandoc.Inlines({ pandoc.Link(words, url, '', pandoc.Attr('', { 'quarto-xref', 'external' })) })
end

-- ---------------------------------------------------------------- tables

local inlines_of

--- One item of a table's inlines; the contract of tables/*.json lists the kinds.
local function item_of(item)
  if type(item) == 'string' then return plain(item) end
  if item.num then return number(item.num, given(item.as)) end
  if item.cite then return citations(item.cite, given(item.style)) end
  if item.citeset then return citation_set(item.citeset, given(item.style)) end
  if item.ref then return reference(item.ref) end
  if item.br then return { pandoc.LineBreak() } end
  if item.sup then return { pandoc.Superscript(inlines_of(item.sup)) } end
  if item.em then return { pandoc.Emph(inlines_of(item.em)) } end
  if item.strong then return { pandoc.Strong(inlines_of(item.strong)) } end
  if item.link then return { pandoc.Link(inlines_of(item.text or item.link), item.link) } end
  error('numerate.lua: a table holds an inline of unknown kind')
end

function inlines_of(items)
  if type(items) == 'string' then return plain(items) end
  local inlines = pandoc.Inlines({})
  for _, item in ipairs(items) do inlines:extend(item_of(item)) end
  return inlines
end

local function cell_of(cell, columns)
  local data = {}
  if given(cell.id) then data['data-cell'] = cell.id end
  local align = given(cell.align) and ALIGN[cell.align] or 'AlignDefault'
  local content = inlines_of(cell.text)
  local blocks = #content > 0 and { pandoc.Plain(content) } or {}
  return pandoc.Cell(blocks, align, given(cell.rowspan) or 1,
    columns or given(cell.colspan) or 1, pandoc.Attr('', {}, data))
end

local function row_of(row, columns)
  local cells = {}
  for i, cell in ipairs(row.cells) do
    cells[i] = cell_of(cell, row.kind == 'group' and columns or nil)
  end
  local data = {}
  if given(row.id) then data['data-row'] = row.id end
  local classes = given(row.kind) and row.kind ~= 'row' and { row.kind } or {}
  return pandoc.Row(cells, pandoc.Attr('', classes, data))
end

local function head_of(rows)
  local head = {}
  for i, cells in ipairs(rows) do head[i] = row_of({ cells = cells }) end
  return pandoc.TableHead(head)
end

local function colspecs_of(columns)
  local specs = {}
  for i, column in ipairs(columns) do
    specs[i] = { ALIGN[column.align] or 'AlignDefault', given(column.width) }
  end
  return specs
end

--- The digits after the decimal sign of a cell that holds one number, else nil.
local function decimals(cell)
  local text = pandoc.utils.stringify(cell.contents):gsub('[%%*†‡]+$', '')
  if not text:match('^[%d.,−–-]+$') then return nil end
  return #(text:match('%.(%d+)$') or '')
end

--- Lets the decimal signs of right-aligned columns stand under each other: shorter numbers get
--- spaces of a digit's width, which are no text to a reader or a search.
local function line_up(rows, column)
  local widest, short = 0, {}
  for _, row in ipairs(rows) do
    local cell = #row.cells >= column and row.cells[column]
    local digits = cell and decimals(cell)
    if digits then
      widest = math.max(widest, digits)
      short[#short + 1] = { cell = cell, digits = digits }
    end
  end
  for _, one in ipairs(short) do
    local missing = widest - one.digits
    if missing > 0 then
      local pad = FIGURE_SPACE:rep(missing) .. (one.digits == 0 and PUNCTUATION_SPACE or '')
      local inlines = one.cell.contents[1].content
      inlines:insert(pandoc.Str(pad))
      one.cell.contents = { pandoc.Plain(inlines) }
    end
  end
end

local function body_of(data)
  local rows = {}
  for i, row in ipairs(data.body) do rows[i] = row_of(row, #data.columns) end
  for i, column in ipairs(data.columns) do
    if column.align == 'decimal' then line_up(rows, i) end
  end
  return { attr = pandoc.Attr(), body = rows, head = {}, row_head_columns = 0 }
end

local function note_of(note)
  local marker = given(note.marker)
  local inlines = pandoc.Inlines({})
  if marker then
    inlines:insert(pandoc.Superscript(plain(marker)))
  else
    inlines:insert(pandoc.Emph({ pandoc.Str('Note.') }))
  end
  inlines:insert(pandoc.Space())
  inlines:extend(inlines_of(note.text))
  return pandoc.Para(inlines)
end

--- The blocks of a table: the table itself, then its notes.
local function table_blocks(data)
  local made = pandoc.Table({ long = {}, short = nil }, colspecs_of(data.columns),
    head_of(data.head), { body_of(data) }, pandoc.TableFoot({}),
    pandoc.Attr('', {}, { ['data-table'] = data.key }))
  local notes = {}
  for i, note in ipairs(given(data.notes) or {}) do notes[i] = note_of(note) end
  if #notes == 0 then return { made } end
  return { made, pandoc.Div(notes, pandoc.Attr('', { 'table-notes' })) }
end

-- ---------------------------------------------------------------- what the author wrote

local function take(element, name)
  local value = element.attributes[name]
  element.attributes[name] = nil
  return value
end

local function span(element)
  local attributes = element.attributes
  if attributes.num then return number(attributes.num, attributes.as) end
  if attributes.claim then return claim(attributes.claim, element.content) end
  if attributes.cite then return citation_set(attributes.cite, attributes.style) end
  if attributes.ref then return reference(attributes.ref) end
  if element.classes:includes('fixed') then return element.content end
  return nil
end

local function div(element)
  local key = take(element, 'table')
  if not key then return nil end
  local data = generated('tables/' .. key .. '.json')
  if not data then
    unknown('table', 'table', key, keys_in('tables'))
    return nil
  end
  local blocks = pandoc.Blocks(table_blocks(data))
  blocks:extend(element.content)
  element.content = blocks
  if given(data.landscape) then
    return pandoc.Div({ element }, pandoc.Attr('', { 'landscape' }))
  end
  return element
end

local function figure_width(data)
  local width = given(data.width_mm)
  if not width then return nil end
  return width > TEXT_WIDTH_MM and '100%' or (string.format('%.1fmm', width))
end

local function image(element)
  local key = element.src:match('^/_generated/figures/(.+)%.svg$')
  if not key then return nil end
  local data = generated('figures/' .. key .. '.json')
  if not data then
    unknown('figure', 'figure', key, keys_in('figures'))
    faults[#faults].where.path = element.src
    return nil
  end
  local attributes = element.attributes
  attributes['fig-alt'] = attributes['fig-alt'] or data.alt
  attributes.alt = attributes.alt or attributes['fig-alt']
  attributes.width = attributes.width or figure_width(data)
  if run.format == 'docx' then element.src = element.src:gsub('%.svg$', '.png') end
  if not quarto and run.format ~= 'any' then element.src = run.root .. element.src end
  return element
end

-- ---------------------------------------------------------------- bare citations

--- Takes the parentheses off what citeproc made of one citation.
local function without_parentheses(inlines)
  local text = pandoc.utils.stringify(inlines)
  if text:sub(1, 1) ~= '(' or text:sub(-1) ~= ')' then return inlines end
  local bare = pandoc.Inlines(inlines)
  local first, last = bare[1], bare[#bare]
  if first.t ~= 'Str' or last.t ~= 'Str' then return inlines end
  bare[1] = pandoc.Str(first.text:sub(2))
  last = bare[#bare]
  bare[#bare] = pandoc.Str(last.text:sub(1, -2))
  return bare
end

local function is_bare(element)
  return element.classes[1] == 'bare-citation'
end

--- Writes bare citations. Quarto lets no filter run after citeproc, so citeproc works on a copy
--- of the document, to know the same names and years, and its words are taken from there.
local function settle_bare(doc)
  local made, keys = {}, pandoc.Inlines({})
  -- silent: whatever citeproc has to say it says again in the real run
  local _, cited = pandoc.log.silence(pandoc.utils.citeproc, doc)
  cited:walk({
    Span = function(element)
      if is_bare(element) then
        made[#made + 1] = without_parentheses(element.content[1].content)
      end
    end,
  })
  local at = 0
  doc = doc:walk({
    Span = function(element)
      if not is_bare(element) then return nil end
      at = at + 1
      keys:insert(element.content[1])
      return made[at]
    end,
  })
  local nocite = doc.meta.nocite and pandoc.Inlines(doc.meta.nocite) or pandoc.Inlines({})
  nocite:extend(keys)
  doc.meta.nocite = pandoc.MetaInlines(nocite)
  return doc
end

-- ---------------------------------------------------------------- numbering with a prefix

local PREFIXED = { 'tbl', 'fig', 'lst' }
local MOST_LABELS = 99

--- `numerate: {label-prefix: S}` numbers tables, figures and listings S1, S2, …: Quarto takes a
--- list of labels, Typst a numbering of its own.
local function settle_label_prefix(meta)
  local own = meta.numerate
  if not quarto or not own or not own['label-prefix'] then return end
  local prefix = pandoc.utils.stringify(own['label-prefix'])
  local crossref = meta.crossref or {}
  for _, kind in ipairs(PREFIXED) do
    local labels = pandoc.Inlines({})
    for i = 1, MOST_LABELS do labels:insert(pandoc.Str(prefix .. i)) end
    crossref[kind .. '-labels'] = pandoc.MetaInlines(labels)
    if FORMAT == 'typst' then
      quarto.doc.include_text('before-body', '#show figure.where(kind: "quarto-float-' .. kind
        .. '"): set figure(numbering: (..n) => "' .. prefix .. '" + numbering("1", ..n))')
    end
  end
  meta.crossref = crossref
end

-- ---------------------------------------------------------------- the run

local function format_of(asked)
  if asked then return asked end
  if FORMAT:match('html') then return 'html' end
  if FORMAT == 'docx' or FORMAT == 'typst' then return FORMAT end
  return 'any'
end

--- Learns where this run works; its own settings leave the metadata.
local function settle(meta)
  local function setting(name)
    local value = meta['numerate-' .. name]
    meta['numerate-' .. name] = nil
    return value and pandoc.utils.stringify(value)
  end
  local script = pandoc.path.directory(PANDOC_SCRIPT_FILE)
  run.root = setting('root') or (quarto and quarto.project.directory) or script .. '/../..'
  run.format = format_of(setting('format'))
  run.source = setting('source') or (quarto and quarto.doc.input_file)
    or PANDOC_STATE.input_files[1] or ''
  run.document = pandoc.path.split_extension(pandoc.path.filename(run.source))
  run.shown = pandoc.path.make_relative(run.source, run.root)
end

local function bind(doc)
  settle(doc.meta)
  doc = doc:walk({ Span = span, Div = div, Image = image })
  if #faults > 0 then stop() end
  if run.bare and run.format ~= 'any' then doc = settle_bare(doc) end
  settle_label_prefix(doc.meta)
  return doc
end

return { { Pandoc = bind } }

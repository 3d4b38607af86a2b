--[[
numerate.lua: puts numbers, claims, citation sets, tables and figures into a manuscript.

An author names computed things by key; `numerate build` has written them to _generated/:

    [10,324]{num=flow.unique}                  the number              numbers.json
    [sixty-eight]{num=flow.included as=words}  in another wording
    [A, B and C]{list=a.b}                     the whole enumeration
    [studies are]{plural=a.b one=… other=…}    the words that fit the number
    [all were positive]{claim=a.b}             the words, if they hold
    [...]{cite=a.b}                            the citations of a set
    [Table S2]{ref=supplement#tbl-quality}     a label of the other document   labels.json
    [21]{.fixed}                               typed on purpose
    ::: {#tbl-a table=a} caption :::           the table               tables/a.json
    ![caption](/_generated/figures/a.svg)      the figure              figures/a.json
    ::: {changes-since=1.0} ... :::            what changed since      changes/1.0.json

Runs in Quarto (`at: pre-ast`) and in plain pandoc. Metadata read, all optional:

    numerate-root     the compendium's folder   (in Quarto: the project's folder)
    numerate-format   html, docx, typst or any  (any: nothing is made for one format only)
    numerate-source   the document's .qmd file  (where faults are looked up)
    numerate-language the document's language   (numbers and our own words are in it)
    numerate: {label-prefix: S}                 tables and figures are numbered S1, S2, …

Generated text is put in as it stands and never read as Markdown. Every fault of a document is
told at once, with file and line, and ends the run with exit code 1.
]]

--- The path of a file in the folder of this one.
local function beside(file)
  if quarto then return quarto.utils.resolve_path(file) end
  return pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), file })
end

local function part(name)
  return dofile(beside('filter/' .. name .. '.lua'))
end

local NBSP = '\u{a0}'
local TEXT_WIDTH_MM = 159 -- A4 with margins of an inch
local PREFIXED = { 'tbl', 'fig', 'lst' }
local MOST_LABELS = 99
local STAND_IN = 'numerate-table'

local generated = part('generated')
local citations = part('citations')
local references = part('references')
local bibtex = part('bibtex')
local joined = part('joined')
local tags = part('tags')
local faults = part('faults')(generated)
local listed_caption = part('captions')
local lettered = part('appendices')
local without_comments = part('comments')
local given = generated.given

local format   -- html, docx, typst or any
local source   -- path of the document
local document -- its name, such as article
local language -- of the document, such as de
local own_words -- in that language
local later = {} -- blocks of tables that wait until Quarto's filters are through

-- ---------------------------------------------------------------- inlines

--- Generated text as inlines: words and spaces; nothing in it has a meaning.
local function text_of(text)
  return pandoc.Inlines(text)
end

--- Whether links between documents and marks for readers of HTML are wanted.
local function for_html()
  return format == 'html' or format == 'any'
end

--- A bound thing is marked in HTML, so that a reader can ask where it comes from.
local function marked(class, key, content)
  if not for_html() then return content end
  return pandoc.Inlines({ pandoc.Span(content, pandoc.Attr('', { class }, { ['data-key'] = key })) })
end

--- The text of a number in one of its forms; nil, and a fault, when it has no such form.
local function wording(key, found, form)
  local translated = language ~= 'en' and generated.json('languages/' .. language .. '.json')
  found = translated and translated.numbers[key] or found
  if not form then return found.text end
  local forms = given(found.forms) or {}
  if given(forms[form]) then return forms[form] end
  local names = generated.keys(forms)
  faults.record('unknown-form', { name = 'num', value = key, beside = form },
    "the number '" .. key .. "' has no form '" .. form .. "'",
    #names > 0 and ('one of: ' .. table.concat(names, ', ')) or 'no as=, as it has one form only',
    "correct as=, or leave it out to print '" .. found.text .. "'")
  return nil
end

local function text_of_number(key, form)
  local found = generated.results('numbers')[key]
  if not found then
    local keys = generated.keys(generated.results('numbers'))
    faults.unknown('number', { name = 'num', value = key }, key, keys)
  end
  return found and wording(key, found, form) or '?'
end

local function number(key, form)
  return marked('num', key, text_of(text_of_number(key, form)))
end

--- A number's text as TeX: 1,242 keeps its comma close, 90% its sign, words stay words.
local function as_tex(text)
  text = text:gsub('−', '-')
  if not text:match('^[%d.,%%+-]+$') then return '\\text{' .. text:gsub('%%', '\\%%') .. '}' end
  return (text:gsub(',', '{,}'):gsub('%%', '\\%%'))
end

--- `$n = [4]{num=flow.included}$`: pandoc keeps a formula as it is written, binding and all.
local function formula(element)
  if not element.text:find('num=', 1, true) then return nil end
  local function printed(attributes)
    local key = attributes:match('%f[%w]num=[\'"]?([^%s\'"]+)')
    local form = attributes:match('%f[%w]as=[\'"]?([^%s\'"]+)')
    return key and as_tex(text_of_number(key, form))
  end
  element.text = element.text:gsub('%[[^%[%]]*%]%{([^{}]*)%}', printed)
  return element
end

--- The author's words, if they hold; words computed for the claim where the author left "…".
local function claim(key, words)
  local found = generated.results('claims')[key]
  local where = { name = 'claim', value = key }
  if not found then
    faults.unknown('claim', where, key, generated.keys(generated.results('claims')))
    return words
  end
  local typed = pandoc.utils.stringify(words)
  if given(found.text) and (typed == '' or typed == '…' or typed == '...') then
    words = text_of(found.text)
  end
  if not found.holds then
    local against = table.concat(given(found.against) or {}, ', ')
    faults.record('claim-fails', where,
      "'" .. typed .. "' does not hold" .. (against ~= '' and '; against it: ' .. against or ''),
      given(found.rule) or given(found.definition) or 'data that bear the claim out',
      'change the sentence, or correct the data if they are wrong')
  end
  return marked('claim', key, words)
end

local function citation_set(key, style)
  local found = generated.results('citations')[key]
  if found and #found.keys == 0 then
    faults.record('empty-citation-set', { name = 'cite', value = key },
      "the citation set '" .. key .. "' is empty, and nothing would be printed",
      'at least one work' .. (given(found.definition) and ': ' .. found.definition or ''),
      'rewrite the sentence, which no study bears out any more; or look at the data')
    return text_of('?')
  end
  if found then return citations.of(found.keys, style) end
  faults.unknown('citation set', { name = 'cite', value = key }, key,
    generated.keys(generated.results('citations')))
  return text_of('?')
end

-- ---------------------------------------------------------------- references

local function link_to(target, label, classes)
  local words = { pandoc.Str((label:gsub(' ', NBSP))) }
  return pandoc.Inlines({ pandoc.Link(words, target, '', pandoc.Attr('', classes)) })
end

--- The label of a table, figure or section: `tbl-x` of this document, `supplement#tbl-x` of the
--- other one.
local function reference(target)
  local other, id = target:match('^([^#]*)#(.+)$')
  local here = not other or other == '' or other == document
  id = id or target
  local labels = generated.json('labels.json') or {}
  local name = here and document or other
  local found = (labels[name] or {})[id]
  if not found then
    local keys = {}
    for name_of, those in pairs(labels) do
      if type(those) == 'table' then
        for _, key in ipairs(generated.keys(those)) do keys[#keys + 1] = name_of .. '#' .. key end
      end
    end
    faults.unknown('label', { name = 'ref', value = target }, target, keys)
    return text_of('?')
  end
  if here then return link_to('#' .. id, found.label, { 'quarto-xref' }) end
  if not for_html() then return pandoc.Inlines({ pandoc.Str((found.label:gsub(' ', NBSP))) }) end
  return link_to(name .. '.html#' .. id, found.label, { 'quarto-xref', 'external' })
end

local lists = part('lists')({ text = text_of, marked = marked, citations = citations.of }, generated, faults)

-- ---------------------------------------------------------------- what the author wrote

--- Notes of a table stand at its left. Quarto sets all of a float in Typst's centre.
local function notes_of(paragraphs)
  local notes = pandoc.Div(paragraphs, pandoc.Attr('', { 'table-notes' }))
  if not quarto or format ~= 'typst' then return { notes } end
  return {
    pandoc.RawBlock('typst', '#align(start)[#set text(size: 0.86em); #set par(first-line-indent: 0pt)'),
    notes,
    pandoc.RawBlock('typst', ']'),
  }
end

--- One of numerate's own words in the document's language, which words.json has.
local function named(word)
  if not own_words then
    local text = generated.text(beside('words.json'))
    local all = text and pandoc.json.decode(text, false) or {}
    own_words = all[language] or all.en or { note = 'Note.' }
  end
  return own_words[word]
end

--- Quotation marks of the language; pandoc writes English ones in HTML and Word.
local function quoted(element)
  if language == 'en' or not quarto then return nil end
  local marks = {}
  for _, code in utf8.codes(named('quotes') or '“”‘’') do marks[#marks + 1] = utf8.char(code) end
  local first = element.quotetype == 'DoubleQuote' and 1 or 3
  local opening, closing = marks[first], marks[first + 1]
  if language == 'fr' and opening == '«' then opening, closing = '«' .. NBSP, NBSP .. '»' end
  local content = pandoc.Inlines({ pandoc.Str(opening) })
  content:extend(element.content)
  content:insert(pandoc.Str(closing))
  return content
end

local table_of = part('tables')({ named = named,
  text = text_of,
  number = number,
  citations = citations.of,
  citation_set = citation_set,
  lists = lists,
  reference = reference,
  notes = notes_of,
  line_up = part('decimals'),
  no_classes = function() return not for_html() end,
}, given)

local function span(element)
  local attributes = element.attributes
  if attributes.num then return number(attributes.num, attributes.as) end
  if attributes.list then return lists.list(attributes.list, attributes) end
  if attributes.plural then return lists.plural(attributes.plural, attributes) end
  if attributes.claim then return claim(attributes.claim, element.content) end
  if attributes.cite then return citation_set(attributes.cite, attributes.style) end
  if attributes.ref then return reference(attributes.ref) end
  if element.classes:includes('fixed') then return element.content end
  return nil
end

--- What Quarto tells its filters, as JSON; empty in plain pandoc.
local function quarto_settings()
  local settings = quarto and os.getenv('QUARTO_FILTER_PARAMS')
  if not settings then return '' end
  local decoded, text = pcall(quarto.base64.decode, settings)
  return decoded and text or ''
end

--- Whether quarto/finish.lua is among the filters, so that tables can be kept for it. An author who
--- registers this file alone gets the tables at once.
local function is_finished_later()
  return quarto_settings():find('finish.lua', 1, true) ~= nil
end

--- What stands for a table while Quarto's many filters pass over the document: they would take
--- seconds for the cells of a long one.
local function stand_in(blocks)
  later[#later + 1] = blocks
  local cell = pandoc.Cell('…')
  local body = { attr = pandoc.Attr(), body = { pandoc.Row({ cell }) }, head = {}, row_head_columns = 0 }
  return pandoc.Table({ long = {} }, { { 'AlignDefault', nil } }, pandoc.TableHead({}), { body },
    pandoc.TableFoot({}), pandoc.Attr('', {}, { [STAND_IN] = tostring(#later) }))
end

--- Puts the tables in the places that were kept for them, then writes out the citations that citeproc cannot.
--- quarto/finish.lua calls this when Quarto's filters are through.
local function finish(doc)
  doc = doc:walk({
    Table = function(element)
      local blocks = later[tonumber(element.attributes[STAND_IN])]
      if not blocks then return nil end
      blocks[1].classes = element.classes
      return blocks
    end,
  })
  return citations.write_out(references.collected(doc, bibtex), joined)
end

local changes_of = part('changes')({ text = text_of, table_of = table_of }, given)

--- What changed since a release stands after the author's own words on it.
local function changes(element, version)
  local data = generated.json('changes/' .. version .. '.json')
  if not data then
    faults.unknown('release', { name = 'changes-since', value = version }, version,
      generated.files('changes'))
    return nil
  end
  element.content:extend(changes_of(data, element.attributes.trigger))
  element.attributes['changes-since'] = nil
  element.attributes.trigger = nil
  element.classes:insert('changes')
  return element
end

--- Quarto looks for the caption of a division in its last paragraph.
local function settle_caption(element)
  local kind = element.identifier:match('^(%a+)%-')
  if quarto and (kind == 'tbl' or kind == 'fig') then
    listed_caption(element.content, element.attributes.table ~= nil)
  end
end

--- A float on a turned page: what it is within is turned, in each engine.
local function turned(element)
  element.classes = element.classes:filter(function(class) return class ~= 'landscape' end)
  return pandoc.Div({ element }, pandoc.Attr('', { 'landscape' }))
end

local function is_turned(element)
  return element.classes:includes('landscape') and element.identifier:match('^%a+%-') ~= nil
end

--- The table stands before what the Div holds: the author's caption, where Quarto looks for it.
local function div(element)
  local version = element.attributes['changes-since']
  if version then return changes(element, version) end
  settle_caption(element)
  local key = element.attributes.table
  if not key then return is_turned(element) and turned(element) or nil end
  local data = generated.json('tables/' .. key .. '.json')
  if not data then
    faults.unknown('table', { name = 'table', value = key }, key, generated.files('tables'))
    return nil
  end
  local blocks = table_of(data)
  if is_finished_later() then blocks = pandoc.Blocks({ stand_in(blocks) }) end
  blocks:extend(element.content)
  element.content = blocks
  element.attributes.table = nil
  if not given(data.landscape) and not is_turned(element) then return element end
  return turned(element)
end

local function width_of(data)
  local width = given(data.width_mm)
  if not width then return nil end
  return width > TEXT_WIDTH_MM and '100%' or string.format('%.1fmm', width)
end

--- A computed figure gets its computed alternative text, its own width, and for Word its PNG.
local function image(element)
  local key = element.src:match('^/_generated/figures/(.+)%.svg$')
  if not key then return nil end
  local data = generated.json('figures/' .. key .. '.json')
  if not data then
    faults.unknown('figure', { path = element.src }, key, generated.files('figures'))
    return nil
  end
  local attributes = element.attributes
  attributes['fig-alt'] = attributes['fig-alt'] or data.alt
  attributes.alt = attributes.alt or attributes['fig-alt']
  attributes.width = attributes.width or width_of(data)
  if format == 'docx' then element.src = element.src:gsub('%.svg$', '.png') end
  if not quarto and format ~= 'any' then element.src = generated.root .. element.src end
  return element
end

-- ---------------------------------------------------------------- the run

--- `numerate: {label-prefix: S}` numbers tables, figures and listings S1, S2, …: Quarto takes a
--- list of labels, Typst a numbering of its own.
local function set_label_prefix(meta)
  local own = meta.numerate
  if not quarto or not own or not own['label-prefix'] then return end
  local prefix = pandoc.utils.stringify(own['label-prefix'])
  local crossref = meta.crossref or {}
  for _, kind in ipairs(PREFIXED) do
    local labels = pandoc.Inlines({})
    for i = 1, MOST_LABELS do labels:insert(pandoc.Str(prefix .. i)) end
    crossref[kind .. '-labels'] = labels
    if FORMAT == 'typst' then
      quarto.doc.include_text('before-body', '#show figure.where(kind: "quarto-float-' .. kind
        .. '"): set figure(numbering: (..n) => "' .. prefix .. '" + numbering("1", ..n))')
    end
  end
  meta.crossref = crossref
end

--- Words that Quarto has no name for: it would refer to "alg. 1".
local function set_prefixes(meta)
  if not quarto then return end
  local crossref = meta.crossref or {}
  crossref['alg-prefix'] = crossref['alg-prefix'] or pandoc.Inlines('Algorithm')
  meta.crossref = crossref
end

--- At the end of Quarto's pages the script that numerate's own pages have.
local function add_script()
  if not quarto or format ~= 'html' then return end
  local script = generated.text(beside('numerate.js'))
  if script then quarto.doc.include_text('after-body', '<script>\n' .. script .. '</script>') end
end

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
  generated.root = setting('root') or (quarto and quarto.project.directory)
    or pandoc.path.directory(PANDOC_SCRIPT_FILE) .. '/../..'
  format = format_of(setting('format'))
  source = setting('source') or (quarto and quarto.doc.input_file)
    or PANDOC_STATE.input_files[1] or ''
  document = pandoc.path.split_extension(pandoc.path.filename(source))
  local lang = setting('language') or (meta.lang and pandoc.utils.stringify(meta.lang)) or 'en'
  language = lang:lower():match('^%a+') or 'en'
  if language == 'no' or language == 'nn' then language = 'nb' end
end

--- Whether sections are numbered: Quarto tells its filters so for formats that it numbers itself.
local function is_numbered(meta)
  return meta['number-sections'] == true or PANDOC_WRITER_OPTIONS.number_sections
    or quarto_settings():find('"number%-sections":%s*true') ~= nil
end

local function number_depth(meta)
  return tonumber(meta['number-depth'] and pandoc.utils.stringify(meta['number-depth'])) or 6
end

local function bind(doc)
  settle(doc.meta)
  doc = joined.spread(tags.written(doc):walk({
    Span = span, Div = div, Image = image, Math = formula, Quoted = quoted,
    Inlines = quarto and without_comments,
  }))
  faults.stop_on_any(source)
  set_label_prefix(doc.meta)
  set_prefixes(doc.meta)
  if quarto then doc = lettered(doc, is_numbered(doc.meta), number_depth(doc.meta), format == 'html') end
  add_script()
  if is_finished_later() then return doc end
  doc = references.collected(doc, bibtex)
  if format == 'any' then return doc end
  return citations.write_out(doc, joined)
end

package.loaded.numerate = { finish = finish }

return { { Pandoc = bind } }

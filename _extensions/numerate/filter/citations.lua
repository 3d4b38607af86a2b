--[[ citations.lua: citations from keys, in the forms that a sentence or a table needs. ]]

local BARE = 'bare-citation'
local JOINED = 'joined-citation'

local citations = {}
local bare_ones, joined_ones = false, false

local function cite_of(keys, mode)
  local list, source = {}, {}
  for i, key in ipairs(keys) do
    list[i] = pandoc.Citation(key, mode)
    source[i] = '@' .. key
  end
  local text = table.concat(source, '; ')
  if mode == 'NormalCitation' then text = '[' .. text .. ']' end
  return pandoc.Cite(pandoc.Inlines(text), list)
end

--- Each citation as part of the sentence: Smith (2020), Adams (2019), and Lee (2021).
local function in_text(keys)
  local inlines = pandoc.Inlines({})
  for i, key in ipairs(keys) do
    if i > 1 then
      local join = i < #keys and ',' or (#keys > 2 and ', and' or ' and')
      inlines:insert(pandoc.Str(join))
      inlines:insert(pandoc.Space())
    end
    inlines:insert(cite_of({ key }, 'AuthorInText'))
  end
  return inlines
end

--- Citations in the style's order: in parentheses; `text`, as part of the sentence; `bare`,
--- without parentheses, as a table's column of studies wants them.
function citations.of(keys, style)
  if style == 'text' then return in_text(keys) end
  local cite = cite_of(keys, 'NormalCitation')
  if style ~= 'bare' then return pandoc.Inlines({ cite }) end
  bare_ones = true
  return pandoc.Inlines({ pandoc.Span({ cite }, pandoc.Attr('', { BARE })) })
end

local function is_bare(span)
  return span.classes[1] == BARE
end

--- What citeproc made of one citation, less its parentheses.
local function without_parentheses(inlines)
  local text = pandoc.utils.stringify(inlines)
  local bare = pandoc.Inlines(inlines)
  if text:sub(1, 1) ~= '(' or text:sub(-1) ~= ')' or bare[1].t ~= 'Str' or bare[#bare].t ~= 'Str' then
    return bare
  end
  bare[1] = pandoc.Str(bare[1].text:sub(2))
  bare[#bare] = pandoc.Str(bare[#bare].text:sub(1, -2))
  return bare
end

--- Whether the style numbers works in the order of their citations, which must then stay.
local function is_numeric(doc)
  local path = doc.meta.csl and pandoc.utils.stringify(doc.meta.csl)
  local file = path and io.open(path)
  if not file then return false end
  local style = file:read('a')
  file:close()
  return style:find('"citation-number"', 1, true) ~= nil
end

--- Sets works that are joined in brackets apart, so that their words can be taken over.
local function set_apart(doc, joined)
  local numeric = is_numeric(doc)
  return doc:walk({
    Cite = function(cite)
      if not joined.is(cite) then return nil end
      if numeric then return joined.plain(cite) end
      joined_ones = true
      return pandoc.Span({ cite }, pandoc.Attr('', { JOINED }))
    end,
  })
end

--- What is printed of a citation that was set apart; nil for any other span.
local function written_of(span, joined)
  if is_bare(span) then return without_parentheses(span.content[1].content) end
  if span.classes[1] == JOINED then return joined.written(span).content[1].content end
  return nil
end

--- Writes the bare and the joined citations out. In Quarto no filter runs after citeproc, so
--- citeproc works on a copy of the document, where it knows the same names and years, and its words
--- are taken over.
function citations.write_out(doc, joined)
  doc = set_apart(doc, joined)
  if not bare_ones and not joined_ones then return doc end
  local written, keys = {}, pandoc.Inlines(doc.meta.nocite or {})
  -- silent: whatever citeproc has to say, it says again in the real run
  local _, cited = pandoc.log.silence(pandoc.utils.citeproc, doc)
  cited:walk({
    Span = function(span)
      local words = written_of(span, joined)
      if words then written[#written + 1] = words end
    end,
  })
  local at = 0
  doc = doc:walk({
    Span = function(span)
      if not is_bare(span) and span.classes[1] ~= JOINED then return nil end
      at = at + 1
      keys:insert(span.content[1])
      return written[at]
    end,
  })
  doc.meta.nocite = keys
  return doc
end

return citations

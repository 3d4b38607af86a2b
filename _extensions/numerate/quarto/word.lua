--[[
word.lua: what makes Quarto's DOCX a Word document as Word has them (`at: post-quarto`).

- Quarto puts every float into a table of one cell. A table in a table repeats no header row and
  does not break over pages well; so a caption paragraph with Word's own numbering field, the real
  table, and its notes are written one after the other. Floats with parts (a), (b), … stay Quarto's.
- Text in tables and callouts takes the styles that reference.docx has for them.
- "1. Method" becomes "1 Method", as in the other formats.
]]

if FORMAT ~= 'docx' then return {} end

local LETTERS_A_LINE, PADDING = 92, 2.5 -- in 10-point type across a page; room beside a cell

--- A field that Word counts itself and lists under "Insert Table of Figures".
local SEQUENCE = ([[<r><w:fldChar w:fldCharType="begin"/></w:r>]]
  .. [[<r><w:instrText xml:space="preserve"> SEQ %s \* ARABIC </w:instrText></w:r>]]
  .. [[<r><w:fldChar w:fldCharType="separate"/></w:r>]]
  .. [[<r><w:t>%s</w:t></w:r><r><w:fldChar w:fldCharType="end"/></w:r>]])
  :gsub('<r>', '<w:r><w:rPr><w:rStyle w:val="CaptionLabel"/></w:rPr>')

local LABEL_STYLE = 'Caption Label'

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

--- The small paragraph that parts a table or a callout from the text that follows.
local function table_end()
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>')
end

--- "Table", nbsp, "S2", "." at the start of a caption: the number becomes a field, and the whole
--- a label with a style of its own.
local function with_label(inlines, kind)
  for i, inline in ipairs(inlines) do
    local prefix, number = (inline.text or ''):match('^(%a*)(%d+)$')
    if inline.t == 'Str' and number then
      local label = pandoc.Inlines({ table.unpack(inlines, 1, i - 1) })
      label:extend({ pandoc.Str(prefix), pandoc.RawInline('openxml', SEQUENCE:format(kind, number)) })
      label:insert(inlines[i + 1] or pandoc.Str(''))
      local styled_label = pandoc.Span(label, pandoc.Attr('', {}, { ['custom-style'] = LABEL_STYLE }))
      return { styled_label, table.unpack(inlines, i + 2) }
    end
  end
  return inlines
end

--- The width of a text in letters; a capital is half as wide again.
local function letters_in(text)
  local capitals = select(2, text:gsub('%u', ''))
  return (utf8.len(text) or #text) + capitals / 2
end

--- Records the longest word and the longest text of each column; cells over several columns and
--- cells below a cell over several rows are left out, as they say little.
local function measure(rows, needs)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do
      if #row.cells ~= #needs or cell.col_span > 1 then break end
      local text = pandoc.utils.stringify(cell.contents)
      local need = needs[column]
      need.whole = math.max(need.whole, letters_in(text))
      for word in text:gmatch('%S+') do need.least = math.max(need.least, letters_in(word)) end
    end
  end
end

--- Shares of the page for the columns of a table that has none. A narrow table keeps its natural
--- width; in a wide one each column gets its longest word, and the rest goes where the text is.
local function shares_of(element)
  local needs = {}
  for i = 1, #element.colspecs do needs[i] = { least = 3, whole = 3 } end
  measure(element.head.rows, needs)
  for _, body in ipairs(element.bodies) do measure(body.body, needs) end
  local least, whole = 0, 0
  for _, need in ipairs(needs) do
    least, whole = least + need.least, whole + need.whole
  end
  local room = LETTERS_A_LINE - PADDING * #needs
  local spare = math.max(0, math.min(1, (room - least) / math.max(1, whole - least)))
  local used = least + spare * (whole - least)
  local scale = math.min(1, room / used)
  local shares = {}
  for i, need in ipairs(needs) do
    local letters = (need.least + spare * (need.whole - need.least)) * scale + PADDING
    shares[i] = letters / LETTERS_A_LINE
  end
  return shares
end

--- A table with a width for each column, and its cells in the style of tables.
local function dressed(element)
  local free = true
  for _, spec in ipairs(element.colspecs) do free = free and not spec[2] end
  if free then
    local shares, specs = shares_of(element), {}
    for i, spec in ipairs(element.colspecs) do specs[i] = { spec[1], shares[i] } end
    element.colspecs = specs
  end
  return element:walk({
    Plain = function(plain) return styled({ pandoc.Para(plain.content) }, 'Table Text') end,
  })
end

local function callout_of(callout)
  local blocks = pandoc.Blocks({})
  local title = callout.title and quarto.utils.as_inlines(callout.title) or {}
  if #title > 0 then blocks:insert(styled({ pandoc.Para(title) }, 'Callout Title')) end
  blocks:insert(styled(quarto.utils.as_blocks(callout.content), 'Callout Text'))
  blocks:insert(table_end())
  return pandoc.Div(blocks, callout.attr)
end

local function caption_of(float)
  local decorated = quarto.doc.crossref.decorate_caption_with_crossref(float)
  local inlines = with_label(decorated.caption_long.content, float.type)
  local style = float.type == 'Table' and 'Table Caption' or 'Image Caption'
  return styled({ pandoc.Para(inlines) }, style)
end

--- The float's blocks, with their styles. What an image carries as its caption becomes its
--- alternative text in Word.
local function content_of(float)
  local blocks = quarto.utils.as_blocks(float.content)
  return blocks:walk({
    Image = function(image)
      image.caption = image.attributes.alt or {}
      return image
    end,
    Div = function(div)
      if div.classes:includes('table-notes') then return styled(div.content, 'Table Note') end
    end,
    Plain = function(plain)
      local first = plain.content[1]
      if #plain.content == 1 and first.t == 'Image' then
        return styled({ pandoc.Para(plain.content) }, 'Captioned Figure')
      end
    end,
  })
end

--- Quarto parts neighbouring floats by a paragraph with one space; ours need none.
local function is_spacer(para)
  local text = pandoc.utils.stringify(para)
  return text == ' ' or text == '\u{a0}'
end

local function is_plain(float)
  return not float.parent_id and not float.has_subfloats
    and (float.type == 'Table' or float.type == 'Figure')
end

return {
  {
    Para = function(para)
      if is_spacer(para) then return {} end
    end,
    Header = function(header)
      local second = header.content[2]
      if second and second.t == 'Str' and second.text == '. ' then
        header.content[2] = pandoc.Space()
        return header
      end
    end,
    Callout = function(callout)
      if callout.attr.identifier == '' then return callout_of(callout) end
    end,
    Table = dressed,
  },
  {
    FloatRefTarget = function(float)
      if not is_plain(float) then return nil end
      local blocks = content_of(float)
      local caption = caption_of(float)
      if quarto.doc.crossref.cap_location(float) == 'top' then
        blocks:insert(1, caption)
      else
        blocks:insert(caption)
      end
      if float.type == 'Table' then blocks:insert(table_end()) end
      return pandoc.Div(blocks, pandoc.Attr(float.identifier))
    end,
  },
}

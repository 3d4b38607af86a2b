--[[
word.lua: what makes Quarto's DOCX a Word document as Word has them (`at: post-quarto`).

- Quarto puts every float into a table of one cell. A table in a table repeats no header row and
  does not break over pages well; so a caption paragraph with Word's own numbering field, the real
  table, and its notes are written one after the other. Floats with parts (a), (b), … stay Quarto's.
- Tables without widths get some, and their text the style that reference.docx has for it.
- "1. Method" becomes "1 Method", as in the other formats.
]]

if FORMAT ~= 'docx' then return {} end

local dressed = dofile(quarto.utils.resolve_path('wordtables.lua'))

--- A field that Word counts itself and lists under "Insert Table of Figures".
local SEQUENCE = ([[<r><w:fldChar w:fldCharType="begin"/></w:r>]]
  .. [[<r><w:instrText xml:space="preserve"> SEQ %s \* ARABIC%s </w:instrText></w:r>]]
  .. [[<r><w:fldChar w:fldCharType="separate"/></w:r>]]
  .. [[<r><w:t>%s</w:t></w:r><r><w:fldChar w:fldCharType="end"/></w:r>]])
  :gsub('<r>', '<w:r><w:rPr><w:rStyle w:val="CaptionLabel"/></w:rPr>')

local OURS = 'numerate-word' -- marks a table of the text, unlike those that Quarto lays out with
local LABEL_STYLE = 'Caption Label'
local CAPTION_STYLE = { Table = 'Table Caption', Figure = 'Image Caption', Listing = 'Table Caption' }
local counted = {} -- by kind, the last number that Word has in a field

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

--- The small paragraph that parts a table from the text that follows.
local function table_end()
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>')
end

--- The field for a number. Where Word would count otherwise, as after a float that Quarto keeps,
--- the field says where to count from.
local function field(kind, number)
  local expected = (counted[kind] or 0) + 1
  counted[kind] = tonumber(number)
  local from = expected == counted[kind] and '' or (' \\r ' .. number)
  return pandoc.RawInline('openxml', SEQUENCE:format(kind, from, number))
end

--- "Table", nbsp, "S2", "." at the start of a caption: the number becomes a field, and the whole
--- a label with a style of its own.
local function with_label(inlines, kind)
  for i, inline in ipairs(inlines) do
    local prefix, number = (inline.text or ''):match('^(%a*)(%d+)$')
    if inline.t == 'Str' and number then
      local label = pandoc.Inlines({ table.unpack(inlines, 1, i - 1) })
      label:extend({ pandoc.Str(prefix), field(kind, number) })
      label:insert(inlines[i + 1] or pandoc.Str(''))
      local styled_label = pandoc.Span(label, pandoc.Attr('', {}, { ['custom-style'] = LABEL_STYLE }))
      return { styled_label, table.unpack(inlines, i + 2) }
    end
  end
  return inlines
end

local function caption_of(float)
  local decorated = quarto.doc.crossref.decorate_caption_with_crossref(float)
  local inlines = with_label(decorated.caption_long.content, float.type)
  return styled({ pandoc.Para(inlines) }, CAPTION_STYLE[float.type])
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
    and CAPTION_STYLE[float.type] ~= nil
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
    Table = function(element)
      element.attributes[OURS] = 'yes'
      return dressed(element)
    end,
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

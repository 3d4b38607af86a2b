--[[
word.lua: what makes Quarto's DOCX a Word document as Word has them (`at: post-quarto`).

- Quarto puts every float into a table of one cell. A table in a table repeats no header row and
  does not break over pages well; so a caption paragraph with Word's own numbering field, the real
  table, and its notes are written one after the other. Floats with parts (a), (b), … stay Quarto's.
- "1. Method" becomes "1 Method", as in the other formats.
]]

if FORMAT ~= 'docx' then return {} end

--- A field that Word counts itself and lists under "Insert Table of Figures".
local SEQUENCE = [[<w:r><w:fldChar w:fldCharType="begin"/></w:r>]]
  .. [[<w:r><w:instrText xml:space="preserve"> SEQ %s \* ARABIC </w:instrText></w:r>]]
  .. [[<w:r><w:fldChar w:fldCharType="separate"/></w:r>]]
  .. [[<w:r><w:t>%s</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>]]

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

--- "Table", nbsp, "S2" → the number becomes a field, what stands before it stays text.
local function with_field(inlines, kind)
  for i, inline in ipairs(inlines) do
    local prefix, number = (inline.text or ''):match('^(%a*)(%d+)$')
    if inline.t == 'Str' and number then
      inlines[i] = pandoc.RawInline('openxml', SEQUENCE:format(kind, number))
      if prefix ~= '' then inlines:insert(i, pandoc.Str(prefix)) end
      return inlines
    end
  end
  return inlines
end

local function caption_of(float)
  local decorated = quarto.doc.crossref.decorate_caption_with_crossref(float)
  local inlines = with_field(pandoc.Inlines(decorated.caption_long.content), float.type)
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
    FloatRefTarget = function(float)
      if not is_plain(float) then return nil end
      local blocks = content_of(float)
      local caption = caption_of(float)
      if quarto.doc.crossref.cap_location(float) == 'top' then
        blocks:insert(1, caption)
      else
        blocks:insert(caption)
      end
      return pandoc.Div(blocks, pandoc.Attr(float.identifier))
    end,
  },
}

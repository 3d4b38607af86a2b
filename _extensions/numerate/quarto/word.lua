--[[
word.lua: what makes Quarto's DOCX a Word document as Word has them (`at: post-quarto`).

- Quarto puts every float into a table of one cell. A table in a table repeats no header row and
  does not break over pages well; so a caption paragraph with Word's own numbering field, the real
  table, and its notes are written one after the other. Only the parts (a), (b), … of a float stand
  side by side in Quarto's table.
- A reference to a float is a field that follows the number in its caption.
- A heading that is to be in no list of contents has a style of its own, which the list leaves out.
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

--- A field that shows what stands in a bookmark; its two ends.
local REFERENCE = {
  [[<w:r><w:fldChar w:fldCharType="begin"/></w:r>]]
    .. [[<w:r><w:instrText xml:space="preserve"> REF %s \h \* MERGEFORMAT </w:instrText></w:r>]]
    .. [[<w:r><w:fldChar w:fldCharType="separate"/></w:r>]],
  [[<w:r><w:fldChar w:fldCharType="end"/></w:r>]],
}

local OURS = 'numerate-word' -- marks a table of the text, unlike those that Quarto lays out with
local LABEL_STYLE, CAPTION_STYLE = 'Caption Label', 'Caption'
local LABELLED = { Table = true, Figure = true, Listing = true }
local BOOKMARK = '<w:bookmark%s w:id="%d"%s/>'
local FIRST_BOOKMARK = 100000 -- above the numbers that pandoc gives to its own bookmarks
local counted = {} -- by kind, the last number that Word has in a field
local labels, bookmarks = {}, {} -- by id of a float: its label as text, its bookmark's name

local function openxml(text)
  return pandoc.RawInline('openxml', text)
end

local function spaced(text)
  return (text:gsub('\u{a0}', ' '))
end

--- A hidden bookmark's name that Word accepts, from a float's id.
local function bookmark_of(id)
  return ('_Ref%012d'):format(tonumber(pandoc.utils.sha1(id):sub(1, 12), 16) % 10 ^ 12 // 1)
end

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

--- A label between the ends of the bookmark that references to it go to.
local function within_bookmark(label, id)
  local number = FIRST_BOOKMARK + #bookmarks + 1
  bookmarks[#bookmarks + 1] = id
  label:insert(1, openxml(BOOKMARK:format('Start', number, (' w:name="%s"'):format(bookmark_of(id)))))
  label:insert(openxml(BOOKMARK:format('End', number, '')))
  return label
end

--- "Table", nbsp, "S2", "." at the start of a caption: the number becomes a field, and the whole
--- a label with a style of its own.
local function with_label(inlines, kind, id)
  for i, inline in ipairs(inlines) do
    local prefix, number = (inline.text or ''):match('^(%a*)(%d+)$')
    if inline.t == 'Str' and number then
      local label = pandoc.Inlines({ table.unpack(inlines, 1, i - 1) })
      labels[id] = spaced(pandoc.utils.stringify(label) .. prefix .. number)
      label:extend({ pandoc.Str(prefix), field(kind, number) })
      label = within_bookmark(label, id)
      label:insert(inlines[i + 1] or pandoc.Str(''))
      local styled_label = pandoc.Span(label, pandoc.Attr('', {}, { ['custom-style'] = LABEL_STYLE }))
      return { styled_label, table.unpack(inlines, i + 2) }
    end
  end
  return inlines
end

local function caption_of(float)
  local decorated = quarto.doc.crossref.decorate_caption_with_crossref(float)
  local inlines = decorated.caption_long.content
  if not float.parent_id then inlines = with_label(inlines, float.type, float.identifier) end
  return styled({ pandoc.Para(inlines) }, CAPTION_STYLE)
end

--- A field for a link whose text is the label of a float of this document.
local function reference(link)
  local id = link.target:match('^#(.+)$')
  if not id or labels[id] == nil or spaced(pandoc.utils.stringify(link.content)) ~= labels[id] then
    return nil
  end
  local shown = pandoc.Span(link.content, pandoc.Attr('', {}, { ['custom-style'] = 'Hyperlink' }))
  return { openxml(REFERENCE[1]:format(bookmark_of(id))), shown, openxml(REFERENCE[2]) }
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
        return styled({ pandoc.Para(plain.content) }, 'Figure')
      end
    end,
  })
end

--- Quarto parts neighbouring floats by a paragraph with one space; ours need none.
local function is_spacer(para)
  local text = pandoc.utils.stringify(para)
  return text == ' ' or text == '\u{a0}'
end

--- "1. Method" becomes "1 Method"; a heading that no list of contents shows gets its own style.
local function heading(header)
  local second = header.content[2]
  if second and second.t == 'Str' and second.text == '. ' then header.content[2] = pandoc.Space() end
  if not header.classes:includes('unlisted') then return header end
  local place = pandoc.Span({}, pandoc.Attr(header.identifier))
  local line = pandoc.Para({ place, table.unpack(header.content) })
  return styled({ line }, ('Heading %d Unlisted'):format(header.level))
end

--- The parts of a float in a division that Quarto lays out as the author asked for.
local function side_by_side(blocks, float)
  local asked = {}
  for name, value in pairs(float.attributes) do
    if name:match('^layout') then asked[name] = value end
  end
  return pandoc.Div(blocks, pandoc.Attr('', {}, asked))
end

return {
  {
    Para = function(para)
      if is_spacer(para) then return {} end
    end,
    Header = heading,
    Table = function(element)
      element.attributes[OURS] = 'yes'
      return dressed(element)
    end,
  },
  {
    FloatRefTarget = function(float)
      if not LABELLED[float.type] then return nil end
      local blocks = content_of(float)
      if float.has_subfloats then blocks = pandoc.Blocks({ side_by_side(blocks, float) }) end
      local caption = caption_of(float)
      if quarto.doc.crossref.cap_location(float) == 'top' then
        blocks:insert(1, caption)
      else
        blocks:insert(caption)
      end
      if float.type == 'Table' and not float.parent_id then blocks:insert(table_end()) end
      local made = pandoc.Div(blocks, pandoc.Attr(float.identifier))
      -- Quarto would put a caption of its own in place of that of a cell named as a figure
      return float.parent_id and pandoc.Div({ made }) or made
    end,
  },
  { Link = reference },
}

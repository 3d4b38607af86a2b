--[[
htmlpage.lua: brings the HTML that Quarto makes to the form of numerate's own pages
(`at: post-finalize`, when everything is numbered and written):

- the title is the one heading of level 1, and sections begin at level 2;
- the label of a caption can be styled.
]]

if not FORMAT:match('html') then return {} end

local FLOAT_CAPTION = '^<figcaption class="quarto%-float%-caption'

local function one_level_down(header)
  header.level = math.min(header.level + 1, 6)
  return header
end

--- "Table", nbsp, "1", "." → a label and its delimiter, as spans.
local function with_label(inlines)
  local at
  for i, inline in ipairs(inlines) do
    if inline.t == 'Space' then break end
    at = i
  end
  if not at or at < 4 then return inlines end
  local label = pandoc.Span({ inlines[1], inlines[2], inlines[3] }, pandoc.Attr('', { 'float-label' }))
  local delim = pandoc.Span({ inlines[4] }, pandoc.Attr('', { 'float-delim' }))
  local changed = pandoc.Inlines({ label, delim })
  for i = 5, #inlines do changed:insert(inlines[i]) end
  return changed
end

local function label_captions(blocks)
  for i = 2, #blocks do
    local before = blocks[i - 1]
    local is_caption = before.t == 'RawBlock' and before.text:match(FLOAT_CAPTION)
    if is_caption and blocks[i].content then blocks[i].content = with_label(blocks[i].content) end
  end
  return blocks
end

return {
  {
    Pandoc = function(doc)
      local filter = { Blocks = label_captions }
      if doc.meta.title then filter.Header = one_level_down end
      return doc:walk(filter)
    end,
  },
}

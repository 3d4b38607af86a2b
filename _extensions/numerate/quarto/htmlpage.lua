--[[
htmlpage.lua: brings the HTML that Quarto makes to the form of numerate's own pages
(`at: post-finalize`, when everything is numbered and written):

- the title is the one heading of level 1, and sections begin at level 2;
- the label of a caption can be styled;
- header cells of tables say what they head (WCAG, H63), and a table scrolls in a box of its own
  where the page is too narrow for it.
]]

if not FORMAT:match('html') then return {} end

local columns = dofile(quarto.utils.resolve_path('columns.lua'))
local FLOAT_CAPTION = '^<figcaption class="[^"]*quarto%-float%-caption quarto%-float%-'

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
  if not at or at < math.min(4, #inlines) then return inlines end
  local label = pandoc.Span({ inlines[1], inlines[2], inlines[3] }, pandoc.Attr('', { 'float-label' }))
  if #inlines == 3 then return pandoc.Inlines({ label }) end
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

-- ---------------------------------------------------------------- tables

local EMS_A_LETTER = 0.6

local function set_scopes(element)
  for _, row in ipairs(element.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attributes.scope = cell.col_span > 1 and 'colgroup' or 'col'
    end
  end
end

local function body_of(heads, head)
  return { attr = pandoc.Attr(), head = head or {}, body = {}, row_head_columns = heads }
end

--- The first column of a computed table names its rows; a group row heads a body of its own. Where a
--- row's first cell spans more than that column, the row stands in a body without such heads: pandoc
--- would cut the cell to one column.
local function grouped(bodies)
  local made = pandoc.List({})
  for _, body in ipairs(bodies) do
    local heads = math.max(body.row_head_columns, 1)
    local present = body_of(heads, body.head)
    present.attr = body.attr
    for _, row in ipairs(body.body) do
      local first = row.cells[1]
      if row.classes:includes('group') then
        for _, cell in ipairs(row.cells) do cell.attributes.scope = 'rowgroup' end
        made:insert(present)
        present = body_of(heads, { row })
      else
        local wanted = first and first.col_span > 1 and 0 or heads
        if wanted ~= present.row_head_columns then
          made:insert(present)
          present = body_of(wanted)
        end
        if wanted > 0 and first then first.attributes.scope = 'row' end
        present.body[#present.body + 1] = row
      end
    end
    made:insert(present)
  end
  return made:filter(function(body) return #body.head + #body.body > 0 end)
end

local function with_heads(element)
  set_scopes(element)
  if element.attributes['data-table'] then element.bodies = grouped(element.bodies) end
  local least = columns.least(element) * EMS_A_LETTER
  element.attributes.style = ('min-width: %.1fem'):format(least)
  return element
end

--- Quarto holds the content of a float in a Div that its caption describes.
local function scrolling(div)
  local caption = div.attributes['aria-describedby']
  if not caption then return nil end
  for i, block in ipairs(div.content) do
    if block.t == 'Table' then
      div.content[i] = pandoc.Div({ block }, pandoc.Attr('', { 'table-scroll' },
        { role = 'group', tabindex = '0', ['aria-labelledby'] = caption }))
    end
  end
  return div
end

return {
  {
    Pandoc = function(doc)
      local filter = { Blocks = label_captions, Table = with_heads, Div = scrolling }
      if doc.meta.title then filter.Header = one_level_down end
      return doc:walk(filter)
    end,
  },
}

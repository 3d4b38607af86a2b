--[[ captions.lua: captions that Markdown takes for a list, as "A) Risk of bias" or "2020. A year".

Where Quarto looks for the caption of a table or figure, marker and words are put together again.
]]

local ROMAN = { { 1000, 'M' }, { 900, 'CM' }, { 500, 'D' }, { 400, 'CD' }, { 100, 'C' }, { 90, 'XC' },
  { 50, 'L' }, { 40, 'XL' }, { 10, 'X' }, { 9, 'IX' }, { 5, 'V' }, { 4, 'IV' }, { 1, 'I' } }
local ENDS = { OneParen = '%s)', TwoParens = '(%s)' }

local function roman(number)
  local text = ''
  for _, sign in ipairs(ROMAN) do
    text = text .. sign[2]:rep(number // sign[1])
    number = number % sign[1]
  end
  return text
end

local function marker(list, after)
  if list.t == 'BulletList' then return '-' end
  local number = list.listAttributes.start + after
  local style, shown = list.listAttributes.style, tostring(number)
  if style:match('Alpha') then shown = string.char(64 + (number - 1) % 26 + 1) end
  if style:match('Roman') then shown = roman(number) end
  if style:match('^Lower') then shown = shown:lower() end
  return (ENDS[list.listAttributes.delimiter] or '%s.'):format(shown)
end

local function is_list(block)
  return block.t == 'OrderedList' or block.t == 'BulletList'
end

--- The paragraph that a list was meant as; nil where an item holds more than a paragraph.
local function paragraph(list)
  local inlines = pandoc.Inlines({})
  for i, item in ipairs(list.content) do
    if #item ~= 1 or (item[1].t ~= 'Plain' and item[1].t ~= 'Para') then return nil end
    if i > 1 then inlines:insert(pandoc.Space()) end
    inlines:extend({ pandoc.Str(marker(list, i - 1)), pandoc.Space() })
    inlines:extend(item[1].content)
  end
  return pandoc.Para(inlines)
end

local function has_caption(blocks)
  local found = false
  blocks:walk({ Table = function(element) found = found or #element.caption.long > 0 end })
  return found
end

--- Makes a list at the end of a float's content its caption; `bound` when a table comes before it.
return function(content, bound)
  local last = content[#content]
  if not last or not is_list(last) or (#content < 2 and not bound) or has_caption(content) then return end
  content[#content] = paragraph(last) or last
end

--[[ decimals.lua: decimal signs of a right-aligned column under each other.

What stands right of the sign (digits, and marks such as * or %) has to be as wide in each cell, so
shorter cells get spaces: one as wide as a digit, one as wide as a point (Unicode 2007 and 2008).
Widths are in twentieths of an em; those of marks are near enough in the types of print and screen.
]]

local FIGURE_SPACE, PUNCTUATION_SPACE = '\u{2007}', '\u{2008}'
local DIGIT, POINT = 10, 5
local BEFORE = { '<', '>', '=', '~', '(', '+', '-', '−', '–', '±', '≤', '≥', '≈', ' ', '\u{a0}', '\u{202f}', '\u{2009}' }
local AFTER = { ['%'] = 15, ['‰'] = 20, ['*'] = 10, ['†'] = 10, ['‡'] = 10, ['§'] = 10, [')'] = 5,
  [' '] = 5, ['\u{a0}'] = 5, ['\u{202f}'] = 5 }
local GROUPING = { '\u{202f}', '\u{2009}', '\u{a0}', ' ', "'", '’' }
local RAISED = 5 -- a letter or figure above the line

--- A text less what one of the signs says at its start, as often as they stand there.
local function without_start(text)
  local shorter = true
  while shorter do
    shorter = false
    for _, sign in ipairs(BEFORE) do
      if text:sub(1, #sign) == sign then text, shorter = text:sub(#sign + 1), true end
    end
  end
  return text
end

--- A text less the marks at its end, and their width.
local function without_end(text)
  local width, shorter = 0, true
  while shorter do
    shorter = false
    for mark, wide in pairs(AFTER) do
      if text:sub(-#mark) == mark then
        text, width, shorter = text:sub(1, -#mark - 1), width + wide, true
      end
    end
  end
  return text, width
end

--- The text of a cell less raised marks at its end, and their width.
local function lowered(cell)
  local block = cell.contents[1]
  if not block or not block.content then return '', 0 end
  local inlines, width = pandoc.Inlines(block.content), 0
  while #inlines > 0 and inlines[#inlines].t == 'Superscript' do
    width = width + RAISED * utf8.len(pandoc.utils.stringify(inlines:remove()))
  end
  return pandoc.utils.stringify(inlines), width
end

--- The digits of a cell that holds one number, and the width of its marks; nil for other cells.
local function number_in(cell)
  local text, raised = lowered(cell)
  local digits, marks = without_end(without_start(text))
  for _, sign in ipairs(GROUPING) do
    digits = digits:gsub('(%d)' .. sign .. '(%d%d%d)', '%1%2'):gsub('(%d)' .. sign .. '(%d%d%d)', '%1%2')
  end
  digits = digits:gsub('·', '.')
  if not digits:match('^[%d.,]*%d[%d.,]*$') then return nil end
  return digits, marks + raised
end

--- Whether the numbers of a column have a decimal comma: one stands where none parts thousands.
local function has_comma(numbers)
  local comma = false
  for _, one in ipairs(numbers) do
    if one.digits:find('.', 1, true) then return false end
    local after = one.digits:match(',(%d+)$')
    comma = comma or (after ~= nil and #after ~= 3)
  end
  return comma
end

--- The width right of where the decimal sign stands.
local function right_of(one, sign)
  local after = one.digits:match(sign .. '(%d*)$')
  return (after and POINT + DIGIT * #after or 0) + one.marks
end

local function spaces(width)
  local digits = width // DIGIT
  return FIGURE_SPACE:rep(digits) .. (width - digits * DIGIT >= POINT and PUNCTUATION_SPACE or '')
end

--- Lines up one column of some rows of cells.
return function(rows, column)
  local numbers, widest = {}, 0
  for _, cells in ipairs(rows) do
    local cell = cells[column]
    local digits, marks
    if cell then digits, marks = number_in(cell) end
    if digits then numbers[#numbers + 1] = { cell = cell, digits = digits, marks = marks } end
  end
  local sign = has_comma(numbers) and ',' or '%.'
  for _, one in ipairs(numbers) do
    one.right = right_of(one, sign)
    widest = math.max(widest, one.right)
  end
  for _, one in ipairs(numbers) do
    local missing = spaces(widest - one.right)
    if missing ~= '' then
      local inlines = one.cell.contents[1].content
      inlines:insert(pandoc.Str(missing))
      one.cell.contents = { pandoc.Plain(inlines) }
    end
  end
end

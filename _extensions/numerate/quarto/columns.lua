--[[ columns.lua: how much room the columns of a table need, from what its cells hold. ]]

local PADDING = 2.5 -- letters of room beside a cell
local SHORTEST = 3  -- letters

local columns = {}

--- The width of a text in letters; a capital is half as wide again.
local function letters_in(text)
  local capitals = select(2, text:gsub('%u', ''))
  return (utf8.len(text) or #text) + capitals / 2
end

--- Records the longest word and the longest text of each column; rows with cells over several
--- columns are left out, as they say little.
local function measure(rows, needs)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do
      if #row.cells ~= #needs then break end
      local text = pandoc.utils.stringify(cell.contents)
      local need = needs[column]
      need.whole = math.max(need.whole, letters_in(text))
      for word in text:gmatch('%S+') do need.least = math.max(need.least, letters_in(word)) end
    end
  end
end

--- What each column needs at least (its longest word) and as a whole (its longest cell), in letters.
local function needs_of(element)
  local needs = {}
  for i = 1, #element.colspecs do needs[i] = { least = SHORTEST, whole = SHORTEST } end
  measure(element.head.rows, needs)
  for _, body in ipairs(element.bodies) do measure(body.body, needs) end
  local least, whole = 0, 0
  for _, need in ipairs(needs) do
    least, whole = least + need.least, whole + need.whole
  end
  return needs, least, whole
end

--- Shares of a line with `room` letters. A narrow table keeps its natural width; in a wide one each
--- column gets its longest word, and the rest goes where the text is.
function columns.shares(element, room)
  local needs, least, whole = needs_of(element)
  local free = room - PADDING * #needs
  local spare = math.max(0, math.min(1, (free - least) / math.max(1, whole - least)))
  local scale = math.min(1, free / (least + spare * (whole - least)))
  local shares = {}
  for i, need in ipairs(needs) do
    shares[i] = ((need.least + spare * (need.whole - need.least)) * scale + PADDING) / room
  end
  return shares
end

--- The letters below which words of the table would have to be broken.
function columns.least(element)
  local needs, least = needs_of(element)
  return least + PADDING * #needs
end

return columns

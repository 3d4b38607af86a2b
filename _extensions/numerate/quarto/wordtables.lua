--[[ wordtables.lua: a table with a width for each column, and its cells in Word's style of tables. ]]

local columns = dofile(quarto.utils.resolve_path('columns.lua'))
local LETTERS_A_LINE = 92 -- of the type of tables across the page

local function has_widths(element)
  for _, spec in ipairs(element.colspecs) do
    if spec[2] then return true end
  end
  return false
end

return function(element)
  if not has_widths(element) then
    local shares, specs = columns.shares(element, LETTERS_A_LINE), {}
    for i, spec in ipairs(element.colspecs) do specs[i] = { spec[1], shares[i] } end
    element.colspecs = specs
  end
  return element:walk({
    Plain = function(plain)
      local style = pandoc.Attr('', {}, { ['custom-style'] = 'Table Text' })
      return pandoc.Div({ pandoc.Para(plain.content) }, style)
    end,
  })
end

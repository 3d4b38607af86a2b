--[[
finish.lua: when Quarto's filters are through (`at: post-finalize`), the computed tables take the
places that numerate.lua kept for them, in Word with the styles of its tables.
]]

local numerate = package.loaded.numerate
local dressed = FORMAT == 'docx' and dofile(quarto.utils.resolve_path('wordtables.lua'))

--- Tables of the text have been marked by word.lua; others are Quarto's way to lay things out, and
--- get no rules.
local function word_table(element)
  if element.attributes['data-table'] then return dressed(element) end
  if element.attributes['numerate-word'] then
    element.attributes['numerate-word'] = nil
  else
    element.attributes['custom-style'] = 'Normal Table'
  end
  return element
end

local function word_notes(div)
  if not div.classes:includes('table-notes') then return nil end
  return pandoc.Div(div.content, pandoc.Attr('', {}, { ['custom-style'] = 'Table Note' }))
end

return {
  {
    Pandoc = function(doc)
      doc = numerate.finish(doc)
      if not dressed then return doc end
      return doc:walk({ Table = word_table, Div = word_notes })
    end,
  },
}

--[[ comments.lua: comments leave a line together with the blank before them, where another follows. ]]

local BLANK = { Space = true, SoftBreak = true, LineBreak = true }

local function is_comment(inline)
  return inline.t == 'RawInline' and inline.format:match('^html') ~= nil
    and inline.text:match('^<!%-%-.*%-%->$') ~= nil
end

--- A line without comments; nil where it has none.
return function(inlines)
  if not inlines:find_if(is_comment) then return nil end
  local kept, after_comment = pandoc.Inlines({}), false
  for i = 1, #inlines + 1 do
    local inline = inlines[i]
    if inline and is_comment(inline) then
      after_comment = true
    else
      local blank = not inline or BLANK[inline.t]
      while after_comment and blank and #kept > 0 and kept[#kept].t == 'Space' do kept:remove() end
      if inline and not (after_comment and blank and #kept == 0) then kept:insert(inline) end
      after_comment = false
    end
  end
  return kept
end

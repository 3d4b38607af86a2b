--[[ changes.lua: what changed since a release, as paragraphs, lists and a table.

`bind` gives what it is made of: text and table_of.
]]

return function(bind, given)
  --- Strings and {em = …}, {strong = …} as inlines.
  local function inlines_of(items)
    local inlines = pandoc.Inlines({})
    for _, item in ipairs(items) do
      if type(item) == 'string' then
        inlines:extend(bind.text(item))
      elseif item.strong then
        inlines:insert(pandoc.Strong(inlines_of(item.strong)))
      else
        inlines:insert(pandoc.Emph(inlines_of(item.em)))
      end
    end
    return inlines
  end

  local function block_of(block)
    if block.para then return pandoc.Para(inlines_of(block.para)) end
    local points = {}
    for i, item in ipairs(block.list) do points[i] = { pandoc.Plain(inlines_of(item)) } end
    return pandoc.BulletList(points)
  end

  --- The blocks of an update; the trigger, in the author's words, comes after the first.
  return function(data, trigger)
    local blocks = pandoc.Blocks({})
    for i, block in ipairs(data.blocks) do
      blocks:insert(block_of(block))
      if i == 1 and trigger then
        blocks:insert(pandoc.Para(inlines_of({ { strong = { 'What triggered this version.' } }, ' ' .. trigger })))
      end
    end
    local made = given(data.table)
    if made then blocks:extend(bind.table_of(made)) end
    return blocks
  end
end

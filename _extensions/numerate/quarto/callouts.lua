--[[
callouts.lua: callouts in the form that numerate.css and reference.docx have a look for
(`at: post-quarto`). Numbered ones, which others may refer to, stay Quarto's.
]]

local function classed(blocks, class)
  return pandoc.Div(blocks, pandoc.Attr('', { class }))
end

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

--- The title as inlines: the author's, else the name of the kind; none in a simple box.
local function title_of(callout)
  local title = callout.title and quarto.utils.as_inlines(callout.title) or {}
  if #title > 0 or callout.appearance == 'minimal' then return title end
  local kind = callout.type
  return pandoc.Inlines(kind:sub(1, 1):upper() .. kind:sub(2))
end

local function for_html(callout, title, body)
  local blocks = pandoc.Blocks({})
  if #title > 0 then blocks:insert(classed({ pandoc.Plain(title) }, 'callout-title')) end
  blocks:insert(classed(body, 'callout-body'))
  local classes = { 'callout', 'callout-' .. callout.type }
  return pandoc.Div(blocks, pandoc.Attr('', classes, { role = 'note' }))
end

local function for_word(title, body)
  local blocks = pandoc.Blocks({})
  if #title > 0 then blocks:insert(styled({ pandoc.Para(title) }, 'Callout Title')) end
  blocks:insert(styled(body, 'Callout Text'))
  blocks:insert(pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'))
  return blocks
end

return {
  {
    Callout = function(callout)
      if callout.attr.identifier ~= '' then return nil end
      local title, body = title_of(callout), quarto.utils.as_blocks(callout.content)
      if FORMAT:match('html') then return for_html(callout, title, body) end
      if FORMAT == 'docx' then return for_word(title, body) end
    end,
  },
}

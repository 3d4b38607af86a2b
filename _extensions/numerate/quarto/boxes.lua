--[[
boxes.lua: callouts and tabs in the form that numerate.css, numerate.js, numerate.typ and
reference.docx have a look for (`at: post-quarto`). In Typst a numbered callout is a figure, as Typst
counts what it refers to.
]]

local NBSP = '\u{a0}'
local delimiter = pandoc.Inlines({ pandoc.Str(':') })
local tabsets = 0

local COUNTED = '#figure(kind: "numerate-callout-%s", supplement: "%s", numbering: "1", ['
local LOOK = '#{import "/_extensions/numerate/numerate.typ" as look; look.callout("%s", '

local function classed(blocks, class)
  return pandoc.Div(blocks, pandoc.Attr('', { class }))
end

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

local function name_of(callout)
  return callout.type:sub(1, 1):upper() .. callout.type:sub(2)
end

--- "Note 1", and the delimiter that stands in captions.
local function label_of(callout, has_title)
  local label = pandoc.Inlines({ pandoc.Str(name_of(callout) .. NBSP .. callout.order.order) })
  if has_title then
    label:extend(delimiter)
    label:insert(pandoc.Space())
  end
  return label
end

--- The title as inlines: the author's, else the name of the kind; none in a minimal box.
local function title_of(callout)
  local title = pandoc.Inlines(callout.title and quarto.utils.as_inlines(callout.title) or {})
  if callout.attr.identifier ~= '' then
    local label = label_of(callout, #title > 0)
    label:extend(title)
    return label
  end
  if #title > 0 or callout.appearance == 'minimal' then return title end
  return pandoc.Inlines(name_of(callout))
end

local function for_html(callout, title, body)
  local blocks = pandoc.Blocks({})
  if #title > 0 then blocks:insert(classed({ pandoc.Plain(title) }, 'callout-title')) end
  blocks:insert(classed(body, 'callout-body'))
  local classes = { 'callout', 'callout-' .. callout.type }
  return pandoc.Div(blocks, pandoc.Attr(callout.attr.identifier, classes, { role = 'note' }))
end

local function for_word(callout, title, body)
  local blocks = pandoc.Blocks({})
  if #title > 0 then blocks:insert(styled({ pandoc.Para(title) }, 'Callout Title')) end
  blocks:insert(styled(body, 'Callout Text'))
  blocks:insert(pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'))
  return pandoc.Div(blocks, pandoc.Attr(callout.attr.identifier))
end

local function for_typst(callout, title, body)
  local function raw(text) return pandoc.RawBlock('typst', text) end
  local start = LOOK:format(callout.type) .. (#title > 0 and '[' or 'none, [')
  local blocks = pandoc.Blocks({ raw(start) })
  if #title > 0 then blocks:extend({ pandoc.Plain(title), raw('], [') }) end
  blocks:extend(body)
  blocks:insert(raw('])}'))
  local id = callout.attr.identifier
  if id ~= '' then
    blocks:insert(1, raw(COUNTED:format(callout.type, name_of(callout))))
    blocks:insert(raw(']) <' .. id .. '>'))
  end
  return blocks
end

local function box_of(callout)
  local title, body = title_of(callout), quarto.utils.as_blocks(callout.content)
  if FORMAT:match('html') then return for_html(callout, title, body) end
  if FORMAT == 'docx' then return for_word(callout, title, body) end
  if FORMAT == 'typst' then return for_typst(callout, title, body) end
end

-- ---------------------------------------------------------------- tabs

--- Panels under their titles, which numerate.js makes tabs where it runs.
local function tabs_of(tabset)
  if not FORMAT:match('html') then return nil end
  tabsets = tabsets + 1
  local panels = pandoc.Blocks({})
  for i, tab in ipairs(tabset.tabs) do
    local id = ('tabset-%d-%d'):format(tabsets, i)
    local title = pandoc.Div({ pandoc.Plain(quarto.utils.as_inlines(tab.title)) },
      pandoc.Attr(id, { 'tab-title' }))
    local content = pandoc.Blocks({ title })
    content:extend(quarto.utils.as_blocks(tab.content))
    panels:insert(pandoc.Div(content, pandoc.Attr('', { 'tab-panel' }, { ['aria-labelledby'] = id })))
  end
  return pandoc.Div(panels, pandoc.Attr('', { 'panel-tabset' }))
end

return {
  {
    Meta = function(meta)
      local own = meta.crossref and meta.crossref['title-delim']
      if own then delimiter = pandoc.Inlines(own) end
    end,
  },
  { Callout = box_of, Tabset = tabs_of },
}

--[[
tags.lua: what only looks like a tag of HTML stays text.

Pandoc reads `a<b and c>d`, `<insert name>` and a search string with `<or>` as tags, which no page
shows and which PDF and Word leave out. A tag that HTML does not have, that carries words which are
no attributes, or that opens a phrase and is never closed, is printed as it was written.
]]

local tags = {}

local function set(words)
  local made = {}
  for word in words:gmatch('%S+') do made[word] = true end
  return made
end

local VOID = set('area base br col embed hr img input link meta source track wbr')
local LEFT_OPEN = set([[p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rt rp
  html head body center]])
local ELEMENTS = set([[a abbr acronym address article aside audio b bdi bdo big blockquote button
  canvas cite code data datalist del details dfn dialog dir div dl em fieldset figcaption figure font
  footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend main map
  mark math menu meter nav noscript object ol output param picture pre progress q ruby s samp script
  search section select slot small span strike strong style sub summary sup svg table template
  textarea time title tt u ul var video circle clippath defs ellipse g image line lineargradient
  marker mask path pattern polygon polyline radialgradient rect stop symbol text tspan use mfrac mi
  mn mo mover mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
  annotation semantics]])
local SWITCHES = set([[allowfullscreen async autofocus autoplay checked controls default defer
  disabled formnovalidate hidden inert ismap itemscope loop multiple muted nomodule novalidate nowrap
  open playsinline readonly required reversed selected noshade compact]])

--- Whether a browser would take it for a tag that somebody meant.
local function is_html(tag, paired)
  local name = tag.name:lower()
  local known = ELEMENTS[name] or VOID[name] or LEFT_OPEN[name]
  if not known and not (paired and name:find('-', 1, true)) then return false end
  local rest = tag.rest:gsub('[^%s=/"\'>]+%s*=%s*"[^"]*"', '\1')
    :gsub("[^%s=/\"'>]+%s*=%s*'[^']*'", '\1'):gsub('[^%s=/"\'>\1]+%s*=%s*[^%s"\'>]+', '\1')
  for word in rest:gmatch('[^%s/\1]+') do
    if not SWITCHES[word:lower()] then return false end
  end
  return paired or VOID[name] or LEFT_OPEN[name] or tag.rest:find('%S') ~= nil
end

--- The tag that a raw inline is; nil for comments, declarations and what is no HTML.
local function tag_of(element)
  if element.format ~= 'html' then return nil end
  local close, name, rest = element.text:match('^<(/?)(%a[^%s/>]*)([^>]*)>$')
  return name and { closes = close ~= '', name = name, rest = rest }
end

local function as_text(text)
  return pandoc.Inlines(text)
end

--- The document with everything printed that only looks like a tag.
function tags.written(doc)
  local found, opened = {}, {}
  doc:walk({ RawInline = function(element)
    local tag = tag_of(element)
    if not tag then return nil end
    found[#found + 1] = tag
    local name = tag.name:lower()
    opened[name] = opened[name] or {}
    if not tag.closes then
      table.insert(opened[name], tag)
    elseif #opened[name] > 0 then
      tag.paired, table.remove(opened[name]).paired = true, true
    end
    return nil
  end })
  if #found == 0 then return doc end
  local at = 0
  return doc:walk({ RawInline = function(element)
    local tag = tag_of(element)
    if not tag then return nil end
    at = at + 1
    if is_html(found[at], found[at].paired) then return nil end
    return as_text(element.text)
  end })
end

return tags

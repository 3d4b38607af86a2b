--[[
references.lua: the works that a document cites, read from its bibliographies and put right.

Pandoc reads the files (bibtex.lua has prepared .bib); here DOIs lose what is no part of them, and
tags and entities that exports leave in texts become what they mean. The works go into the metadata
`references`, from where citeproc takes them in Quarto and in plain pandoc alike.
]]

local TAGS = {
  i = 'em', em = 'em', italic = 'em', b = 'strong', strong = 'strong', bold = 'strong',
  sub = 'sub', sup = 'sup', inf = 'sub', scp = 'sc', sc = 'sc', u = false, p = false, title = false,
  span = false, tt = false, ['inline-formula'] = false, ['alternatives'] = false,
  ['jats:p'] = false, ['jats:title'] = false, ['jats:italic'] = 'em', ['jats:bold'] = 'strong',
  ['jats:sub'] = 'sub', ['jats:sup'] = 'sup', ['jats:sc'] = 'sc',
}
local STAND_IN = 'numerate-references-'
local NAMES = { 'author', 'editor', 'translator', 'container-author', 'collection-editor', 'recipient' }

local references = {}

-- ---------------------------------------------------------------- one work

--- A DOI without the address or the name before it, and without LaTeX's backslashes.
local function doi_of(text)
  local doi = text:gsub('\\url%s*(%b{})', function(block) return block:sub(2, -2) end)
  doi = doi:gsub('[{}]', ''):gsub('\\([_%%&#<>~^$])', '%1'):gsub('%s+', '')
  doi = doi:gsub('&lt;', '<'):gsub('&gt;', '>'):gsub('&amp;', '&')
  local start = doi:lower():match('^h?t?t?p?s?:?/*[%w.-]*doi%.[%w.-]+/+()10%.') or
    doi:lower():match('^doi[:%s.]*()10%.')
  -- an address and a name before it: https://doi.org/doi:10.…
  if not start then start = doi:match('^[^%d]*()10%.%d+/') end
  doi = start and doi:sub(start) or doi
  if doi:find('^10%.%d+%%2[Ff]') then doi = doi:gsub('%%2[Ff]', '/', 1) end
  return (doi:gsub('[.,;]+$', ''))
end

local function html_of(inlines)
  return pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), 'html',
    { wrap_text = 'none', html_math_method = 'mathml' })
end

--- What a command that pandoc does not know holds: nothing of a title is lost.
local function without_commands(inlines)
  return inlines:walk({
    RawInline = function(raw)
      if raw.format ~= 'latex' and raw.format ~= 'tex' then return nil end
      local held = raw.text:match('%b{}')
      return held and pandoc.Inlines(held:sub(2, -2)) or pandoc.Inlines({})
    end,
  })
end

--- Inlines in which tags and entities are what they mean; what only looks like a tag stays.
local function without_markup(inlines)
  inlines = inlines:walk({
    Span = function(span)
      if pandoc.utils.stringify(span):find('^[<>&]$') then return span.content end
      return nil
    end,
    Math = function(math)
      if math.text:find('^%s*[<>]%s*$') then return pandoc.Str((math.text:gsub('%s', ''))) end
      return nil
    end,
  })
  local html = html_of(inlines)
  local before = html
  for _ = 1, 2 do html = html:gsub('&amp;(#?%w+;)', '&%1') end
  for name, becomes in pairs(TAGS) do
    local literal = name:gsub('[-]', '%%-')
    local open, close = '&lt;' .. literal .. '(.-)&gt;', '&lt;/' .. literal .. '%s*&gt;'
    html = html:gsub(open .. '(.-)' .. close, function(attributes, content)
      if attributes ~= '' and not attributes:find('^%s+[%w:-]+=') then return nil end
      local tag = becomes
      if name == 'span' and attributes:find('small%-caps') then tag = 'sc' end
      if tag == 'sc' then return '<span class="smallcaps">' .. content .. '</span>' end
      return tag and '<' .. tag .. '>' .. content .. '</' .. tag .. '>' or content
    end)
  end
  html = html:gsub('&lt;br%s*/?&gt;', ' '):gsub('&lt;/?mml:[^&]*&gt;', '')
  if html == before then return inlines end
  local read = pandoc.read(html, 'html').blocks[1]
  return read and read.content or inlines
end

local function is_inlines(value)
  return pandoc.utils.type(value) == 'Inlines'
end

--- Takes off the braces that bibtex.lua put around titles, and leaves those of the author.
local function as_given(inlines)
  local made = pandoc.Inlines({})
  for _, inline in ipairs(inlines) do
    if inline.t == 'Span' and inline.classes:includes('nocase') then
      made:extend(inline.content:walk({
        Span = function(span)
          if span.identifier ~= '' or #span.classes > 0 or #span.attributes > 0 then return nil end
          span.classes = { 'nocase' }
          return span
        end,
      }))
    else
      made:insert(inline)
    end
  end
  return made
end

local function entities(text)
  if not text:find('&#?%w+;') then return text end
  return pandoc.utils.stringify(pandoc.read(text:gsub('<', '&lt;'), 'html'))
end

local ORDINALS = { first = 1, second = 2, third = 3, fourth = 4, fifth = 5, sixth = 6, seventh = 7,
  eighth = 8, ninth = 9, tenth = 10 }

--- The number of an edition that is written as a word or with its ending; else the text as given.
local function edition_of(text)
  local bare = text:lower():gsub('%s*ed%a*%.?$', '')
  local number = ORDINALS[bare] or bare:match('^(%d+)[snrt][tdh]$') or bare:match('^%d+$')
  return number and tostring(number) or text
end

local TITLES = { title = true, ['title-short'] = true, ['container-title'] = true,
  ['volume-title'] = true, ['collection-title'] = true, event = true, ['event-title'] = true,
  ['original-title'] = true }

--- One work put right, in place.
local function mend(work, marks)
  local elsewhere
  for name, value in pairs(work) do
    local lower = name:lower()
    if lower == 'doi' then
      local doi = doi_of(pandoc.utils.stringify(value))
      local address = doi:find('^https?://') ~= nil
      work[name] = not address and doi or nil
      -- an address that is no DOI's leads there all the same
      if address then elsewhere = doi end
    elseif lower == 'edition' then
      local number = edition_of(pandoc.utils.stringify(value))
      if number:find('^%d') then work[name] = number end
    elseif lower == 'version' then
      work[name] = pandoc.utils.stringify(value):gsub('^[vV]%.?%s*(%d)', '%1')
    elseif lower == 'url' then
      local url = pandoc.utils.stringify(value)
      if url:find('\\') then work[name] = url:gsub('\\([_%%&#~])', '%1') end
    elseif is_inlines(value) then
      if marks.given and TITLES[name] then value = as_given(value) end
      value = without_commands(value)
      local text = pandoc.utils.stringify(value)
      if text:find('[<&]') then value = without_markup(value) end
      work[name] = value
    end
  end
  for _, role in ipairs(NAMES) do
    for _, person in ipairs(work[role] or {}) do
      for part, value in pairs(person) do
        if type(value) == 'string' then person[part] = entities(value) end
      end
    end
  end
  if elsewhere and not work.url and not work.URL then work.URL = elsewhere end
  if marks.eid then
    work.number = marks.eid
    work.page = work.page or marks.eid
  end
  return work
end

-- ---------------------------------------------------------------- all works

local function listed(value)
  if value == nil then return {} end
  if pandoc.utils.type(value) ~= 'List' then return { pandoc.utils.stringify(value) } end
  local made = {}
  for i, one in ipairs(value) do made[i] = pandoc.utils.stringify(one) end
  return made
end

--- What a file holds; nil when it is not there.
local function text_of(path)
  if path:find('://') then return nil end
  local folders = { '' }
  for _, folder in ipairs(PANDOC_STATE.resource_path) do folders[#folders + 1] = folder .. '/' end
  for _, folder in ipairs(folders) do
    local file = io.open(folder .. path, 'rb')
    local text = file and file:read('a')
    if file then file:close() end
    if text then return text end
  end
  return nil
end

--- The keys that a document cites; nil when it wants every work.
local function cited(doc)
  local keys = {}
  local find = {
    Cite = function(cite)
      for _, citation in ipairs(cite.citations) do keys[citation.id] = true end
    end,
  }
  doc:walk(find)
  pandoc.Pandoc({}, doc.meta):walk(find)
  if keys['*'] then return nil end
  return keys
end

--- Names stand-ins for the .bib files, which hold what is cited; what else is to be done, by key.
local function prepared(doc, bibtex)
  local wanted = cited(doc)
  local names, marks, made = {}, {}, {}
  for i, path in ipairs(listed(doc.meta.bibliography)) do
    names[i] = path
    local text = path:lower():find('%.bib%w*$') and text_of(path)
    local corrected, found
    if text then corrected, found = bibtex.corrected(text, wanted) end
    if corrected then
      names[i] = STAND_IN .. i .. '.bib'
      pandoc.mediabag.insert(names[i], 'text/x-bibtex', corrected)
      made[#made + 1] = names[i]
      for key, mark in pairs(found) do marks[key] = marks[key] or mark end
    end
  end
  return names, marks, made
end

--- The document with the works that it cites in its metadata.
function references.collected(doc, bibtex)
  if not doc.meta.bibliography then return doc end
  local stated = doc.meta.bibliography
  local names, marks, made = prepared(doc, bibtex)
  doc.meta.bibliography = names
  local read, works = pcall(pandoc.utils.references, doc)
  for _, name in ipairs(made) do pandoc.mediabag.delete(name) end
  doc.meta.bibliography = stated
  -- citeproc reads the files itself then, and says what is wrong with them
  if not read then return doc end
  for _, work in ipairs(works) do mend(work, marks[work.id] or {}) end
  doc.meta.references = works
  doc.meta.bibliography = nil
  return doc
end

return references

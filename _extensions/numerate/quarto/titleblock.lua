--[[
titleblock.lua: the lines under a title, in the same words in each format (`at: post-quarto`).

Quarto's own title blocks differ from format to format: Word's has no affiliations. From Quarto's
`by-author` and `affiliations` this filter makes, for the templates of the three formats,

    numerate-authors       one line of names, with the numbers of their affiliations
    numerate-affiliations  a line for each
    numerate-notes         correspondence, ORCID iDs, who shares the work, funding, thanks, licence
    numerate-keywords      one line
]]

local PARTS = { 'department', 'name', 'address', 'city', 'region', 'country' }

-- our own words in the document's language
local named = {}

--- Reads ../words.json, which the embedded engine reads too.
local function read_words(lang)
  local file = io.open(quarto.utils.resolve_path('../words.json'), 'rb')
  if not file then return end
  local all = pandoc.json.decode(file:read('a'), false)
  file:close()
  local base = lang:lower():match('^%a+') or 'en'
  if base == 'no' or base == 'nn' then base = 'nb' end
  named = all[base] or all.en
end

-- numbers of affiliations by their id, as the authors name them; Quarto counts as they are listed
local numbers = {}

local function text_in(map, key)
  return map[key] and pandoc.utils.stringify(map[key]) or ''
end

local function words(text)
  return pandoc.Inlines(text)
end

--- The numbers of an author's affiliations, as "1,2".
local function marks_of(author)
  local marks = {}
  for i, place in ipairs(author.affiliations or {}) do marks[i] = numbers[text_in(place, 'id')] end
  table.sort(marks)
  return table.concat(marks, ',')
end

--- Whether marks tell anything: more than one affiliation, not all authors at the same.
local function marks_tell(authors, places)
  for _, author in ipairs(authors) do
    if #places > 1 and marks_of(author) ~= marks_of(authors[1]) then return true end
  end
  return false
end

local function author_line(authors, marked)
  local line = pandoc.Inlines({})
  for i, author in ipairs(authors) do
    if i > 1 then line:extend({ pandoc.Str(','), pandoc.Space() }) end
    local name = words(text_in(author.name, 'literal'))
    local marks = marked and marks_of(author) or ''
    if marks ~= '' then name:insert(pandoc.Superscript(marks)) end
    line:insert(pandoc.Span(name, pandoc.Attr('', { 'author' })))
  end
  return line
end

local function affiliation_line(place, marked)
  local parts = {}
  for _, part in ipairs(PARTS) do
    local text = text_in(place, part)
    if text ~= '' then parts[#parts + 1] = text end
  end
  local line = words(table.concat(parts, ', '))
  if marked then
    line:insert(1, pandoc.Space())
    line:insert(1, pandoc.Superscript(tostring(numbers[text_in(place, 'id')])))
  end
  return line
end

local function has(author, attribute)
  return author.attributes and text_in(author.attributes, attribute) == 'true'
end

local function correspondence(author)
  local email = text_in(author, 'email')
  local line = words(named.correspondence .. ': ' .. text_in(author.name, 'literal') .. ', ')
  line:insert(pandoc.Link(email, 'mailto:' .. email))
  return line
end

local function orcid_line(authors)
  local line = pandoc.Inlines({})
  for _, author in ipairs(authors) do
    local id = text_in(author, 'orcid'):match('[^/]*$')
    if id ~= '' then
      local lead = #line == 0 and 'ORCID: ' or '; '
      line:extend(words(lead .. text_in(author.name, 'literal') .. ', '))
      line:insert(pandoc.Link('https://orcid.org/' .. id, 'https://orcid.org/' .. id))
    end
  end
  return line
end

--- The names of the authors that have an attribute, after its word; nil for none.
local function among(authors, attribute, word)
  local names = {}
  for _, author in ipairs(authors) do
    if has(author, attribute) then names[#names + 1] = text_in(author.name, 'literal') end
  end
  return #names > 0 and words(word .. ': ' .. table.concat(names, ', ')) or nil
end

local function roles_line(authors)
  local told = {}
  for _, author in ipairs(authors) do
    local roles = { text_in(author.name, 'literal') }
    for _, role in ipairs(author.roles or {}) do
      roles[#roles + 1] = role.role and text_in(role, 'role') or pandoc.utils.stringify(role)
    end
    if #roles > 1 then told[#told + 1] = table.concat(roles, ', ') end
  end
  return #told > 0 and words(named.roles .. ': ' .. table.concat(told, '; ')) or nil
end

--- The text of a setting: itself, or the texts of its list; a map by its own text.
local function leaves(value)
  local kind = pandoc.utils.type(value)
  if kind == 'List' then
    local parts = {}
    for i, item in ipairs(value) do parts[i] = leaves(item) end
    return table.concat(parts, '; ')
  elseif kind == 'table' then
    local parts = {}
    for _, key in ipairs({ 'text', 'statement', 'year', 'holder', 'source', 'award-number' }) do
      if value[key] then parts[#parts + 1] = leaves(value[key]) end
    end
    return table.concat(parts, ', ')
  end
  return pandoc.utils.stringify(value)
end

local function statements(meta, notes)
  if meta.thanks then notes:insert(words(pandoc.utils.stringify(meta.thanks))) end
  for _, key in ipairs({ 'funding', 'acknowledgements', 'license', 'copyright' }) do
    local value = meta[key] or meta[(key:gsub('ledge', 'ledg'))]
    local text = value and leaves(value) or ''
    if text ~= '' then notes:insert(words(named[key] .. ': ' .. text)) end
  end
end

local function note_lines(authors, meta)
  local notes = pandoc.List({})
  for _, author in ipairs(authors) do
    if has(author, 'corresponding') and author.email then notes:insert(correspondence(author)) end
  end
  local orcids = orcid_line(authors)
  if #orcids > 0 then notes:insert(orcids) end
  notes:extend({ among(authors, 'equal-contributor', named.equal) })
  notes:extend({ among(authors, 'deceased', named.deceased) })
  notes:extend({ roles_line(authors) })
  statements(meta, notes)
  return notes
end

--- "Keywords: one, two", or nil.
local function keywords_line(meta)
  if pandoc.utils.type(meta.keywords) ~= 'List' then return nil end
  local keywords = {}
  for i, keyword in ipairs(meta.keywords) do keywords[i] = pandoc.utils.stringify(keyword) end
  local line = words(' ' .. table.concat(keywords, ', '))
  line:insert(1, pandoc.Emph('Keywords:'))
  return line
end

--- The affiliations in the order in which the authors name them, then those that nobody names.
local function numbered(authors, listed)
  local places, count = {}, 0
  local function add(place)
    local id = text_in(place, 'id')
    if numbers[id] then return end
    count = count + 1
    numbers[id], places[count] = count, place
  end
  for _, author in ipairs(authors) do
    for _, place in ipairs(author.affiliations or {}) do add(place) end
  end
  for _, place in ipairs(listed) do add(place) end
  return places
end

local function title_block(meta)
  read_words(text_in(meta, 'lang'))
  local authors = meta['by-author'] or {}
  local places = numbered(authors, meta.affiliations or {})
  local marked = marks_tell(authors, places)
  local affiliations = {}
  for _, place in ipairs(places) do
    if text_in(place, 'name') ~= '' then
      affiliations[#affiliations + 1] = affiliation_line(place, marked)
    end
  end
  if #authors > 0 then meta['numerate-authors'] = author_line(authors, marked) end
  meta['numerate-affiliations'] = pandoc.MetaList(affiliations)
  meta['numerate-notes'] = pandoc.MetaList(note_lines(authors, meta))
  meta['numerate-keywords'] = keywords_line(meta)
  return meta
end

return { { Meta = title_block } }

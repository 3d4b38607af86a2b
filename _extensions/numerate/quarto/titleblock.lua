--[[
titleblock.lua: the lines under a title, in the same words in each format (`at: post-quarto`).

Quarto's own title blocks differ from format to format: Word's has no affiliations. From Quarto's
`by-author` and `affiliations` this filter makes, for the templates of the three formats,

    numerate-authors       one line of names, with the numbers of their affiliations
    numerate-affiliations  a line for each
    numerate-notes         correspondence and ORCID iDs
    numerate-keywords      one line
]]

local PARTS = { 'department', 'name', 'address', 'city', 'region', 'country' }

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

local function is_corresponding(author)
  return author.attributes and text_in(author.attributes, 'corresponding') == 'true'
end

local function correspondence(author)
  local email = text_in(author, 'email')
  local line = words('Correspondence: ' .. text_in(author.name, 'literal') .. ', ')
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

local function note_lines(authors)
  local notes = {}
  for _, author in ipairs(authors) do
    if is_corresponding(author) and author.email then notes[#notes + 1] = correspondence(author) end
  end
  local orcids = orcid_line(authors)
  if #orcids > 0 then notes[#notes + 1] = orcids end
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
  meta['numerate-notes'] = pandoc.MetaList(note_lines(authors))
  meta['numerate-keywords'] = keywords_line(meta)
  return meta
end

return { { Meta = title_block } }

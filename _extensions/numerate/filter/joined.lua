--[[
joined.lua: works that an author joins within one pair of brackets.

In `[see @a and @b]` pandoc takes `@b` for a citation inside the words after `@a`, and citeproc then
prints the wrong work. Here each becomes a citation of its own in the same brackets, with a mark
where the author's words join them; after citeproc the mark takes the style's delimiter with it:
(see Amsel, 2016, and Birke, 2019). Cross references that stand so become references in a row.
]]

local joined = {}

local MARK = '\u{e0f1}'
local LINKS = {}
for word in ([[and or & und oder et ou y e o en og och ja but also see cf. compare with versus vs.
  contra than as well]]):gmatch('%S+') do LINKS[word] = true end

local KINDS = {}
for kind in ([[fig tbl sec eq lst thm lem cor prp cnj def exm exr sol rem alg nte tip wrn imp cau]])
  :gmatch('%S+') do KINDS[kind] = true end

local function is_crossref(citation)
  local kind = citation.id:match('^(%a+)%-')
  return kind ~= nil and KINDS[kind:lower()] == true
end

local function refers(cite)
  return is_crossref(cite.citations[1])
end

local function space_at(inlines, from, step)
  while inlines[from] and (inlines[from].t == 'Space' or inlines[from].t == 'SoftBreak') do
    from = from + step
  end
  return from
end

local function slice(inlines, from, to)
  local made = pandoc.Inlines({})
  for i = from, to do made:insert(inlines[i]) end
  return made
end

--- What joins two works, cut in two: what belongs to the one before, and the words that join.
local function cut(between)
  local last = space_at(between, #between, -1)
  local first = last + 1
  while first > 1 do
    local word = between[space_at(between, first - 1, -1)]
    if not word or word.t ~= 'Str' or not LINKS[word.text:lower():gsub('^,', '')] then break end
    first = space_at(between, first - 1, -1)
  end
  local words = slice(between, first, last)
  local before = slice(between, 1, space_at(between, first - 1, -1))
  if words[1] and words[1].t == 'Str' then words[1] = pandoc.Str((words[1].text:gsub('^,', ''))) end
  local tail = before[#before]
  if #words > 0 and tail and tail.t == 'Str' then
    local text = tail.text:gsub('[,;]$', '')
    if text == '' then before:remove(#before) else before[#before] = pandoc.Str(text) end
  end
  return before, words
end

--- The citations that one becomes; itself alone when no work stands within its words.
local function parts_of(citation)
  local suffix, made, from = citation.suffix, pandoc.List({}), 1
  local current = citation
  for i, inline in ipairs(suffix) do
    if inline.t == 'Cite' and not refers(inline) then
      local before, words = cut(slice(suffix, from, i - 1))
      current.suffix = before
      made:insert(current)
      local prefix = pandoc.Inlines({ pandoc.Str(#words > 0 and MARK .. ',' or MARK) })
      if #words > 0 then prefix:insert(pandoc.Space()) end
      prefix:extend(words)
      for n, inner in ipairs(inline.citations) do
        if n > 1 then made:insert(current) end
        current = inner
        if inner.mode == 'AuthorInText' then current.mode = 'NormalCitation' end
        if n == 1 then
          if #inner.prefix > 0 then
            prefix:insert(pandoc.Space())
            prefix:extend(inner.prefix)
          end
          current.prefix = prefix
        end
      end
      from = i + 1
    end
  end
  if from > 1 then
    current.suffix:extend(slice(suffix, from, #suffix))
    made:insert(current)
    return made
  end
  return pandoc.List({ citation })
end

local function has_nested(citation)
  for _, inline in ipairs(citation.suffix) do
    if inline.t == 'Cite' then return true end
  end
  return false
end

local function same_kind(cite, citation)
  return cite.citations[1].id:match('^%a+'):lower() == citation.id:match('^%a+'):lower()
end

--- Cross references that are joined in one pair of brackets, in a row; the word before the first
--- is the word before them all.
local function in_a_row(cite)
  local made = pandoc.Inlines({})
  local citation = cite.citations[1]
  local suffix, named = citation.suffix, #citation.prefix > 0
  local first = citation:clone()
  first.suffix = pandoc.Inlines({})
  made:insert(pandoc.Cite(cite.content, { first }))
  for _, inline in ipairs(suffix) do
    if inline.t == 'Cite' and refers(inline) and named and same_kind(inline, citation) then
      local numbers = inline.citations:map(function(one)
        if #one.prefix == 0 then one.mode = 'SuppressAuthor' end
        return one
      end)
      inline = pandoc.Cite(inline.content, numbers)
    end
    made:insert(inline)
  end
  return made
end

--- In `@a [p. 3 and @b]` pandoc gives the place within the one work to the other.
local function misplaced(cite)
  local citations = cite.citations
  local first, second = citations[1], citations[2]
  local start = second and first.mode == 'AuthorInText' and second.prefix[1]
  if not start or start.t ~= 'Str' then return nil end
  if not start.text:find('^pp?%.') and not start.text:find('^%d') and not start.text:find('^chap') then
    return nil
  end
  local before, words = cut(second.prefix)
  if #words == 0 then return nil end
  first.suffix:extend(before)
  second.prefix = pandoc.Inlines({ pandoc.Str(MARK .. ','), pandoc.Space() }) .. words
  citations[1], citations[2] = first, second
  return pandoc.Cite(cite.content, citations)
end

--- The document with every joined work as a citation of its own.
function joined.spread(doc)
  return doc:walk({
    Cite = function(cite)
      local nested = false
      for _, citation in ipairs(cite.citations) do nested = nested or has_nested(citation) end
      if not nested then return misplaced(cite) end
      if refers(cite) then return #cite.citations == 1 and in_a_row(cite) or nil end
      local made = pandoc.List({})
      for _, citation in ipairs(cite.citations) do made:extend(parts_of(citation)) end
      return pandoc.Cite(cite.content, made)
    end,
  })
end

--- Takes the style's delimiter off what stands before a mark.
local function without_delimiter(made)
  while made[#made] and made[#made].t == 'Space' do made:remove(#made) end
  local last = made[#made]
  if not last or last.t ~= 'Str' then return end
  local text = last.text:gsub('[;,]$', '')
  if text == '' then made:remove(#made) else made[#made] = pandoc.Str(text) end
end

local function unmarked(inlines)
  local made, changed = pandoc.Inlines({}), false
  for _, inline in ipairs(inlines) do
    local before, rest = nil, nil
    if inline.t == 'Str' then before, rest = inline.text:match('^(.-)' .. MARK .. '(.*)$') end
    if rest then
      changed = true
      if before ~= '' then made:insert(pandoc.Str(before)) end
      without_delimiter(made)
      if rest:sub(1, 1) == ',' then
        made:insert(pandoc.Str(','))
        rest = rest:sub(2)
      end
      made:insert(pandoc.Space())
      if rest ~= '' then made:insert(pandoc.Str(rest)) end
    elseif not (changed and inline.t == 'Space' and made[#made] and made[#made].t == 'Space') then
      made:insert(inline)
    end
  end
  return changed and made or nil
end

--- What citeproc made of joined works, with the author's words in the delimiters' place.
function joined.written(element)
  return element:walk({ Inlines = unmarked })
end

--- Whether a citation is marked as joined.
function joined.is(cite)
  for _, citation in ipairs(cite.citations) do
    if citation.prefix[1] and citation.prefix[1].t == 'Str'
      and citation.prefix[1].text:find(MARK, 1, true) then
      return true
    end
  end
  return false
end

--- A citation without its marks, for styles whose own delimiter can stay.
function joined.plain(cite)
  cite.citations = cite.citations:map(function(citation)
    local first = citation.prefix[1]
    if first and first.t == 'Str' and first.text:find(MARK, 1, true) then
      citation.prefix[1] = pandoc.Str((first.text:gsub(MARK .. ',?', '')))
    end
    return citation
  end)
  return cite
end

return joined

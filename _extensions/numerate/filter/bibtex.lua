--[[
bibtex.lua: BibTeX as people and databases write it, put right before pandoc reads it.

Pandoc reads a .bib as LaTeX in title case: it lower-cases titles in English ("norway"), takes a
bare % for a comment, cuts publishers at "and", sorts "van der Berg" under Berg, and has no field
for article numbers. What an author meant is plain in these cases, so the text is changed here;
what is not plain stays as it is, and `numerate check` names it. Only the entries that are cited
are given on, so that a large library costs no time. A file that cannot be read as entries is left
to pandoc, which says where it is broken.
]]

local bibtex = {}

local function set(words)
  local made = {}
  for word in words:gmatch('%S+') do made[word] = true end
  return made
end

local NAMES = set('author editor editora editorb editorc translator bookauthor holder')
local LISTS = set('publisher institution organization school location address origpublisher')
local TITLES = set('title subtitle titleaddon maintitle mainsubtitle maintitleaddon booktitle '
  .. 'booksubtitle booktitleaddon issuetitle issuesubtitle eventtitle origtitle shorttitle')
local VERBATIM = set('doi url file eprint urlraw')
local PARENTS = { 'crossref', 'xdata', 'xref' }
local ARTICLE_NUMBERS = { 'eid', 'articleno', 'article-number', 'articlenumber' }

-- No person's name without a comma holds one of these words.
local ORGANISATIONS = set('organization organisation organizations organisations council ministry '
  .. 'department institute institutes university association society commission committee agency '
  .. 'foundation consortium collaboration collaborators investigators federation academy '
  .. 'administration authority nations centre center centers centres secretariat directorate '
  .. 'government parliament college hospital clinic laboratory corporation company initiative '
  .. 'programme ministerium universität universitetet université instituttet group team network '
  .. 'panel office bureau unit division trust union international statistics health services '
  .. 'inc inc. ltd ltd. llc gmbh of for the on')
-- After "and" these end the name of an organisation: Centers for Disease Control and Prevention.
local ENDS = set('prevention welfare quality care excellence dietetics nutrition human-services '
  .. 'health-services social-affairs care-excellence drug-administration evaluation technology '
  .. 'development training rehabilitation innovation inclusion family-affairs culture research '
  .. 'care-research mental-health mental-health-services population-health')

-- ---------------------------------------------------------------- reading

local function trimmed(text)
  return text:match('^%s*(.-)%s*$')
end

--- The value that begins at `at` and the place after it: its pieces, {braced = …} or {bare = …}.
local function value_at(text, at)
  local pieces = {}
  while true do
    at = text:match('^%s*()', at)
    local first = text:sub(at, at)
    if first == '{' then
      local block = text:match('^%b{}', at)
      if not block then return nil end
      pieces[#pieces + 1] = { braced = block:sub(2, -2) }
      at = at + #block
    elseif first == '"' then
      local stop, depth = at + 1, 0
      while true do
        stop = text:find('["{}\\]', stop)
        if not stop then return nil end
        local char = text:sub(stop, stop)
        if char == '"' and depth == 0 then break end
        if char == '{' then depth = depth + 1 elseif char == '}' then depth = depth - 1 end
        stop = stop + (char == '\\' and text:find('^[{}]', stop + 1) == nil and 2 or 1)
      end
      pieces[#pieces + 1] = { braced = text:sub(at + 1, stop - 1) }
      at = stop + 1
    else
      local bare = text:match('^[^%s,#{}"=]+', at)
      if not bare then return nil end
      pieces[#pieces + 1] = { bare = bare }
      at = at + #bare
    end
    local join = text:match('^%s*#()', at)
    if not join then return pieces, at end
    at = join
  end
end

--- The fields of an entry from `at` on, in their order; nil when they cannot be read.
local function fields_at(text, at)
  local fields = {}
  while true do
    at = text:match('^[%s,]*()', at)
    while text:sub(at, at) == '%' do at = text:match('^[^\n]*[%s,]*()', at) end
    if at > #text then return fields end
    local name, after = text:match('^([^%s=,{}"#%%]+)%s*=()', at)
    if not name then return nil end
    local pieces, stop = value_at(text, after)
    if not pieces then return nil end
    fields[#fields + 1] = { name = name:lower(), pieces = pieces }
    at = stop
  end
end

--- The entries of a file by key, in their order, and its abbreviations; nil for a broken file.
local function entries_of(text)
  local entries, strings, at = {}, {}, 1
  while true do
    local start, kind, open = text:match('()@%s*(%a[%w_-]*)%s*()[{(]', at)
    if not start then return entries, strings end
    local block = text:match('^%b{}', open)
    local lower = kind:lower()
    if lower == 'comment' then
      at = block and open + #block or open + 1
    elseif not block then
      return nil
    else
      local inner = block:sub(2, -2)
      if lower == 'string' or lower == 'preamble' then
        if lower == 'string' then strings[#strings + 1] = inner end
      else
        local key, after = inner:match('^%s*([^,%s]+)%s*,()')
        if not key then return nil end
        entries[#entries + 1] = { kind = lower, key = key, text = inner, at = after }
      end
      at = open + #block
    end
  end
end

-- ---------------------------------------------------------------- values

--- Whether one pair of braces holds the whole of a text.
local function is_braced(text)
  local block = text:match('^%s*(%b{})%s*$')
  return block ~= nil
end

--- A text cut at a word between blanks, where no brace is open.
local function split(text, separator)
  local parts, from, depth, at = {}, 1, 0, 1
  while at <= #text do
    local char = text:sub(at, at)
    if char == '\\' then
      at = at + 2
    elseif char == '{' or char == '}' then
      depth = depth + (char == '{' and 1 or -1)
      at = at + 1
    else
      local stop = depth == 0 and text:match(separator, at)
      if stop then
        parts[#parts + 1] = trimmed(text:sub(from, at - 1))
        from, at = stop, stop
      else
        at = at + 1
      end
    end
  end
  parts[#parts + 1] = trimmed(text:sub(from))
  return parts
end

--- A bare % is a per cent, a bare # no parameter of a macro, a dollar before a price is a dollar, and accents stand on a plain i.
local function plain(text)
  if text:find('%%') then
    text = (' ' .. text):gsub('([^\\])(%%+)', function(before, signs)
      return before .. ('\\%'):rep(#signs)
    end):sub(2)
  end
  if text:find('#', 1, true) then text = (' ' .. text):gsub('([^\\])#', '%1\\#'):sub(2) end
  if text:find('$', 1, true) then
    text = (' ' .. text):gsub('([^\\])%$(%d[%d,.]*%s[^$]*%a%a[^$]*)%$(%d)', '%1\\$%2\\$%3'):sub(2)
  end
  if text:find('\\i', 1, true) then
    text = text:gsub('(\\["\'`^=~.])%s*{%s*\\([ij])%s*}', '%1{%2}')
      :gsub('(\\["\'`^=~.])%s*\\([ij])%f[%A]%s*', '%1{%2}')
  end
  return text
end

local function words_of(name)
  local words = {}
  for word in name:gmatch('[^%s,]+') do words[#words + 1] = word end
  return words
end

--- Whether a name without comma and braces is an organisation's.
local function is_organisation(name)
  if name:find('[,{}]') then return false end
  if name:find('%s\\?&%s') then return true end
  local words = words_of(name)
  for _, word in ipairs(words) do
    if #words > 1 and ORGANISATIONS[word:lower()] then return true end
  end
  return name == 'World Bank'
end

local INITIALS = '^%u[%u.%s~-]*$'
local SUFFIXES = set('jr jr. sr sr. ii iii iv')

--- A person's name with Jr. or III where BibTeX looks for it: Smith, Jr., John.
local function with_suffix(name)
  local parts = split(name, '^,()')
  if #parts == 3 and SUFFIXES[parts[3]:lower()] and not SUFFIXES[parts[2]:lower()] then
    return parts[1] .. ', ' .. parts[3] .. ', ' .. parts[2]
  end
  local before, suffix = parts[1]:match('^(.*%S)%s+(%S+)$')
  if not before or not SUFFIXES[suffix:lower()] then return name end
  if #parts == 2 then return before .. ', ' .. suffix .. ', ' .. parts[2] end
  local given, family = before:match('^(.*%S)%s+(%S+)$')
  if #parts > 2 or not given then return name end
  return family .. ', ' .. suffix .. ', ' .. given
end

--- "Smith JA" as Smith, J. A.; nil for what is not written so.
local function with_initials(name)
  local family, initials = name:match('^(%u[^,]*%l%S*)%s+(%u%u?%u?)$')
  if not family then return nil end
  return family .. ', ' .. initials:gsub('%u', '%0.'):gsub('%.(%u)', '. %1')
end

--- Whether each part is a person with initials first: J. Smith, K. Jones.
local function all_in_order(parts)
  for _, part in ipairs(parts) do
    if not part:find('^%u%.[%u.%s-]*%s%u%S*%l') then return false end
  end
  return true
end

--- One string of several persons: "Smith, J., Jones, K.", "Smith J, Jones KB" and "J. Smith, K. Jones".
local function persons(name)
  local parts = split(name, '^,()')
  if #parts < 2 then return { name } end
  if all_in_order(parts) then return parts end
  local made, all = {}, #parts > 3 and #parts % 2 == 0
  for i = 1, all and #parts or 0, 2 do
    if not parts[i + 1]:find(INITIALS) or #parts[i + 1] > 8 or parts[i]:find(INITIALS) then all = false end
    made[#made + 1] = parts[i] .. ', ' .. parts[i + 1]
  end
  if all then return made end
  made = {}
  for i, part in ipairs(parts) do
    made[i] = with_initials(part)
    if not made[i] then return { name } end
  end
  return made
end

--- Whether names are written as journals of medicine do: Smith J and Jones KB.
local function without_commas(listed)
  local single = false
  for _, name in ipairs(listed) do
    if name ~= 'others' and not with_initials(name) then return false end
    single = single or name:find('%s%u$') ~= nil
  end
  return single
end

--- Entities as the letters that they stand for.
local function decoded(text)
  return (text:gsub('\\?&#?%w+;', function(entity)
    local letters = pandoc.utils.stringify(pandoc.read(entity:gsub('^\\', ''), 'html'))
    return letters == '&' and '\\&' or letters
  end))
end

--- Names as BibTeX wants them: persons joined by "and", organisations in braces.
local function names(text)
  if is_braced(text) then return text end
  if text:find('&#?%w+;') then text = decoded(text) end
  local listed, medical = {}, false
  for _, name in ipairs(split(text, '^%s[Aa][Nn][Dd]%s()')) do
    name = name:gsub('[,;%s]+$', '')
    local several = split(name, '^;%s*()')
    local with_commas = name:find(',')
    if #several == 1 and with_commas then several = split(name, '^,?%s\\?&%s()') end
    for _, one in ipairs(several) do
      local before, rest = one:match('^(.-),?%s+et%s+al%.?$')
      local found = persons(before or one)
      medical = medical or #found > 1
      for _, person in ipairs(found) do
        if person ~= '' then listed[#listed + 1] = with_suffix(person) end
      end
      if rest == nil and before then listed[#listed + 1] = 'others' end
    end
  end
  medical = medical or without_commas(listed)
  local made = {}
  for _, name in ipairs(listed) do
    if medical then name = with_initials(name) or name end
    local last = made[#made]
    local ending = name:lower():gsub('%s+', '-')
    if last and last.organisation and ENDS[ending] then
      last.text = last.text .. ' and ' .. name
    elseif last and last.text == 'Food' and ENDS[ending] then
      last.text, last.organisation = 'Food and ' .. name, true
    else
      made[#made + 1] = { text = name, organisation = is_organisation(name) }
    end
  end
  for i, name in ipairs(made) do
    made[i] = name.organisation and '{' .. name.text .. '}' or name.text
  end
  return table.concat(made, ' and ')
end

--- Whether most words of a title begin with a capital though braces mark those that must: the
--- author follows BibTeX's convention, and the other capitals are the style's to take away.
local function follows_convention(title)
  local bare, marked = title:gsub('%b{}', ' ')
  if marked == 0 then return false end
  local capitals, small = 0, 0
  for word in bare:gmatch('%f[%w\128-\255][%w\128-\255]+') do
    if #word > 3 then
      if word:find('^%u%l') then capitals = capitals + 1 else small = small + 1 end
    end
  end
  return capitals > 2 and capitals > 2 * small
end

-- ---------------------------------------------------------------- entries

--- The value of a field as one text; nil when it holds an abbreviation that is not known.
local function one_text(field, strings)
  local made = {}
  for i, piece in ipairs(field.pieces) do
    local text = piece.braced or strings[piece.bare:lower()]
      or (piece.bare:find('^%d+$') and piece.bare)
    if not text then return nil end
    made[i] = text
  end
  return table.concat(made)
end

local function mended(name, text, marks)
  if VERBATIM[name] then return text end
  text = plain(text)
  if NAMES[name] then
    text = names(text)
  elseif LISTS[name] and text:find('%sand%s') and not is_braced(text) then
    text = '{' .. text .. '}'
  elseif TITLES[name] and not is_braced(text) and not follows_convention(text) then
    marks.given = true
    text = '{' .. text .. '}'
  end
  return text
end

--- An entry with its fields put right; `marks` tells what pandoc has no place for.
local function rewritten(entry, strings, marks)
  local has, lines = {}, {}
  for _, field in ipairs(entry.fields) do
    local text = one_text(field, strings)
    if text and trimmed(text) ~= '' then has[field.name] = text end
  end
  for _, name in ipairs(ARTICLE_NUMBERS) do marks.eid = marks.eid or has[name] end
  local journal = entry.kind == 'article' or entry.kind == 'periodical'
  for _, field in ipairs(entry.fields) do
    local text, name = one_text(field, strings), field.name
    if name == 'issue' and journal and not has.number and (has.issue or ''):find('^%d') then
      name = 'number'
    end
    if not text then
      lines[#lines + 1] = name .. ' = ' .. field.pieces[1].bare
    elseif name ~= 'options' and has[field.name] then
      lines[#lines + 1] = name .. ' = {' .. mended(name, text, marks) .. '}'
    end
  end
  local options = has.options or ''
  if not options:find('useprefix') then
    options = 'useprefix=true' .. (options ~= '' and ',' .. options or '')
  end
  lines[#lines + 1] = 'options = {' .. options .. '}'
  return '@' .. entry.kind .. '{' .. entry.key .. ',\n' .. table.concat(lines, ',\n') .. '\n}\n'
end

--- The entries that are wanted, with those that they inherit from.
local function wanted_of(entries, wanted)
  if not wanted then return entries end
  local needed, waiting, by_key = {}, {}, {}
  for _, entry in ipairs(entries) do
    by_key[entry.key] = by_key[entry.key] or {}
    table.insert(by_key[entry.key], entry)
    by_key[entry.key:lower()] = by_key[entry.key:lower()] or by_key[entry.key]
  end
  for key in pairs(wanted) do waiting[#waiting + 1] = key end
  while #waiting > 0 do
    local key = table.remove(waiting)
    for _, entry in ipairs(by_key[key] or by_key[key:lower()] or {}) do
      if not needed[entry] then
        needed[entry] = true
        for _, name in ipairs(PARENTS) do
          local stated = entry.text:lower():match('%f[%a]' .. name .. '%s*=%s*["{]%s*()')
          local keys = stated and entry.text:match('^[^}"]*', stated) or ''
          for parent in keys:gmatch('[^%s,]+') do waiting[#waiting + 1] = parent end
        end
      end
    end
  end
  local kept = {}
  for _, entry in ipairs(entries) do
    if needed[entry] then kept[#kept + 1] = entry end
  end
  return kept
end

--- A .bib with the wanted entries put right, and what is to be done when they are read: by key,
--- `given` where titles were protected, `eid` for an article number. Nil for a broken file.
---@param text string what the file holds
---@param wanted table|nil the keys that are cited; nil for all
function bibtex.corrected(text, wanted)
  text = text:gsub('^\239\187\191', ''):gsub('\r\n?', '\n')
  local entries, stated = entries_of(text)
  if not entries then return nil end
  local strings, made, marks = {}, {}, {}
  for _, inner in ipairs(stated) do
    local fields = fields_at(inner, 1)
    for _, field in ipairs(fields or {}) do strings[field.name] = one_text(field, strings) end
  end
  for _, entry in ipairs(wanted_of(entries, wanted)) do
    entry.fields = fields_at(entry.text, entry.at)
    if not entry.fields then return nil end
    local known = true
    for _, field in ipairs(entry.fields) do
      -- an abbreviation among other pieces, and not of this file: pandoc knows the months
      if #field.pieces > 1 and not one_text(field, strings) then known = false end
    end
    marks[entry.key] = marks[entry.key] or {}
    made[#made + 1] = known and rewritten(entry, strings, marks[entry.key])
      or '@' .. entry.kind .. '{' .. entry.text .. '}\n'
  end
  return table.concat(made), marks
end

return bibtex

--[[ faults.lua: collects the faults of a document and tells them all, with file and line.

A fault names what it is about by `where`, so that its lines can be found in the source:
    { name = 'num', value = 'flow.x' }                  an attribute
    { name = 'num', value = 'flow.x', beside = 'word' } … with as=word in the same braces
    { path = '/_generated/figures/x.svg' }              the target of an image
]]

local NEAR = 3 -- suggestions, and letters that may differ in a short key

return function(generated)
  local faults = {}
  local found = {}

  --- Records a fault, once.
  function faults.record(code, where, what, expected, todo)
    local id = table.concat({ code, where.value or where.path, where.beside or '' }, '\0')
    if found[id] then return end
    found[id] = true
    found[#found + 1] =
      { code = code, where = where, found = what, expected = expected, todo = todo }
  end

  --- How many letters must change to make one word of the other.
  local function distance(a, b)
    local before = {}
    for j = 0, #b do before[j] = j end
    for i = 1, #a do
      local now = { [0] = i }
      for j = 1, #b do
        local same = a:byte(i) == b:byte(j) and 0 or 1
        now[j] = math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + same)
      end
      before = now
    end
    return before[#b]
  end

  --- The keys nearest to one that is not there, as words for a message; nil when none is near.
  local function nearest(key, keys)
    local ranked = {}
    for i, other in ipairs(keys) do ranked[i] = { distance(key, other), other } end
    table.sort(ranked, function(a, b)
      if a[1] ~= b[1] then return a[1] < b[1] end
      return a[2] < b[2]
    end)
    local near = {}
    for i = 1, math.min(NEAR, #ranked) do
      if ranked[i][1] <= math.max(NEAR, #key // 2) then near[#near + 1] = ranked[i][2] end
    end
    return #near > 0 and table.concat(near, ', ') or nil
  end

  --- Records a key that is not there. `keys` are those that are.
  function faults.unknown(kind, where, key, keys)
    local near = nearest(key, keys)
    local expected = near and ('a key that is there, such as ' .. near)
      or #keys == 0 and ('a ' .. kind .. ' in _generated/, where there is none')
      or ('one of the ' .. #keys .. ' keys in _generated/')
    faults.record('unknown-' .. kind:gsub(' ', '-'), where,
      'no ' .. kind .. " has the key '" .. key .. "'", expected,
      'correct the key, or let analysis/ compute it and run numerate build')
  end

  --- The attributes written in one pair of braces.
  local function attributes_in(braces)
    local attributes = {}
    for name, value in braces:gmatch('([%w_%-]+)="([^"]*)"') do attributes[name] = value end
    for name, value in braces:gmatch("([%w_%-]+)='([^']*)'") do attributes[name] = value end
    for name, value in braces:gmatch('([%w_%-]+)=([^"\'%s}]+)') do attributes[name] = value end
    return attributes
  end

  --- The document's source files in reading order: itself and what it includes.
  local function sources(path, files)
    files = files or {}
    local text = not files[path] and generated.text(path)
    if not text then return files end
    files[path] = true
    files[#files + 1] = { name = pandoc.path.make_relative(path, generated.root), text = text }
    local folder = pandoc.path.directory(path)
    for included in text:gmatch('{{<%s*include%s+(%S+)%s*>}}') do
      local base = included:sub(1, 1) == '/' and generated.root or folder
      sources(pandoc.path.normalize(base .. '/' .. included), files)
    end
    return files
  end

  --- Calls `place(line)` for every line of a text where `where` is written.
  local function each_line(text, where, place)
    local line, at = 1, 1
    local pattern = where.path and '()%((%S+)' or '()(%b{})'
    for position, part in text:gmatch(pattern) do
      local here
      if where.path then
        here = part:sub(1, #where.path) == where.path
      else
        local attributes = attributes_in(part)
        here = attributes[where.name] == where.value
          and (not where.beside or attributes.as == where.beside)
      end
      if here then
        line = line + select(2, text:sub(at, position - 1):gsub('\n', ''))
        at = position
        place(line)
      end
    end
  end

  --- Every place of every fault, in reading order; the document itself where none is found.
  local function placed(files, document)
    local told = {}
    for _, one in ipairs(found) do
      local before = #told
      for order, file in ipairs(files) do
        each_line(file.text, one.where, function(line)
          told[#told + 1] = { order, line, file.name .. ':' .. line, one }
        end)
      end
      if #told == before then told[#told + 1] = { 0, 0, document, one } end
    end
    table.sort(told, function(a, b)
      for i = 1, 3 do
        if a[i] ~= b[i] then return a[i] < b[i] end
      end
      return a[4].code .. a[4].found < b[4].code .. b[4].found
    end)
    return told
  end

  --- Ends the run with exit code 1 when there are faults, after telling them all.
  function faults.stop_on_any(document)
    if #found == 0 then return end
    local lines = {}
    for _, place in ipairs(placed(sources(document), pandoc.path.make_relative(document, generated.root))) do
      local one = place[4]
      lines[#lines + 1] = place[3] .. ': ' .. one.code .. ': ' .. one.found
        .. '\n    expected: ' .. one.expected .. '\n    to do:    ' .. one.todo
    end
    lines[#lines + 1] = #lines .. (#lines == 1 and ' issue' or ' issues')
    io.stderr:write(table.concat(lines, '\n'), '\n')
    os.exit(1)
  end

  return faults
end

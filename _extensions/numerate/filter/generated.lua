--[[ generated.lua: what `numerate build` has written to _generated/. ]]

local generated = { root = '.' }
local loaded = {}

--- The text of a file, or nil.
function generated.text(path)
  local file = io.open(path, 'rb')
  if not file then return nil end
  local text = file:read('a')
  file:close()
  return text
end

--- The content of _generated/<name>, read once; nil when there is no such file.
function generated.json(name)
  if loaded[name] == nil then
    local text = generated.text(generated.root .. '/_generated/' .. name)
    loaded[name] = text and pandoc.json.decode(text, false) or false
  end
  return loaded[name] or nil
end

--- One part of numbers.json: `numbers`, `lists`, `claims` or `citations`.
function generated.results(part)
  return (generated.json('numbers.json') or {})[part] or {}
end

--- A JSON value, or nil for JSON's null.
function generated.given(value)
  if value == pandoc.json.null then return nil end
  return value
end

--- The keys of a map, sorted; none for nil.
function generated.keys(map)
  local keys = {}
  for key in pairs(map or {}) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

--- The keys of the JSON files in _generated/<folder>.
function generated.files(folder)
  local keys = {}
  local there, files = pcall(pandoc.system.list_directory, generated.root .. '/_generated/' .. folder)
  for _, file in ipairs(there and files or {}) do
    local key = file:match('^(.*)%.json$')
    if key then keys[#keys + 1] = key end
  end
  return keys
end

return generated

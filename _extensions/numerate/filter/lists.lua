--[[ lists.lua: enumerations and the words that follow a number.

    [12,958, 5,823 and 6,742]{list=flow.records.by_round}
    [November 30, 2022 and May 29, 2024]{list=search.dates.later as=long each=on}
    [the United States (12), Italy (7) and nine others]{list=quant.countries as=counts max=2}
    [statements are]{plural=recheck.n one="statement is" other="statements are"}

Joined by the rules of src/numerate/review/results/enumeration.py, which tests hold to these.
]]

local WORDS = { 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine' }

return function(bind, generated, faults)
  local given = generated.given
  local lists = {}

  --- Thousands are set apart by commas.
  local function grouped(number)
    local text = tostring(number)
    repeat
      local count
      text, count = text:gsub('^(%d+)(%d%d%d)', '%1,%2')
    until count == 0
    return text
  end

  --- The parts of a list: each member with what stands before it.
  local function parts_of(items, said, serial)
    local each = said.each and said.each ~= '' and said.each .. ' ' or ''
    local most = tonumber(said.max or '0') or 0
    local left = most > 0 and most < #items and #items - most or 0
    local texts = {}
    for i = 1, #items - left do texts[i] = each .. items[i] end
    if left > 0 then
      local rest = said.rest and said.rest ~= '' and said.rest or (left == 1 and 'other' or 'others')
      texts[#texts + 1] = (WORDS[left] or grouped(left)) .. ' ' .. rest
    end
    local parted = false
    for _, text in ipairs(texts) do parted = parted or (#texts > 2 and text:find(', ', 1, true)) end
    local comma = parted and ';' or ','
    local before = (parted or (serial and #texts > 2)) and comma or ''
    local parts = {}
    for i, text in ipairs(texts) do
      local join = i == 1 and '' or i < #texts and comma .. ' ' or before .. ' and '
      parts[i] = { join = join, text = text, member = i <= #items - left and i or nil }
    end
    return parts
  end

  local function wrong_form(key, as, expected)
    faults.record('unknown-form', { name = 'list', value = key, beside = as },
      "the list '" .. key .. "' cannot be written so", expected, 'correct as= and max=, or leave them out')
    return pandoc.Inlines('?')
  end

  --- A list in one of its forms; `said` holds the attributes beside the key.
  function lists.list(key, said)
    local found = generated.results('lists')[key]
    if not found then
      faults.unknown('list', { name = 'list', value = key }, key,
        generated.keys(generated.results('lists')))
      return pandoc.Inlines('?')
    end
    local form = said.as or found.form
    local items = given(found.items[form])
    if not items then
      return wrong_form(key, said.as, 'one of: ' .. table.concat(generated.keys(found.items), ', '))
    end
    if said.max and not said.max:match('^%d+$') then
      return wrong_form(key, said.as, 'a whole number after max=')
    end
    if #items == 0 then return bind.marked('list', key, bind.text(said.empty or found.empty)) end
    local inlines = pandoc.Inlines({})
    for _, part in ipairs(parts_of(items, said, given(found.serial))) do
      inlines:extend(bind.text(part.join))
      inlines:extend(bind.text(part.text))
      local cites = form == 'cited' and part.member and given(found.members[part.member].cite)
      if cites then
        inlines:insert(pandoc.Space())
        inlines:extend(bind.citations(cites))
      end
    end
    return bind.marked('list', key, inlines)
  end

  --- The words that fit a number, or the members of a list.
  function lists.plural(key, said)
    local number, list = generated.results('numbers')[key], generated.results('lists')[key]
    local where = { name = 'plural', value = key }
    if not number and not list then
      faults.unknown('number', where, key, generated.keys(generated.results('numbers')))
      return pandoc.Inlines('?')
    end
    if not said.one or not said.other then
      faults.record('unknown-form', where, "plural=" .. key .. ' without the words for one and for others',
        'one="statement is" other="statements are"', 'write both wordings in the braces')
      return pandoc.Inlines('?')
    end
    local many = list and list.count or number.value
    local words = many == 0 and said.zero or (many == 1 and said.one or said.other)
    return bind.marked('plural', key, bind.text(words))
  end

  return lists
end

--[[ appendices.lua: sections of the class appendix are lettered, in Quarto as in numerate's own engine.

Quarto letters the appendices of books alone. So the headings get their numbers here, where they stand,
and references to them become links: "Appendix A" for the whole, "Section A.1" for a part of it.
]]

local NBSP = '\u{a0}'
local NUMBER = 'header-section-number'

--- 1 → A, 27 → AA.
local function letters(number)
  local above, place = (number - 1) // 26, (number - 1) % 26
  return (above > 0 and letters(above) or '') .. string.char(65 + place)
end

local function option(meta, name, default)
  local stated = (meta.crossref or {})[name]
  return pandoc.Inlines(stated and pandoc.utils.type(stated) == 'Inlines' and stated or default)
end

--- Numbers for the headings of appendices, by id; the headings are changed where `shown`.
local function number_headings(blocks, meta, shown, depth)
  local names, count, top, parts = {}, 0, nil, {}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then
      local opens = block.classes:includes('appendix')
      if top and block.level <= top then top = nil end
      if opens and not block.classes:includes('unnumbered') then
        count, top, parts = count + 1, block.level, {}
      end
      if top and not block.classes:includes('unnumbered') then
        local below = block.level - top
        for i = below + 1, #parts do parts[i] = nil end
        for i = 1, below do parts[i] = parts[i] or 0 end
        if below > 0 then parts[below] = parts[below] + 1 end
        local number = table.concat({ letters(count), table.unpack(parts) }, '.')
        local word = below == 0 and option(meta, 'apx-prefix', 'Appendix') or option(meta, 'sec-prefix', 'Section')
        if block.identifier:match('^sec%-') then names[block.identifier] = { word = word, number = number } end
        block.classes:insert('unnumbered')
        if shown and block.level <= depth then
          local label = pandoc.Inlines({ pandoc.Str(number) })
          if below == 0 then
            label = option(meta, 'appendix-title', 'Appendix')
            label:extend({ pandoc.Str(NBSP .. number), pandoc.Space() })
            label:extend(option(meta, 'appendix-delim', '—'))
          end
          block.content:insert(1, pandoc.Space())
          block.content:insert(1, pandoc.Span(label, pandoc.Attr('', { NUMBER })))
        end
      end
    end
  end
  return names
end

--- The link for one reference, with what the author wrote before it instead of the word.
local function link(citation, name)
  local words = pandoc.Inlines({})
  if #citation.prefix > 0 then
    words:extend(citation.prefix)
    words:insert(pandoc.Str(NBSP))
  elseif citation.mode ~= 'SuppressAuthor' then
    words:extend(name.word)
    words:insert(pandoc.Str(NBSP))
  end
  words:insert(pandoc.Str(name.number))
  return pandoc.Link(words, '#' .. citation.id, '', pandoc.Attr('', { 'quarto-xref' }))
end

--- The blocks with the sections of the class appendix at their end, as pages have them.
local function moved(blocks)
  local kept, last, top = pandoc.Blocks({}), pandoc.Blocks({}), nil
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then
      if top and block.level <= top then top = nil end
      if not top and block.classes:includes('appendix') then top = block.level end
    end
    (top and last or kept):insert(block)
  end
  kept:extend(last)
  return kept
end

--- A document with its appendices lettered and the references to them written; at its end where
--- they are to be `last`.
return function(doc, shown, depth, last)
  local names = number_headings(doc.blocks, doc.meta, shown, depth)
  if last then doc.blocks = moved(doc.blocks) end
  if next(names) == nil then return doc end
  return doc:walk({
    Cite = function(cite)
      local made = pandoc.Inlines({})
      for i, citation in ipairs(cite.citations) do
        local name = names[citation.id]
        if not name then return nil end
        if i > 1 then made:extend({ pandoc.Str(','), pandoc.Space() }) end
        made:insert(link(citation, name))
        made:extend(citation.suffix)
      end
      return made
    end,
  })
end

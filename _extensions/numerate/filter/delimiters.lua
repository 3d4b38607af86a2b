--[[ delimiters.lua: runs after citeproc in plain pandoc, where works are joined in brackets. ]]

local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local joined = dofile(pandoc.path.join({ folder, 'joined.lua' }))

return { { Cite = joined.written } }

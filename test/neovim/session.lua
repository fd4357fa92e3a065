-- Edits a book in Neovim as an author would, and reports what came of it, one line a step. Everything waits for the event it
-- needs; nothing sleeps. Environment: CONFIG, a file with README's lines; BOOK, the folder of the book.
local function wait(what, probe)
  if not vim.wait(20000, probe, 20) then
    io.stderr:write('waited in vain for ' .. what .. '\n')
    vim.cmd('cquit')
  end
end

local function say(step, value) io.stdout:write(step .. ': ' .. value .. '\n') end

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1] end

vim.cmd('cd ' .. vim.fn.fnameescape(os.getenv('BOOK')))
dofile(os.getenv('CONFIG'))
vim.o.hidden = true

vim.cmd('edit one.md')
-- Until the book is read there may be fewer.
wait('diagnostics', function() return #vim.diagnostic.get(0) == 2 end)
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  say('diagnostic', (diagnostic.lnum + 1) .. ' ' .. diagnostic.code)
end

vim.fn.search('#ch-two')
vim.lsp.buf.definition()
wait('the jump', function() return vim.fn.expand('%:t') == 'two.md' end)
say('definition', vim.fn.expand('%:t') .. ':' .. vim.fn.line('.'))

vim.fn.search('ch-two')
vim.lsp.buf.rename('ch-second')
wait('the rename', function() return line(1) == '{id: ch-second}' end)
vim.cmd('buffer one.md')
wait('the rename of the use', function() return vim.fn.search('#ch-second', 'nw') > 0 end)
say('rename', line(vim.fn.search('#ch-second', 'nw')))

vim.ui.select = function(items, _, choose)
  say('offered', items[1][2].title)
  choose(items[1], 1)
end
vim.fn.cursor(1, 3)
vim.lsp.buf.code_action()
wait('the fix', function() return line(1):sub(1, 4) == '{id:' end)
say('fixed', line(1) .. ' ' .. line(2))
-- The rename and the fix are told one after the other: what is left is told last.
wait('the diagnostics to settle', function() return #vim.diagnostic.get(0) == 1 end)
say('left', vim.diagnostic.get(0)[1].code)
vim.cmd('qall!')

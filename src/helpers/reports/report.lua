-- Sets the blocks of helpers.reports.notebook (see render.py) as pandoc's own elements.
-- All text goes into Str elements or through an escape; none is read as markup.

local is_html = FORMAT:match("html") ~= nil
local code = pandoc.Blocks {}
local foot = pandoc.Blocks {}
local title = pandoc.Inlines {}

local function html(text)
  return (text:gsub("[&<>\"']", {
    ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;"
  }))
end

-- A Typst string: nothing in it is markup.
local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

local function inlines(text)
  if not is_html then
    -- As a string and not as words that the writer escapes: "= 2", "- x" or an address at the
    -- start of a line must not become a heading, a list or a link.
    return pandoc.Inlines { pandoc.RawInline("typst", "#" .. quoted(text) .. ";") }
  end
  local result = pandoc.Inlines {}
  -- A part of a text can begin or end with a space.
  if text:match("^%s") then result:insert(pandoc.Space()) end
  for word, space in text:gmatch("(%S+)(%s*)") do
    result:insert(pandoc.Str(word))
    if space ~= "" then result:insert(pandoc.Space()) end
  end
  return result
end

-- Text that leads to an address, if there is one: one that render.py has let through.
local function linked(text, address)
  if not address or address == "" then return inlines(text) end
  if is_html then return pandoc.Inlines { pandoc.Link(inlines(text), address) } end
  return pandoc.Inlines { pandoc.RawInline("typst",
    "#link(" .. quoted(address) .. ")[#" .. quoted(text) .. ";];") }
end

local function anchor(text, address, label)
  if not address or address == "" then return html(text) end
  local said = label and ' aria-label="' .. html(label) .. '"' or ""
  return '<a href="' .. html(address) .. '"' .. said .. ">" .. html(text) .. "</a>"
end

local CHART = "#chart("

local function nonempty(text) return text ~= nil and text ~= "" end

local set = {}

function set.title(block)
  title = inlines(block.text)
  return {}
end

function set.heading(block)
  local words = inlines(block.text)
  if is_html then
    words:insert(pandoc.RawInline("html", ' <a class="anchor" href="#' .. html(block.id) ..
      '" aria-label="Link to this section">#</a>'))
  end
  return pandoc.Header(2, words, pandoc.Attr(block.id))
end

function set.say(block)
  if not block.parts then return pandoc.Para(inlines(block.text)) end
  local words = pandoc.Inlines {}
  for _, part in ipairs(block.parts) do
    if part.address == "" then words:extend(inlines(part.text))
    else
      words:insert(pandoc.Link(inlines(part.text), part.address, "",
        pandoc.Attr("", { "trace" }, { ["aria-label"] = part.text .. ", " .. part.label })))
    end
  end
  return pandoc.Para(words)
end

set["end"] = function(block)
  local items = {}
  for _, line in ipairs(block.lines) do
    table.insert(items, { inlines(line[1]), { pandoc.Plain(inlines(line[2])) } })
  end
  foot:insert(pandoc.DefinitionList(items))
  return {}
end

-- Charts since the last table. In print every second of them waits until those before it are set;
-- see report.typ.
local charts = 0

function set.figure(block)
  if not is_html then
    charts = charts + 1
    local arguments = { "settle: " .. (charts % 2 == 1 and "true" or "false") }
    local source = {}
    for _, part in ipairs(block.source) do table.insert(source, part.text) end
    for _, name in ipairs { "file", "title", "subtitle", "alt", "note" } do
      table.insert(arguments, name .. ": " .. quoted(block[name] or ""))
    end
    table.insert(arguments, "source: " .. quoted(table.concat(source)))
    return pandoc.RawBlock("typst", CHART .. table.concat(arguments, ", ") .. ")")
  end
  local below = {}
  if nonempty(block.note) then table.insert(below, "<p>" .. html(block.note) .. "</p>") end
  if #block.source > 0 then
    local words = {}
    for _, part in ipairs(block.source) do table.insert(words, anchor(part.text, part.address)) end
    table.insert(below, "<p>" .. table.concat(words) .. "</p>")
  end
  return pandoc.RawBlock("html", table.concat {
    '<figure class="chart" id="', html(block.id), '">\n<figcaption><p class="title">',
    html(block.title), "</p>", '<p class="subtitle">', html(block.subtitle), "</p></figcaption>\n",
    block.drawing, "\n", '<div class="source">', table.concat(below),
    '<p class="tools" data-name="', html(block.name), '"><a href="#', html(block.id),
    '">Link to this chart</a></p>', "</div>\n</figure>"
  })
end

local function length(text) return utf8.len(text) or #text end

local function cell_text(cell)
  local words = {}
  for _, part in ipairs(cell.parts) do table.insert(words, part.text) end
  return table.concat(words)
end

-- The width of a text in em, nearly: the type is DejaVu Sans, whose numbers are tabular.
local function em(text, is_bold)
  local width = 0
  for _, code in utf8.codes(text) do
    local sign = code < 128 and string.char(code) or "n"
    if sign:match("[%s,.:;!'|il]") then width = width + 0.33
    elseif sign:match("[%umw]") then width = width + 0.76
    else width = width + 0.63 end
  end
  return is_bold and width * 1.12 or width
end

-- The width of the longest word of a text: it is not broken.
local function longest_word(text, is_bold)
  local longest = 0
  for word in text:gmatch("%S+") do longest = math.max(longest, em(word, is_bold)) end
  return longest
end

-- Of each column of a sheet, in em: the width at which nothing is broken, what it asks for, and the
-- least, at which no number and no word is broken. A head over numbers may be broken rather than
-- the names of parties; more than some width a long text does not ask for.
local MOST = 60

local function widths(sheet)
  local whole, wanted, least = {}, {}, {}
  for i, name in ipairs(sheet.columns) do
    local is_number = sheet.align[i] == "right"
    local all, unbroken = em(name, true), longest_word(name, true)
    for _, group in ipairs(sheet.groups) do
      for _, row in ipairs(group.rows) do
        local text, marks = cell_text(row[i]), ""
        for _, mark in ipairs(row[i].marks) do marks = marks .. mark.text end
        local beside = em(marks) * 0.6
        all = math.max(all, em(text) + beside)
        unbroken = math.max(unbroken, (is_number and em(text) or longest_word(text)) + beside)
      end
    end
    whole[i], least[i] = all, unbroken
    wanted[i] = is_number and unbroken or math.max(unbroken, math.min(all, MOST))
  end
  return whole, wanted, least
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

-- The type size of a table in points, the gap between its columns in mm, and the share of the
-- width that each column takes; no shares if it fits as it is.
local function fit(sheet)
  local whole, wanted, least = widths(sheet)
  for _, setting in ipairs { { 8.5, 3.5 }, { 8, 3.5 }, { 8, 2.5 } } do
    local size, gap = table.unpack(setting)
    local width = 183 - gap * (#least - 1)
    local room = width / (size * 0.3528)
    if sum(whole) <= room then return size, gap, {} end
    if sum(wanted) <= room or (size == 8 and sum(least) <= room) or gap < 3.5 then
      local shares, spare, asked = {}, math.max(0, room - sum(least)), sum(wanted) - sum(least)
      for i, own in ipairs(least) do
        local more = asked > 0 and math.min(1, spare / asked) * (wanted[i] - own) or 0
        shares[i] = own + more + math.max(0, spare - asked) / #least
      end
      local given = sum(shares)
      for i, own in ipairs(shares) do shares[i] = own / given * width / 183 end
      return size, gap, shares
    end
  end
end

local function filling(cell)
  local result = pandoc.Inlines {}
  for _, part in ipairs(cell.parts) do result:extend(linked(part.text, part.address)) end
  for _, mark in ipairs(cell.marks) do
    if is_html then
      result:insert(pandoc.RawInline("html", '<sup>' ..
        anchor(mark.text, mark.address, mark.label) .. '</sup>'))
    else
      local text = mark.address ~= "" and "#link(" .. quoted(mark.address) .. ")[#" ..
        quoted(mark.text) .. ";]" or "#" .. quoted(mark.text) .. ";"
      -- A mark takes no width, so that numbers stay in line.
      result:insert(pandoc.RawInline("typst", "#mark[" .. text .. "]"))
    end
  end
  return result
end

-- One table; HTML has its caption inside unless it stands under the summary that names it.
local function grid_of(sheet, group, shares, caption)
  local function cell(content, i, scope)
    local words = content.parts and filling(content) or inlines(content)
    local text = content.parts and cell_text(content) or content
    if is_html then
      -- HTML aligns by class: the page's policy allows no style in an element.
      -- Short text is not broken; a long name of a row is, or it would fill a phone's screen.
      local is_short = length(text) <= (i == 1 and 18 or 32)
      local class = sheet.align[i] == "right" and "number" or is_short and "short"
      return pandoc.Cell(pandoc.Plain(words), "AlignDefault", 1, 1,
        pandoc.Attr("", class and { class } or {}, { scope = scope }))
    end
    return pandoc.Cell(pandoc.Plain(words), "AlignDefault")
  end
  local columns, head, rows = {}, {}, {}
  for i, side in ipairs(sheet.align) do
    columns[i] = { is_html and "AlignDefault" or side == "right" and "AlignRight" or "AlignLeft",
      not is_html and shares[i] or nil }
    head[i] = cell(sheet.columns[i], i, "col")
  end
  for r, row in ipairs(group.rows) do
    local cells = {}
    for i, content in ipairs(row) do cells[i] = cell(content, i, i == 1 and "row" or nil) end
    rows[r] = pandoc.Row(cells)
  end
  return pandoc.Table(
    { long = caption and { pandoc.Plain { pandoc.Span(inlines(caption)) } } or {} },
    columns,
    pandoc.TableHead { pandoc.Row(head) },
    { { attr = pandoc.Attr(), body = rows, head = {}, row_head_columns = 1 } },
    pandoc.TableFoot()
  )
end

-- A table longer than a screen gets a link past it.
local LONG = 20

local function set_html_table(block)
  local sheet, result = block.sheet, pandoc.Blocks {}
  local function raw(text) result:insert(pandoc.RawBlock("html", text)) end
  local function frame(group, name, caption)
    -- A wide table scrolls by itself, and by keyboard; the page does not.
    result:insert(pandoc.Div(grid_of(sheet, group, {}, caption), pandoc.Attr("", { "table" },
      { { "tabindex", "0" }, { "role", "region" }, { "aria-label", name } })))
  end
  local rows = 0
  for _, group in ipairs(sheet.groups) do rows = rows + #group.rows end
  raw('<div class="sheet" id="' .. html(block.id) .. '">')
  if rows > LONG then
    raw('<a class="skip" href="#' .. html(block.id) .. '-end">Skip the table</a>')
  end
  if sheet.groups[1].name == "" then
    frame(sheet.groups[1], sheet.caption, sheet.caption)
  else
    raw('<p class="caption">' .. html(sheet.caption) .. "</p>")
    for g, group in ipairs(sheet.groups) do
      raw("<details" .. (g == 1 and " open" or "") .. "><summary>" .. html(group.name) ..
        "</summary>")
      frame(group, sheet.caption .. ": " .. group.name, nil)
      raw("</details>")
    end
  end
  local below = {}
  for _, note in ipairs(sheet.notes) do table.insert(below, "<p>" .. html(note) .. "</p>") end
  if #sheet.sources > 0 then
    table.insert(below, '<ol class="sources" aria-label="Sources">')
    for _, source in ipairs(sheet.sources) do
      local told = {}
      if source.page ~= "" then table.insert(told, anchor(source.page, source.copy)) end
      if source.publisher ~= "" then
        table.insert(told, anchor(source.publisher, source.address))
      end
      table.insert(below, "<li>" .. table.concat(told, ", ") .. "</li>")
    end
    table.insert(below, "</ol>")
  end
  table.insert(below, '<p class="tools"><a download="' .. html(block.name) .. '.csv" href="' ..
    html(block.csv) .. '">Download as CSV</a></p>')
  raw('<div class="source" id="' .. html(block.id) .. '-end">' .. table.concat(below) ..
    "</div></div>")
  return result
end

function set.table(block)
  if is_html then return set_html_table(block) end
  charts = 0
  local sheet, result = block.sheet, pandoc.Blocks {}
  local size, gap, shares = fit(sheet)
  local function raw(text) result:insert(pandoc.RawBlock("typst", text)) end
  raw("#room-for(54mm)#caption-line(" .. quoted(sheet.caption) .. ")#[#set text(" ..
    string.format("%.1fpt);#set table(column-gutter: %.1fmm);", size, gap))
  for _, group in ipairs(sheet.groups) do
    if group.name ~= "" then raw("#room-for(34mm)#group-line(" .. quoted(group.name) .. ")") end
    result:insert(grid_of(sheet, group, shares, nil))
  end
  raw("]")
  if #sheet.notes + #sheet.sources > 0 then
    raw("#source[")
    for _, note in ipairs(sheet.notes) do result:insert(pandoc.Para(inlines(note))) end
    local listed = pandoc.Inlines {}
    for _, source in ipairs(sheet.sources) do
      local told = source.page
      if source.publisher ~= "" then
        told = told .. (told ~= "" and ", " or "") .. source.publisher
      end
      listed:insert(pandoc.RawInline("typst", "#super[#" .. quoted(source.mark) .. "]~"))
      listed:extend(linked(told, source.address))
      listed:insert(pandoc.RawInline("typst", "#h(1.4em, weak: true) "))
    end
    if #listed > 0 then result:insert(pandoc.Para(listed)) end
    raw("]")
  end
  return result
end

local function set_cell(cell)
  if cell.classes:includes("markdown") then return cell.content end
  local shown = pandoc.Blocks {}
  for _, part in ipairs(cell.content) do
    if part.t == "CodeBlock" then
      if part.text ~= "" then code:insert(pandoc.CodeBlock(part.text)) end
    elseif part.t == "Div" then
      for _, output in ipairs(part.content) do
        if output.t == "CodeBlock" and output.classes:includes("json") then
          local block = pandoc.json.decode(output.text, false)
          local made = set[block.kind](block)
          if pandoc.utils.type(made) == "Block" then shown:insert(made)
          else shown:extend(made) end
        else
          shown:insert(output)
        end
      end
    end
  end
  return shown
end

function Pandoc(doc)
  local body = pandoc.Blocks {}
  for _, block in ipairs(doc.blocks) do
    if block.t == "Div" and block.classes:includes("cell") then
      body:extend(set_cell(block))
    else
      body:insert(block)
    end
  end
  -- The title is the only heading of the first level; in print it is no heading but the title.
  body = body:walk {
    Header = function(heading)
      heading.level = math.max(heading.level, 2) - (is_html and 0 or 1)
      return heading
    end
  }
  if not is_html then
    -- Text is set in a narrow measure; charts and tables take the width of the page.
    local measured = pandoc.Blocks {}
    for i, block in ipairs(body) do
      local after = body[i + 1]
      if block.t == "Header" and after and after.t == "RawBlock" and
        after.text:sub(1, #CHART) == CHART then
        local heading = pandoc.write(pandoc.Pandoc { block }, "typst"):gsub("%s*$", "")
        after.text = CHART .. "above: [" .. heading .. "\n], " .. after.text:sub(#CHART + 1)
        goto continue
      end
      local is_text = block.t == "Para" or block.t == "BulletList" or block.t == "OrderedList"
        or block.t == "BlockQuote" or block.t == "DefinitionList"
      if is_text then measured:insert(pandoc.RawBlock("typst", "#prose[")) end
      measured:insert(block)
      if is_text then measured:insert(pandoc.RawBlock("typst", "]")) end
      ::continue::
    end
    body = measured
    -- PDF/UA asks for words in place of a formula: its TeX is how it is read out.
    body = body:walk {
      Math = function(math)
        local set_in_typst = pandoc.write(pandoc.Pandoc { pandoc.Plain { math } }, "typst")
        return pandoc.RawInline("typst", "#math.equation(alt: " .. quoted(math.text) ..
          ", block: " .. tostring(math.mathtype == "DisplayMath") ..
          ", " .. set_in_typst:gsub("%s+$", "") .. ")")
      end
    }
  end
  local meta = { title = title, foot = foot, pagetitle = pandoc.utils.stringify(title) }
  if is_html then meta.code = code end
  return pandoc.Pandoc(body, meta)
end

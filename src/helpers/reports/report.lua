-- Sets the blocks of helpers.reports.notebook (see render.py) as pandoc's own elements.
-- All text goes into Str elements or through an escape; none is read as markup.

local is_html = FORMAT:match("html") ~= nil
local code = pandoc.Blocks {}
local foot = pandoc.Blocks {}
local title = pandoc.Inlines {}
local sections = 0

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
  for word in text:gmatch("%S+") do
    if #result > 0 then result:insert(pandoc.Space()) end
    result:insert(pandoc.Str(word))
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

local function nonempty(text) return text ~= nil and text ~= "" end

local set = {}

function set.title(block)
  title = inlines(block.text)
  return {}
end

function set.heading(block)
  sections = sections + 1
  return pandoc.Header(2, inlines(block.text), pandoc.Attr("section-" .. sections))
end

function set.say(block)
  return pandoc.Para(inlines(block.text))
end

set["end"] = function(block)
  local items = {}
  for _, line in ipairs(block.lines) do
    table.insert(items, { inlines(line[1]), { pandoc.Plain(inlines(line[2])) } })
  end
  foot:insert(pandoc.DefinitionList(items))
  return {}
end

function set.figure(block)
  if not is_html then
    local arguments = {}
    for _, name in ipairs { "file", "title", "subtitle", "alt", "note", "source" } do
      table.insert(arguments, name .. ": " .. quoted(block[name] or ""))
    end
    return pandoc.RawBlock("typst", "#chart(" .. table.concat(arguments, ", ") .. ")")
  end
  local below = {}
  for _, name in ipairs { "note", "source" } do
    if nonempty(block[name]) then table.insert(below, "<p>" .. html(block[name]) .. "</p>") end
  end
  return pandoc.RawBlock("html", table.concat {
    '<figure class="chart">\n<figcaption><p class="title">', html(block.title), "</p>",
    '<p class="subtitle">', html(block.subtitle), "</p></figcaption>\n",
    block.drawing, "\n",
    '<div class="source">', table.concat(below), "</div>\n</figure>"
  })
end

local function length(text) return utf8.len(text) or #text end

-- The type size in points at which a table fits the width of a page, and the share of the width
-- that each column takes; no shares if it fits as it is. The width is 162 mm, of which 3.5 mm
-- stand between two columns; about 114 characters of full size fill it. Text longer than 30
-- characters may be broken; what is left of the width goes to the columns that have such text.
local function fit(content)
  local wanted, longer, total, excess = {}, {}, 0, 0
  for i, name in ipairs(content.columns) do
    local longest = math.min(length(name), 11)
    for _, row in ipairs(content.rows) do longest = math.max(longest, length(row[i])) end
    wanted[i] = math.min(longest, 30) + 1
    longer[i] = math.max(longest - 30, 0)
    total, excess = total + wanted[i], excess + longer[i]
  end
  local usable = 1 - 3.5 / 162 * (#wanted - 1)
  local room = 114 * usable
  if total + excess <= room then return 9, {} end
  local size = math.max(7, math.min(9, 9 * room / total))
  local spare = math.max(0, room * 9 / size - total)
  local shares = {}
  for i, characters in ipairs(wanted) do
    local part = excess > 0 and spare * longer[i] / excess or 0
    shares[i] = usable * (characters + part) / (total + (excess > 0 and spare or 0))
  end
  return size, shares
end

function set.table(block)
  local content = block.table
  local size, shares = fit(content)
  local function cell(text, i, scope, address)
    local is_number = content.align[i] == "right"
    local filling = linked(text, address)
    if is_html then
      -- HTML aligns by class: the page's policy allows no style in an element.
      -- Short text is not broken; a long name of a row is, or it would fill a phone's screen.
      local is_short = length(text) <= (i == 1 and 18 or 32)
      local class = is_number and "number" or is_short and "short"
      return pandoc.Cell(pandoc.Plain(filling), "AlignDefault", 1, 1,
        pandoc.Attr("", class and { class } or {}, { scope = scope }))
    end
    return pandoc.Cell(pandoc.Plain(filling), "AlignDefault")
  end
  local columns, head, rows = {}, {}, {}
  for i, side in ipairs(content.align) do
    columns[i] = { is_html and "AlignDefault" or side == "right" and "AlignRight" or "AlignLeft",
      not is_html and shares[i] or nil }
    head[i] = cell(content.columns[i], i, "col")
  end
  for r, row in ipairs(content.rows) do
    local cells, leads = {}, content.links and content.links[r] or {}
    for i, text in ipairs(row) do cells[i] = cell(text, i, i == 1 and "row" or nil, leads[i]) end
    rows[r] = pandoc.Row(cells)
  end
  local grid = pandoc.Table(
    { long = is_html and { pandoc.Plain { pandoc.Span(inlines(content.caption)) } } or {} },
    columns,
    pandoc.TableHead { pandoc.Row(head) },
    { { attr = pandoc.Attr(), body = rows, head = {}, row_head_columns = 1 } },
    pandoc.TableFoot()
  )
  local notes = pandoc.Blocks {}
  for _, note in ipairs(content.notes) do notes:insert(pandoc.Para(inlines(note))) end
  local result = pandoc.Blocks {}
  if is_html then
    -- A wide table scrolls by itself, and by keyboard; the page does not.
    local frame = pandoc.Attr("", { "table" },
      { { "tabindex", "0" }, { "role", "region" }, { "aria-label", content.caption } })
    result:insert(pandoc.Div(grid, frame))
    if #notes > 0 then result:insert(pandoc.Div(notes, pandoc.Attr("", { "source" }))) end
    return result
  end
  result:insert(pandoc.RawBlock("typst", "#caption-line(" .. quoted(content.caption) .. ")" ..
    "#[#set text(" .. string.format("%.1f", size) .. "pt)"))
  result:insert(grid)
  result:insert(pandoc.RawBlock("typst", "]"))
  if #notes > 0 then
    result:insert(pandoc.RawBlock("typst", "#source["))
    result:extend(notes)
    result:insert(pandoc.RawBlock("typst", "]"))
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
    for _, block in ipairs(body) do
      local is_text = block.t == "Para" or block.t == "BulletList" or block.t == "OrderedList"
        or block.t == "BlockQuote" or block.t == "DefinitionList"
      if is_text then measured:insert(pandoc.RawBlock("typst", "#prose[")) end
      measured:insert(block)
      if is_text then measured:insert(pandoc.RawBlock("typst", "]")) end
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

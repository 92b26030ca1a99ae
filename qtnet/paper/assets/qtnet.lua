-- qtnet.lua: numbers of a qtnet run in anything that pandoc reads, by key. Written by qtnet beside numbers.json.
--
--   pandoc article.md --lua-filter paper/qtnet.lua --output article.docx
--
-- In Markdown write []{qt="bipolarity/quantum/ci"}, or \qt{bipolarity/quantum/ci} as in LaTeX; in mathematics \qt{…}.
-- An unknown key stops the conversion. numbers.json is looked for beside this file, or where the metadata value
-- `qtnet-numbers` says.

local numbers
local marked = { est = true, ci = true }
local undefined = "—"

local function stop(message)
  io.stderr:write("qtnet.lua: " .. message .. "\n")
  os.exit(1)
end

local function load_numbers(path)
  local file = io.open(path, "r")
  if not file then
    stop("cannot read " .. path .. "; write it with `qtnet paper`")
  end
  local stored = pandoc.json.decode(file:read("a"), false)
  file:close()
  if stored.schema ~= "qtnet numbers 1" then
    stop(path .. " was written by another version of qtnet; write it again with `qtnet paper`")
  end
  numbers = stored.numbers
end

-- Give the number and the form that a key means.
local function found(key)
  if numbers[key] then
    return numbers[key], "est"
  end
  local base, form = key:match("^(.*)/([^/]*)$")
  if base and numbers[base] then
    return numbers[base], form
  end
end

local function text_of(key)
  local number, form = found(key)
  local text = number and (number.text[form] or (form == "label" and number.label))
  if number and form == "reason" then
    text = number.reason or undefined
  end
  if not text then
    stop("number '" .. key .. "' is unknown; numbers.csv lists all keys")
  end
  return text, number.exploratory and marked[form] and text ~= undefined
end

local function inlines_of(key)
  local text, exploratory = text_of(key)
  return pandoc.Inlines(text .. (exploratory and " (exploratory)" or ""))
end

-- In mathematics a number is TeX: the minus, the comma between thousands and the signs that TeX reserves.
local function math_of(key)
  local text, exploratory = text_of(key)
  local tex = text:gsub("−", "-"):gsub("(%d),(%d%d%d)", "%1{,}%2"):gsub("([%%$&#_])", "\\%1"):gsub("—", "\\text{—}")
  return tex .. (exploratory and "\\text{ (exploratory)}" or "")
end

local function command(text)
  return text:match("^%s*\\qt%s*{([^{}]*)}%s*$")
end

return {
  {
    Meta = function(meta)
      local here = pandoc.path.directory(PANDOC_SCRIPT_FILE)
      local given = meta["qtnet-numbers"] and pandoc.utils.stringify(meta["qtnet-numbers"])
      load_numbers(given or pandoc.path.join({ here, "numbers.json" }))
    end,
  },
  {
    Span = function(span)
      if span.attributes.qt then
        return inlines_of(span.attributes.qt)
      end
    end,
    RawInline = function(raw)
      if raw.format == "tex" or raw.format == "latex" then
        local key = command(raw.text)
        return key and inlines_of(key) or nil
      end
    end,
    RawBlock = function(raw)
      if raw.format == "tex" or raw.format == "latex" then
        local key = command(raw.text)
        return key and pandoc.Para(inlines_of(key)) or nil
      end
    end,
    Str = function(str) -- pandoc reads \num{\qt{…}} itself and leaves the key as text
      if str.text:find("\\qt%s*{") then
        return pandoc.Inlines(str.text:gsub("\\qt%s*{([^{}]*)}", text_of))
      end
    end,
    Math = function(math)
      math.text = math.text:gsub("\\qt%s*{([^{}]*)}", math_of)
      return math
    end,
  },
}

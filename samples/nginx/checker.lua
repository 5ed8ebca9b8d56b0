-- Active checks for open-source nginx with the Lua module (Debian: apt-get install libnginx-mod-http-lua).
-- Asks each server for its health and hands requests only to those that said 200. In nginx.conf:
--
--   http {
--     lua_package_path "/etc/nginx/lua/?.lua;;";
--     init_worker_by_lua_block {
--       checker = require "checker"
--       checker.start { path = "/gateway-health", every = 2, fall = 2, rise = 2, servers = { "10.0.0.1:8080", "10.0.0.2:8080" } }
--     }
--     upstream service {
--       server 0.0.0.1;                                  # never used: the next line chooses
--       balancer_by_lua_block { checker.balance() }
--       keepalive 32;
--     }
--   }
--
-- Each worker checks for itself.

local balancer = require "ngx.balancer"

local checker = {}
local servers = {}
local turn = 0

-- Whether the server at that address says that it may get requests.
local function ready(server, path, patience)
  local socket = ngx.socket.tcp()
  socket:settimeout(patience * 1000)
  if not socket:connect(server.host, server.port) then
    return false
  end
  socket:send("GET " .. path .. " HTTP/1.0\r\nHost: " .. server.host
    .. "\r\nUser-Agent: ngx_lua checker\r\nConnection: close\r\n\r\n")
  local line = socket:receive("*l")
  socket:close()
  return line ~= nil and line:find("^HTTP/1%.[01] 200") ~= nil
end

-- A change takes as many answers of the same kind in a row as are asked for.
local function note(server, is_ready, options)
  if is_ready == server.up then
    server.other = 0
    return
  end
  server.other = server.other + 1
  if server.other >= (is_ready and options.rise or options.fall) then
    server.up = is_ready
    server.other = 0
    ngx.log(ngx.NOTICE, "checker: ", server.host, ":", server.port, is_ready and " is up" or " is down")
  end
end

local function look(premature, server, options)
  if not premature then
    note(server, ready(server, options.path, options.every), options)
  end
end

-- Begins to check; from init_worker_by_lua.
function checker.start(options)
  for _, address in ipairs(options.servers) do
    local host, port = address:match("^(.*):(%d+)$")
    local server = { host = host, port = tonumber(port), up = true, other = 0 }
    servers[#servers + 1] = server
    assert(ngx.timer.every(options.every, look, server, options))
  end
end

-- Chooses the next server in turn that is up; if none is, the next whatever it is. From balancer_by_lua.
function checker.balance()
  local tried = ngx.ctx.tried
  if not tried then
    tried = {}
    ngx.ctx.tried = tried
    if #servers > 1 then
      balancer.set_more_tries(#servers - 1)
    end
  end
  local chosen
  for round = 1, 2 do
    for _ = 1, #servers do
      turn = turn % #servers + 1
      local each = servers[turn]
      if not chosen and not tried[each] and (each.up or round == 2) then
        chosen = each
        break
      end
    end
  end
  chosen = chosen or servers[1]
  tried[chosen] = true
  assert(balancer.set_current_peer(chosen.host, chosen.port))
end

return checker

-- ARGV: worker, lease in ms, number wanted, most of one host, whether hosts have owners (1 or 0).
-- For each task its name, its payload and how often it has been given out.
local worker, wanted, most, owned = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
redis.call('ZADD', prefix .. 'workers', now + ARGV[2], worker)
local given = {}

local function take(host, number)
    local popped = redis.call('ZPOPMIN', prefix .. 'waiting:' .. host, number)
    for i = 1, #popped, 2 do
        local task = popped[i]
        redis.call('SADD', prefix .. 'hand:' .. worker, task)
        redis.call('HINCRBY', prefix .. 'held', host, 1)
        local deliveries = redis.call('HINCRBY', prefix .. 'deliveries', task, 1)
        given[#given + 1] = {task, redis.call('HGET', prefix .. 'units', task) or '', deliveries}
    end
end

local function take_shared()
    for _, host in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'ready', '-inf', now, 'LIMIT', 0, wanted)) do
        if #given < wanted then
            take(host, wanted - #given)
            if redis.call('EXISTS', prefix .. 'waiting:' .. host) == 0 then
                redis.call('ZREM', prefix .. 'ready', host)
            end
        end
    end
end

-- Where a worker has nothing to do, those that own more than their part of the hosts take no more tasks of the
-- hosts above it, so that these come free.
local function take_owned()
    local mine = redis.call('SMEMBERS', prefix .. 'hosts:' .. worker)
    local hosts = redis.call('HLEN', prefix .. 'owner') + redis.call('ZCARD', prefix .. 'ready')
    local part = math.ceil(hosts / redis.call('ZCARD', prefix .. 'workers'))
    local above = redis.call('EXISTS', prefix .. 'idle') == 1 and #mine - part or 0
    table.sort(mine)
    for i = math.max(above, 0) + 1, #mine do
        local held = tonumber(redis.call('HGET', prefix .. 'held', mine[i]) or 0)
        local number = math.min(most - held, wanted - #given)
        if number > 0 then
            take(mine[i], number)
        end
    end
    local owns = #mine
    for _, host in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'ready', '-inf', now, 'LIMIT', 0, wanted)) do
        if #given < wanted and owns < part then
            redis.call('ZREM', prefix .. 'ready', host)
            redis.call('HSET', prefix .. 'owner', host, worker)
            redis.call('SADD', prefix .. 'hosts:' .. worker, host)
            take(host, math.min(most, wanted - #given))
            owns = owns + 1
        end
    end
    if owns == 0 and hosts > 0 then -- said again with each look for tasks
        redis.call('SET', prefix .. 'idle', worker, 'PX', 2000)
    end
end

if owned then
    take_owned()
else
    take_shared()
end
return given

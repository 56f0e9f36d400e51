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

if owned then
    for _, host in ipairs(redis.call('SMEMBERS', prefix .. 'hosts:' .. worker)) do
        local held = tonumber(redis.call('HGET', prefix .. 'held', host) or 0)
        local number = math.min(most - held, wanted - #given)
        if number > 0 then
            take(host, number)
        end
    end
end
if #given < wanted then
    for _, host in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'ready', '-inf', now, 'LIMIT', 0, wanted - #given)) do
        if #given < wanted then
            if owned then
                redis.call('ZREM', prefix .. 'ready', host)
                redis.call('HSET', prefix .. 'owner', host, worker)
                redis.call('SADD', prefix .. 'hosts:' .. worker, host)
                take(host, math.min(most, wanted - #given))
            else
                take(host, wanted - #given)
                if redis.call('EXISTS', prefix .. 'waiting:' .. host) == 0 then
                    redis.call('ZREM', prefix .. 'ready', host)
                end
            end
        end
    end
end
return given

-- ARGV: for each task its name, its payload, and its rank: those of a lower one go first.
-- The names of the tasks that are new in this pass.
local new = {}
for i = 1, #ARGV, 3 do
    local task, payload, rank = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if redis.call('SADD', prefix .. 'claimed', task) == 1 then
        local order = redis.call('INCR', prefix .. 'order')
        redis.call('HSET', prefix .. 'units', task, payload)
        redis.call('ZADD', prefix .. 'waiting:' .. host_of(task), rank * 1e12 + order, task)
        make_ready(host_of(task))
        new[#new + 1] = task
    end
end
return new

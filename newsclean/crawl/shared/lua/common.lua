-- Put in front of every script. KEYS[1] is the crawl's prefix; one script is one step that nothing comes between.
--
-- units       HASH  task -> its payload; every task that is not settled, waiting or held
-- deliveries  HASH  task -> how often it was given out
-- claimed     SET   every task of this pass, settled ones too: none is taken in twice
-- order       number of the last task taken in
-- waiting:H   ZSET  tasks of the host H that wait -> their order
-- ready       ZSET  hosts with waiting tasks that no worker owns -> from when they may be had (ms)
-- rest        ZSET  hosts left alone -> until when (ms)
-- owner       HASH  host -> the one worker that fetches from it
-- hosts:W     SET   hosts that the worker W owns
-- held        HASH  host -> number of its tasks that workers hold
-- hand:W      SET   tasks that the worker W holds
-- workers     ZSET  worker -> until when it counts as alive (ms)
-- idle        exists while some worker has no host, though there are hosts
-- starting    SET   workers that may still take in tasks of their own accord
--
-- A task is named "HOST DIGEST".

local prefix = KEYS[1] .. ':'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function host_of(task)
    return string.match(task, '^(%S+) ')
end

local function make_ready(host)
    if redis.call('HEXISTS', prefix .. 'owner', host) == 0
        and redis.call('EXISTS', prefix .. 'waiting:' .. host) == 1 then
        local rested = redis.call('ZSCORE', prefix .. 'rest', host) or now
        redis.call('ZADD', prefix .. 'ready', 'NX', rested, host)
    end
end

local function disown(worker, host, rest_ms)
    if redis.call('SREM', prefix .. 'hosts:' .. worker, host) == 1 then
        redis.call('HDEL', prefix .. 'owner', host)
    end
    if rest_ms > 0 then
        redis.call('ZADD', prefix .. 'rest', 'GT', now + rest_ms, host)
    end
    make_ready(host)
end

-- Whether the worker held the task. A host of which it holds nothing more is free for others after the rest.
local function let_go(worker, task, rest_ms)
    if redis.call('SREM', prefix .. 'hand:' .. worker, task) == 0 then
        return false
    end
    local host = host_of(task)
    if redis.call('HINCRBY', prefix .. 'held', host, -1) <= 0 then
        redis.call('HDEL', prefix .. 'held', host)
        disown(worker, host, rest_ms)
    end
    return true
end

-- Before all that came later: it had its turn once.
local function put_back(worker, task, rest_ms)
    if redis.call('SISMEMBER', prefix .. 'hand:' .. worker, task) == 1 then
        redis.call('ZADD', prefix .. 'waiting:' .. host_of(task), 0, task)
        let_go(worker, task, rest_ms)
        make_ready(host_of(task))
    end
end

local function dismiss(worker)
    for _, task in ipairs(redis.call('SMEMBERS', prefix .. 'hand:' .. worker)) do
        put_back(worker, task, 0)
    end
    for _, host in ipairs(redis.call('SMEMBERS', prefix .. 'hosts:' .. worker)) do
        disown(worker, host, 0)
    end
    redis.call('ZREM', prefix .. 'workers', worker)
    redis.call('SREM', prefix .. 'starting', worker)
end

local function dismiss_dead()
    local dead = redis.call('ZRANGEBYSCORE', prefix .. 'workers', '-inf', now)
    for _, worker in ipairs(dead) do
        dismiss(worker)
    end
    return dead
end

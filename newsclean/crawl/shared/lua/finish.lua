-- The mark, and whether the pass is over: nothing waits, nothing is held, and nobody is about to take anything in.
-- Then its traces go, and the next pass may take in the same tasks.
local mark = redis.call('GET', prefix .. 'mark') or ''
if redis.call('HLEN', prefix .. 'units') > 0 or redis.call('SCARD', prefix .. 'starting') > 0 then
    return {mark, 0}
end
for _, name in ipairs({'claimed', 'deliveries', 'order', 'ready'}) do
    redis.call('UNLINK', prefix .. name)
end
return {mark, 1}

-- ARGV: worker, lease in ms. The mark, whether the worker was known until now, and the workers found dead.
local dead = dismiss_dead()
local known = redis.call('ZSCORE', prefix .. 'workers', ARGV[1]) and 1 or 0
redis.call('ZADD', prefix .. 'workers', now + ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', prefix .. 'rest', '-inf', now)
return {redis.call('GET', prefix .. 'mark') or '', known, dead}

-- ARGV: worker, lease in ms, a random mark. The worker counts as alive, and as one that may still take in tasks.
-- The mark that stands for this server's data: one that is another later says that the data were lost.
dismiss_dead()
redis.call('ZADD', prefix .. 'workers', now + ARGV[2], ARGV[1])
redis.call('SADD', prefix .. 'starting', ARGV[1])
redis.call('SETNX', prefix .. 'mark', ARGV[3])
return redis.call('GET', prefix .. 'mark')

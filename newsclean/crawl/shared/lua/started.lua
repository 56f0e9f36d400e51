-- ARGV: worker. It takes in no more tasks but those that its tasks lead to.
return redis.call('SREM', prefix .. 'starting', ARGV[1])

-- ARGV: worker. What it holds goes to the others, as if it had never been given out.
for _, task in ipairs(redis.call('SMEMBERS', prefix .. 'hand:' .. ARGV[1])) do
    redis.call('HINCRBY', prefix .. 'deliveries', task, -1)
end
dismiss(ARGV[1])
return 0

-- ARGV: worker. What it holds goes to whoever asks next.
for _, task in ipairs(redis.call('SMEMBERS', prefix .. 'hand:' .. ARGV[1])) do
    put_back(ARGV[1], task, 0)
end
return 0

-- ARGV: worker, then for each task its name and for how long its host is to be left alone by others (ms).
-- The tasks are done. One that another worker was given meanwhile is that worker's to settle.
for i = 2, #ARGV, 2 do
    if let_go(ARGV[1], ARGV[i], tonumber(ARGV[i + 1])) then
        redis.call('HDEL', prefix .. 'units', ARGV[i])
        redis.call('HDEL', prefix .. 'deliveries', ARGV[i])
    end
end
return 0

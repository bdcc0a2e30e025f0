/** Statements that must answer alike in PostgreSQL and, compiled, in ClickHouse. Rows are compared in order if asked. */
export const statements: readonly string[] = `
select 1
select 1 as a, 'x' as b, null as c, true as d, 1.5 as e
select * from r order by id
select r.* from r order by id desc limit 3
select r.id, name, s.* from r join s on r.kind = s.kind order by r.id, title
select id from r where n > 5 order by id
select id from r where n <> 10 order by id
select id from r where not (n = 10) order by id
select id from r where n is null
select id from r where n is not null and ok order by id
select id, ok is true, ok is not true, ok is false, ok is not false, ok is unknown, ok is not unknown from r order by id
select id, n is distinct from 10, n is not distinct from null from r order by id
select id from r where n between 3 and 20 order by id
select id from r where n not between 3 and 20 order by id
select id from r where n between symmetric 20 and 3 order by id
select id from r where n in (10, 3, null) order by id
select id from r where n not in (10, 3) order by id
select id from r where n not in (10, null)
select id, n in (10, 20), n not in (10, null), kind in ('A', 'B') from r order by id
select id, n in (id, 10) from r order by id
select id from r where n in (select low from s) order by id
select id from r where kind not in (select kind from s) order by id
select id from r where kind not in (select kind from s where kind is not null) order by id
select id, kind in (select kind from s), kind not in (select kind from s where title = 'x') from r order by id
select id from r where x in (select n from r) order by id
select id from r where kind = any (select kind from s) order by id
select id from r where kind <> all (select kind from s where kind is not null) order by id
select id from r where n = any (array[10, 3]) order by id
select id from r where n > all (array[1, 5]) order by id
select id from r where n < any (array[1, 5]) order by id
select exists (select 1 from r where n > 1e12), exists (select 1 from r)
select id from r where exists (select 1 from s where low > 100)
select (select max(n) from r), (select n from r where id = 99)
select id, n - (select avg(n) from r) from r order by id
select id from r where name like 'B%' order by id
select id from r where name like '%n%h' order by id
select id from r where name ilike 'BẾN%' order by id
select id from r where name not like 'B%' order by id
select id from r where name like '%\\_%' order by id
select id from r where name like '%#%%' escape '#' order by id
select id from r where name ~ '^B.n' order by id
select id from r where name ~* '^abc' order by id
select id from r where name !~ '^B' order by id
select id from r where name !~* '^b' order by id
select n + 1, n - 1, n * 2, -n, +n from r where id < 8 order by id
select n / 3, n % 3, n / 2.0, x / 2, n + x, n * x from r where id < 8 order by id
select -7 / 2, -7 % 3, 7 / -2, 7.5 % 2, 2 ^ 10, 2 ^ 0.5, 1 / 3.0
select n / nullif(n, 10) from r where n <> 0 order by id
select 1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 10 - 3 - 2, - (3 - 5)
select 'a' || 'b', name || '-' || kind, 'n=' || n, n || 'x' from r order by id
select x || '' from r where id in (1, 2, 3, 5, 8) order by id
select ok::text, n::text, d::text, t::text, 1.5::text from r order by id
select '12'::int, ' 12 '::int, '1.5'::float8, 'true'::boolean, 'f'::bool, '2024-02-29'::date
select cast(n as text), cast(x as integer), cast(n as double precision) from r where x is null or x <> 2.5 order by id
select ok::int, n::int8::text, (n > 5)::text, 1::boolean, 0::boolean from r order by id
select 2.5::numeric(10,0), 3.14159::numeric(10,2), (-2.5)::numeric::int, 'abcdef'::varchar(3)
select t::date, d::timestamptz, d::timestamp from r order by id
select case when n > 5 then 'big' when n is null then 'none' else 'small' end from r order by id
select case kind when 'A' then 1 when 'B' then 2 end as k from r order by id
select case when n > 5 then n else x end from r order by id
select case when ok then null else 'x' end, case when false then 1 end from r order by id
select coalesce(name, kind, 'none'), coalesce(n, 0), coalesce(null, n, 5), coalesce(n, x) from r order by id
select nullif(n, 10), nullif(kind, 'A'), nullif('a', 'b') from r order by id
select greatest(n, 5), least(n, 5), greatest(n, x, 1), least(null, 3), greatest(kind, 'B') from r order by id
select greatest(d, date '2024-02-01'), least(t, timestamptz '2024-02-01 00:00:00+07') from r order by id
select lower(name), upper(name), length(name), char_length(name), octet_length(name) from r order by id
select substring(name from 2 for 3), substring(name, 3), substr(name, 0, 3), substring(name from -1 for 4) from r order by id
select left(name, 3), right(name, 3), left(name, -2), right(name, -2), left(name, 0) from r order by id
select trim(name), trim(both 'Bh' from name), trim(leading 'B' from name), trim(trailing 'h' from name), ltrim('  a '), rtrim('  a '), btrim('xxaxx', 'x') from r order by id
select replace(name, 'B', 'X'), translate(name, 'Ban', 'b'), reverse(name), repeat('ab', 3), initcap('hello wORLD') from r order by id
select split_part('a-b-c', '-', 2), split_part('a-b-c', '-', 5), split_part('a-b-c', '-', -1), split_part(name, ' ', 1) from r order by id
select position('n' in name), strpos(name, 'Th'), position('' in 'abc'), starts_with(name, 'B') from r order by id
select concat(name, '-', n, null, ok), concat_ws(',', name, kind, null, 'x'), concat('a', 1, 2.5) from r order by id
select lpad('7', 3, '0'), rpad('7', 3, 'ab'), lpad('abcdef', 3), lpad(kind, 4, 'đ') from r order by id
select regexp_replace(name, 'n', 'N'), regexp_replace(name, '[aeiou]', '*', 'g'), regexp_replace(name, '(B)(.)', '\\2\\1'), regexp_replace('ABC', 'b', 'x', 'i') from r order by id
select regexp_substr(name, '[A-Z]+') from r order by id
select md5('a'), md5(name) from r order by id
select abs(n), abs(x), sign(x), ceil(x), floor(x), trunc(x) from r order by id
select round(2.5), round(3.5), round(-2.5), round(1.005, 2), round(123.456, 1), round(1234.5, -2), trunc(2.567, 2), trunc(-2.567, 1), round(5)
select round(avg(x)::numeric, 2) from r
select mod(7, 3), mod(-7, 3), div(7, 2), div(-7, 2), power(2, 3), sqrt(16), cbrt(27), exp(0), ln(1), log(100), log(2, 8), pi()
select sin(x), cos(x), tan(x), atan(x), atan2(x, 2), radians(x), degrees(x), asin(0.5), acos(0.5) from r order by id
select width_bucket(5, 0, 10, 5), width_bucket(-1, 0, 10, 5), width_bucket(10, 0, 10, 5), width_bucket(3, 10, 0, 5), width_bucket(x, 0, 10, 4) from r order by id
select id from r where d >= '2024-01-01' order by id
select id from r where d = date '2024-07-15' order by id
select id from r where t >= '2024-01-01' and t < '2024-02-01 00:30' order by id
select id from r where t >= timestamptz '2024-01-31T17:30:00Z' order by id
select id from r where t::date = d order by id
select id from r where t > d order by id
select date_trunc('day', t), date_trunc('month', t), date_trunc('year', t), date_trunc('hour', t) from r order by id
select date_trunc('week', t), date_trunc('quarter', t), date_trunc('minute', t), date_trunc('second', t) from r order by id
select date_trunc('month', d), date_trunc('month', d)::date from r order by id
select date_trunc('day', t, 'UTC'), date_trunc('month', t at time zone 'UTC') from r order by id
select extract(year from t), extract(month from t), extract(day from t), extract(hour from t), extract(minute from t), extract(second from t) from r order by id
select extract(dow from t), extract(isodow from t), extract(doy from t), extract(week from t), extract(isoyear from t), extract(quarter from t), extract(decade from t), extract(century from t) from r order by id
select extract(epoch from t), date_part('year', d), extract(dow from d), extract(epoch from d), extract(milliseconds from t), extract(microseconds from t) from r order by id
select t at time zone 'UTC', t at time zone 'America/New_York', (t at time zone 'UTC') at time zone 'UTC' from r order by id
select timestamp '2024-03-10 12:00:00' at time zone 'UTC', timestamp '2024-03-10 12:00:00'
select t + interval '1 day', t - interval '1 month', t + interval '90 minutes', t + interval '1 year 2 days 03:00:00' from r order by id
select d + 1, d - 1, 1 + d, d + interval '1 month', d - date '2024-01-01' from r order by id
select d + interval '1 day' * 3, t + n * interval '1 second', t + 2 * interval '1 hour' from r where id < 7 order by id
select extract(epoch from t - timestamptz '2024-01-01 00:00:00+00'), t - '2024-01-01' > interval '10 days' from r order by id
select interval '1 day' > interval '23 hours', interval '1 month' = interval '30 days', extract(hour from interval '3 hours 4 minutes'), extract(day from interval '3 days')
select to_char(t, 'YYYY-MM-DD HH24:MI:SS'), to_char(t, 'DD/MM/YY'), to_char(d, 'Q "quý" YYYY'), to_char(t, 'HH12:MI AM'), to_char(t, 'D DDD ID IW') from r order by id
select make_date(2024, 2, 29), to_date('31/12/2024', 'DD/MM/YYYY'), to_date('20240131', 'YYYYMMDD'), to_timestamp(1700000000)
select extract(year from age(date '2024-03-05', date '2000-07-10')), extract(month from age(timestamp '2024-03-05', timestamp '2000-01-01'))
select make_interval(days => 3) = interval '3 days', date '2024-01-31' + make_interval(months => 1)
select j->>'a', j->'b'->>'c', j->'l'->>1, j->'l'->-1, j->'zz' from r order by id
select j->'b', j->'a' from r where id in (1, 2) order by id
select json_array_length(j->'l'), json_typeof(j->'a'), json_typeof(j) from r where id = 1
select (j->>'a')::int + 1 from r where id = 1
select count(*), count(n), count(distinct kind), count(distinct n), sum(n), avg(n), min(n), max(n) from r
select count(*), count(x), sum(x), avg(x), min(x), max(x), min(name), max(ok::int), bool_and(ok), bool_or(ok) from e
select sum(id), stddev(x), variance(x), corr(x, id), string_agg(name, ','), array_agg(id), percentile_cont(0.5) within group (order by x) from e
select kind, count(*), sum(n), avg(x), min(d), max(t) from r group by kind order by kind
select kind as k, count(*) from r group by k order by 1
select kind, count(*) from r group by 1 order by 2 desc, 1 nulls first
select upper(kind), count(*) as c from r group by upper(kind) having count(*) > 1 order by c desc, 1
select n + 1, count(*) from r group by n + 1 order by 1 nulls first
select (n + 1) * 2 as z from r group by n + 1 order by z
select kind, ok, count(*) from r group by kind, ok order by 1, 2
select kind, ok, count(*), grouping(kind), grouping(kind, ok) from r group by rollup (kind, ok) order by 4, 5, 1, 2
select kind, ok, count(*) from r group by cube (kind, ok) order by 1, 2, 3
select kind, ok, sum(n) from r group by grouping sets ((kind), (ok), ()) order by 1, 2, 3
select kind, ok, count(*) from r group by kind, rollup (ok) order by 1, 2, 3
select date_trunc('month', t) as m, count(*) from r group by m order by m
select extract(year from d) as y, sum(n) from r group by extract(year from d) order by y
select 'x', count(*) from r where false group by 1
select count(*) from r having count(*) > 100
select count(*) filter (where n > 5), sum(x) filter (where ok), count(n) filter (where ok is null), avg(n) filter (where false) from r
select kind, count(distinct n) filter (where n > 5) from r group by kind order by kind
select sum(distinct n), avg(distinct n), count(distinct name) from r
select stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(n), stddev_samp(n) from r where id <> 7
select corr(x, n), covar_pop(x, n), covar_samp(x, n), regr_slope(x, n), regr_intercept(x, n), regr_count(x, n) from r where id <> 7
select stddev(x), corr(x, n), var_pop(x) from r where id = 1
select bool_and(ok), bool_or(ok), every(n > 0), bool_or(n > 100) from r
select string_agg(name, ', ' order by name), string_agg(kind, '|' order by id desc), string_agg(name, '-' order by kind, id) from r
select kind, string_agg(distinct name, ',' order by name) from r group by kind order by kind
select string_agg(name, ',' order by id) filter (where ok) from r
select array_agg(id order by id), array_agg(n order by id desc), array_agg(name order by name) from r
select array_to_string(array_agg(id order by id), ','), array_length(array_agg(id), 1), cardinality(array[1,2,3]) from r
select percentile_cont(0.5) within group (order by n), percentile_cont(0.9) within group (order by x desc), percentile_disc(0.5) within group (order by n), percentile_disc(0.25) within group (order by name), mode() within group (order by kind) from r
select kind, percentile_disc(0.5) within group (order by d), percentile_cont(0.25) within group (order by x) filter (where ok) from r group by kind order by kind
select distinct kind from r order by kind
select distinct kind, ok from r order by 1 desc, 2
select distinct n + 1 as m from r order by m nulls first
select distinct on (kind) kind, id, n from r order by kind, n desc nulls last, id
select distinct on (kind, ok) kind, ok, id from r order by ok, kind, id desc limit 4
select id, n from r order by n, id
select id, n from r order by n desc, id
select id, n from r order by n nulls first, id
select id, n from r order by n desc nulls last, id
select id, n * -1 as m from r order by m, id
select id from r order by x + n desc nulls last, id offset 2 limit 3
select id from r order by id fetch first 2 rows only
select id from r order by id limit null
select id from r order by id limit 0
select id from r order by id offset 100
select name from r order by length(name), name
select r.id, s.title from r left join s on r.kind = s.kind order by 1, 2
select r.id, s.title from r right join s on r.kind = s.kind order by 1, 2
select r.id, s.title from r full join s on r.kind = s.kind order by 1, 2
select r.id, s.title from r left join s on r.kind = s.kind and r.n > s.low order by 1, 2
select r.id, s.title from r join s on r.n > s.low and r.x < s.high order by 1, 2
select r.id, s.title from r cross join s order by 1, 2 limit 7
select r.id, s.title from r, s where r.kind = s.kind order by 1, 2
select kind, id, title from r join s using (kind) order by id
select * from r left join s using (kind) order by id
select kind, id, title from r full join s using (kind) order by kind, id, title
select kind, id, title from r right join s using (kind) order by kind, id, title
select kind, count(*) from r natural join s group by kind order by kind
select a.id, b.id from r a join r b on a.n = b.n and a.id < b.id
select a.id, b.id, c.title from r a join r b on a.id = b.id + 1 left join s c on c.kind = b.kind order by 1
select a.id, q.title from r a left join (s q join r z on q.kind = z.kind) on a.id = z.id order by 1
select a.id, s.high from r a join s on a.x = s.low order by 1
select s.title, count(r.id), sum(r.n) from s left join r on r.kind = s.kind group by s.title order by 1
select * from (select kind, sum(n) as total from r group by kind) q where total > 5 order by kind
select q.a, q.b + 1 from (select id, n from r) q (a, b) order by 1
select q.k from (select kind as k, ok from r where ok) q group by q.k order by 1
select q.flag, count(*) from (select n > 5 as flag from r) q group by q.flag order by 1
select sum(c) from (select count(*) as c from r group by kind) as q
with a as (select kind, avg(x) as m from r group by kind) select r.id, a.m from r join a on a.kind = r.kind order by r.id
with a as (select 1 as v), b as (select v + 1 as w from a) select a.v, b.w from a, b
with a (p, q) as (select id, n from r) select q, count(*) from a group by q order by q
with r as (select id from r where id < 3) select * from r order by id
with a as (select id from r where id < 3) select x.id, y.id from a x, a y order by 1, 2
values (1, 'a'), (2, null), (null, 'c')
values (1.5), (2) order by 1 desc
select * from (values (1, 'một'), (2, 'hai')) as v (n, t) order by n
select r.id, v.t from r join (values ('A', 1), ('B', 2)) v (k, t) on v.k = r.kind order by 1
select 1 union all select 2 order by 1
select kind from r union select kind from s order by 1
select kind from r union all select kind from s order by 1
select kind from r intersect select kind from s order by 1
select kind from r except select kind from s order by 1
select kind from r intersect all select kind from s order by 1
select kind from r except all select kind from s order by 1
select null as a union all select 1 order by 1
select 'x' as a union select name from r order by 1
select n from r union all select x from r order by 1
select id from r where id = 1 union (select id from r where id = 2 union all select id from r where id = 2) order by 1
select id from r where id < 3 union select id from r where id < 5 except select id from r where id = 1 order by 1
(select id from r order by id limit 2) union all (select id from r order by id desc limit 2) order by 1
select a, count(*) from (select kind as a from r union all select kind from s) q group by a order by a
select d from r union select t from r order by 1
select id, row_number() over (order by n desc nulls last, id) from r order by id
select id, rank() over (order by n), dense_rank() over (order by n), percent_rank() over (order by n), cume_dist() over (order by n) from r order by id
select id, ntile(3) over (order by id) from r order by id
select id, lag(n) over (order by id), lead(n) over (order by id), lag(n, 2, -1) over (order by id), lead(name, 1, 'end') over (order by id) from r order by id
select id, lag(id) over (order by id), lead(id, 1) over (partition by kind order by id) from r order by id
select id, first_value(name) over (order by id), last_value(n) over (order by id rows between unbounded preceding and unbounded following), nth_value(n, 2) over (order by id) from r order by id
select id, sum(n) over (order by id), sum(n) over (partition by kind), count(*) over (), avg(x) over (order by id rows between 1 preceding and 1 following) from r order by id
select id, sum(x) over w, min(n) over w, max(name) over w from r window w as (partition by kind order by id) order by id
select id, sum(x) over (w rows between 1 preceding and current row) from r window w as (order by id) order by id
select id, count(*) over (order by id range between 2 preceding and current row) from r order by id
select id, sum(n) filter (where ok) over (order by id), count(*) filter (where n > 5) over () from r order by id
select kind, sum(sum(n)) over (order by kind), rank() over (order by count(*) desc) from r group by kind order by kind
select * from (select id, row_number() over (partition by kind order by n desc nulls last, id) as rn from r) q where rn = 1 order by id
select id, n * 100.0 / sum(n) over () from r where n is not null order by id
select bool_and(ok) over (order by id), stddev(x) over (order by id), count(n) over (order by id desc) from r order by id
select g from generate_series(1, 5) as g order by g
select g.i, r.id from generate_series(1, 3) as g (i) left join r on r.id = g.i order by 1
select i from generate_series(10, 1, -3) i order by i
select count(*) from generate_series(1, 0)
select array[1, 2, null], array['a', 'b']
select true and null, false and null, true or null, false or null, not null::bool
select null = 1, null in (1), 1 in (null), null is null, coalesce(null, null, 3)
select 'a' < 'b', 'a' = 'a', 'B' < 'a', '' = '', 'đ' > 'd'
select n = '10', d = '2024-07-15', ok = 'true', x > '2' from r order by id
select id::text || '-' || coalesce(name, '?') as label from r order by label
select kind is null as missing, count(*) from r group by kind is null order by 1
select not ok, ok and n > 5, ok or n > 5 from r order by id
select max(d), min(t), max(kind), min(ok::text) from r
select sum(n) / count(*), sum(x) / nullif(count(*), 0), sum(n) * 1.0 / count(n) from r
select sum(case when ok then 1 else 0 end), sum(case when n > 5 then n end) from r
select "r"."id" as "Mã số", 'Đường ''số'' 1' as "a""b" from "r" where "r"."id" = 1
select e'a\\tb', U&'\\0111', $$it's$$, $x$a$$b$x$, 1_000, 0xff, 1e3, .5
select length(''), length('đ'), lower('ĐƯỜNG'), upper('đường')
select e'tab\\there\\nnew\\\\back''q"{p0:String}' as a, length(e'\\t\\n\\\\')
select kind, 'k' as lit, count(*) from r group by kind, lit order by 1
select distinct on (kind) id from r order by kind, id limit 2 offset 1
select t + interval '1 day' * n from r where n < 100 order by id
with r2 as (select id, array_agg(n) as a from r group by id) select id, cardinality(a) from r2 order by id
select a.kind, b.c from (select kind from r group by kind) a left join (select kind, count(*) as c from r group by kind) b on a.kind = b.kind order by 1
select count(*) from r where name = 'x' group by kind
select count(*) from r where name = 'x'
select sum(n) from r where false group by ()
select max(id) from r group by kind having max(id) > (select avg(id) from r) order by 1
select case when count(*) > 5 then 'many' else 'few' end from r
select coalesce(sum(n) filter (where kind = 'Z'), 0) from r
select extract(epoch from max(t) - min(t)) / 3600 from r
select id, (select count(*) from s) as c from r where id < 3 order by id
select count(*) from r a left join r b on a.kind = b.kind and b.id is null
select a.id from r a left join s b on a.kind = b.kind where b.kind is null order by 1
select 10 / 4 * 4, 10 / 4.0, 7 % 4, -2 ^ 2, 2 ^ 3 ^ 2
select 9223372036854775807, -9223372036854775808, 9223372036854775808
select '2024-01-31'::date + interval '1 month', date '2024-03-31' - interval '1 month'
select date '2024-01-01' < timestamp '2024-01-01 00:00:01', timestamp '2024-01-01' = timestamptz '2024-01-01'
select n::varchar(2), name::char(2) from r where id = 7
select exists(select * from e), exists(select from e)
select id, sum(count(*)) over (order by id) from r group by id order by id
select sum(x) from (select distinct kind, x from r) q
select * from (select 1 as a union select 2 union all select null) q where a is not null order by a
select kind, percentile_cont(0.5) within group (order by n), avg(n) from r group by grouping sets ((kind), ()) order by kind
select row_number() over (), count(*) over (partition by null) from e
select length(name) as l, count(*) from r group by l having length(name) > 3 order by l
select id as n, n as id from r order by n limit 3
select x.n from (select n from r) x group by x.n order by x.n
select max(case when ok then n end) - min(n) from r
select -9223372036854775807, 9223372036854775806 - 1
`
  .trim()
  .split("\n");

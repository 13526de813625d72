-- Customers that share a number, a credit code or (without either) a name: the same row again is passed over,
-- another row is wrong.
CREATE TEMP VIEW twin AS
SELECT line, hash, 'number' AS what, first_value(line) OVER w AS first, first_value(hash) OVER w AS original
FROM line WHERE number IS NOT NULL
WINDOW w AS (PARTITION BY number ORDER BY line)
UNION ALL
SELECT line, hash, 'code', first_value(line) OVER w, first_value(hash) OVER w
FROM line WHERE credit_code IS NOT NULL
WINDOW w AS (PARTITION BY credit_code ORDER BY line)
UNION ALL
SELECT line, hash, 'name', first_value(line) OVER w, first_value(hash) OVER w
FROM line WHERE name_key IS NOT NULL AND number IS NULL AND credit_code IS NULL
WINDOW w AS (PARTITION BY name_key ORDER BY line);

CREATE TEMP TABLE later AS SELECT * FROM twin WHERE line <> first;

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    CASE what WHEN 'number' THEN '客户编号' WHEN 'code' THEN '信用代码' ELSE '客户名称' END
    || '与第 ' || first || ' 行重复，内容不同。请只留一行。',
    CASE what WHEN 'number' THEN 'The number' WHEN 'code' THEN 'The credit code' ELSE 'The name' END
    || ' is that of row ' || first || ', but the rest differs. Keep one of them.'
FROM later WHERE hash <> original;

DELETE FROM line WHERE line IN (SELECT line FROM later WHERE hash = original);

CREATE TABLE item AS SELECT * FROM line WHERE line NOT IN (SELECT line FROM wrong) ORDER BY line;

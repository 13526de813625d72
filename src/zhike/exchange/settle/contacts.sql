-- People named twice at the same customer with the same mobile.
CREATE TEMP TABLE later AS
SELECT * FROM (
    SELECT line, hash, first_value(line) OVER w AS first, first_value(hash) OVER w AS original
    FROM line WINDOW w AS (PARTITION BY who, name, mobile ORDER BY line)
) WHERE line <> first;

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    '联系人与第 ' || first || ' 行重复，内容不同。请只留一行。',
    'This person is that of row ' || first || ', but the rest differs. Keep one of them.'
FROM later WHERE hash <> original;

DELETE FROM line WHERE line IN (SELECT line FROM later WHERE hash = original);

CREATE TABLE item AS
SELECT *, count(*) OVER (PARTITION BY who, name) AS namesakes
FROM line WHERE line NOT IN (SELECT line FROM wrong) ORDER BY line;

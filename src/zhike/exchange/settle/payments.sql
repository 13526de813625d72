-- Payments that share a number; and a number for those that have none.
CREATE TEMP TABLE later AS
SELECT * FROM (
    SELECT line, hash, first_value(line) OVER w AS first, first_value(hash) OVER w AS original
    FROM line WHERE number IS NOT NULL WINDOW w AS (PARTITION BY number ORDER BY line)
) WHERE line <> first;

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    '回款编号与第 ' || first || ' 行重复，内容不同。请只留一行。',
    'The payment number is that of row ' || first || ', but the rest differs. Keep one of them.'
FROM later WHERE hash <> original;

DELETE FROM line WHERE line IN (SELECT line FROM later WHERE hash = original);

CREATE TABLE item (
    seq INTEGER PRIMARY KEY, line INTEGER, number TEXT, order_number TEXT, who TEXT,
    amount INTEGER, due_on TEXT, paid_on TEXT
);

INSERT INTO item (line, number, order_number, who, amount, due_on, paid_on)
SELECT
    line,
    ifnull(number, short(base || '-' || row_number() OVER (PARTITION BY base ORDER BY line))),
    order_number, who, amount, due_on, paid_on
FROM (
    SELECT
        *,
        ifnull(order_number, who) || '-' || replace(ifnull(due_on, paid_on), '-', '') || '-' || amount AS base
    FROM line WHERE line NOT IN (SELECT line FROM wrong)
)
ORDER BY who, line;

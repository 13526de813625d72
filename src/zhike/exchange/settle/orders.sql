-- Lines of one number are one order, wherever in the file they stand. Half an order is no order: when one of its
-- lines is wrong, or its lines name two customers, none is taken. Items stand in the order of their customers: the
-- books' indexes are then written from one end to the other, which doubles the speed.
CREATE TEMP TABLE held AS
SELECT number FROM wrong WHERE number IS NOT NULL
UNION
SELECT line.number FROM line JOIN wrong USING (line) WHERE line.number IS NOT NULL;

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    '订单 ' || number || ' 有一行不能导入，整张订单先不导入，免得金额不全。',
    'Another row of order ' || number || ' is wrong, and half an order is not taken.'
FROM line WHERE number IN (SELECT number FROM held);

CREATE TEMP TABLE split AS
SELECT number FROM line WHERE number IS NOT NULL GROUP BY number HAVING min(who) <> max(who);

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    '订单 ' || number || ' 写了不止一个客户。',
    'Order ' || number || ' names more than one customer.'
FROM line WHERE number IN (SELECT number FROM split);

CREATE TABLE item (
    seq INTEGER PRIMARY KEY, line INTEGER, number TEXT, who TEXT, ordered_on TEXT,
    amount INTEGER, cost INTEGER, product TEXT, lines INTEGER
);

INSERT INTO item (line, number, who, ordered_on, amount, cost, product, lines)
SELECT first, whole.number, whole.who, whole.ordered_on, whole.amount, whole.cost, line.product, whole.lines
FROM (
    SELECT
        min(line) AS first, number, min(who) AS who, min(ordered_on) AS ordered_on,
        sum(amount) AS amount, sum(cost) AS cost, count(*) AS lines
    FROM line
    WHERE number IS NOT NULL AND line NOT IN (SELECT line FROM wrong)
    GROUP BY number
) AS whole
JOIN line ON line.line = whole.first
ORDER BY whole.who, whole.ordered_on;

-- Without a number one is made of what the row says, and of how often the file said so before.
INSERT INTO item (line, number, who, ordered_on, amount, cost, product, lines)
SELECT
    line,
    short(
        who || '-' || replace(ordered_on, '-', '') || '-' || amount || '-'
        || row_number() OVER (PARTITION BY who, ordered_on, amount ORDER BY line)
    ),
    who, ordered_on, amount, cost, product, 1
FROM line
WHERE number IS NULL AND line NOT IN (SELECT line FROM wrong)
ORDER BY who, ordered_on;

-- A ticket number stands once in a file for its customer; rows without one are told apart by how often the file said the same.
CREATE TEMP TABLE again AS
SELECT line, first FROM (
    SELECT line, number, first_value(line) OVER (PARTITION BY digest ORDER BY line) AS first
    FROM line WHERE line NOT IN (SELECT line FROM wrong)
) WHERE number IS NOT NULL AND line <> first;

INSERT OR IGNORE INTO wrong (line, zh, en)
SELECT
    line,
    '这个工单号在第 ' || first || ' 行已经有了。请只留一行。',
    'This ticket number stands in row ' || first || ' already. Keep one of them.'
FROM again;

CREATE TABLE item AS
SELECT
    line, who, contact, kind, channel, summary, words, product, department, cause, severity,
    asked_at, answered_at, settled_at, how, agreed, satisfied, "by",
    'import:' || digest || '-' || row_number() OVER (PARTITION BY digest ORDER BY line) AS origin
FROM line WHERE line NOT IN (SELECT line FROM wrong) ORDER BY asked_at, line;

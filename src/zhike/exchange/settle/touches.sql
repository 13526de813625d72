-- The same touch twice in one file is two touches; the same file twice is not.
CREATE TABLE item (
    seq INTEGER PRIMARY KEY, line INTEGER, origin TEXT, who TEXT, contact TEXT, kind TEXT,
    touched_on TEXT, "by" TEXT, summary TEXT
);

INSERT INTO item (line, origin, who, contact, kind, touched_on, "by", summary)
SELECT
    line,
    'import:' || digest || '-' || row_number() OVER (PARTITION BY digest ORDER BY line),
    who, contact, kind, touched_on, "by", summary
FROM line WHERE line NOT IN (SELECT line FROM wrong);

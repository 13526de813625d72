SELECT DISTINCT
  "t0"."customer_id"
FROM "orders" AS "t0"
WHERE
  (
    (
      "t0"."day" <= 20777
    ) <> (
      "t0"."day" <= 20778
    )
  )
  OR (
    (
      "t0"."day" > 20412
    ) <> (
      "t0"."day" > 20413
    )
  )
  OR (
    (
      (
        "t0"."day" > 20047
      ) AND (
        "t0"."day" <= 20412
      )
    ) <> (
      (
        "t0"."day" > 20048
      ) AND (
        "t0"."day" <= 20413
      )
    )
  )
  OR (
    (
      "t0"."day" > 20687
    ) <> (
      "t0"."day" > 20688
    )
  )
  OR (
    (
      (
        "t0"."day" > 20322
      ) AND (
        "t0"."day" <= 20412
      )
    ) <> (
      (
        "t0"."day" > 20323
      ) AND (
        "t0"."day" <= 20413
      )
    )
  )
  OR (
    (
      "t0"."day" > 20412
    )
    AND (
      "t0"."day" > 20413
    )
    AND (
      CAST(FLOOR((
        (
          20777 - "t0"."day"
        ) * 12
      ) / (
        365
      )) AS BIGINT) <> CAST(FLOOR((
        (
          20778 - "t0"."day"
        ) * 12
      ) / (
        365
      )) AS BIGINT)
    )
  )

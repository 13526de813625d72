SELECT
  "t17"."customer_id",
  "t17"."first_order_day",
  "t17"."last_order_day",
  "t17"."recency_days",
  "t17"."buying_days",
  "t17"."orders_12m",
  "t17"."revenue_12m",
  "t17"."revenue_prev_12m",
  "t17"."growth",
  "t17"."cycle_days",
  "t17"."overdue_pct",
  "t17"."late_payments_12m",
  CASE
    WHEN "t17"."target_basis" = 'target'
    THEN CAST(FLOOR((
      GREATEST("t17"."revenue_12m", 0) * 100
    ) / (
      "t17"."target"
    )) AS BIGINT)
    WHEN "t17"."target_basis" = 'previous'
    THEN CAST(FLOOR((
      GREATEST("t17"."revenue_12m", 0) * 100
    ) / (
      "t17"."revenue_prev_12m"
    )) AS BIGINT)
    WHEN "t17"."target_basis" = 'none'
    THEN 0
    ELSE CAST(NULL AS BIGINT)
  END AS "target_pct",
  "t17"."target_basis",
  "t17"."days_since_touch"
FROM (
  SELECT
    "t16"."customer_id",
    "t16"."target",
    "t16"."touch_day",
    "t16"."first_order_day",
    "t16"."last_order_day",
    COALESCE("t16"."buying_days", 0) AS "buying_days",
    COALESCE("t16"."orders_12m", 0) AS "orders_12m",
    COALESCE("t16"."revenue_12m", 0) AS "revenue_12m",
    COALESCE("t16"."revenue_prev_12m", 0) AS "revenue_prev_12m",
    "t16"."recency_days",
    "t16"."cycle_days",
    "t16"."growth",
    "t16"."overdue_pct",
    "t16"."late_payments_12m",
    20778 - "t16"."touch_day" AS "days_since_touch",
    CASE
      WHEN "t16"."target" > 0
      THEN 'target'
      WHEN COALESCE("t16"."revenue_prev_12m", 0) > 0
      THEN 'previous'
      WHEN COALESCE("t16"."revenue_12m", 0) <= 0
      THEN 'none'
      ELSE 'new'
    END AS "target_basis"
  FROM (
    SELECT
      "t15".*
      EXCLUDE ("customer_id_right")
    FROM (
      SELECT
        "t14"."customer_id",
        "t14"."target",
        "t14"."touch_day",
        "t14"."first_order_day",
        "t14"."last_order_day",
        "t14"."buying_days",
        "t14"."orders_12m",
        "t14"."revenue_12m",
        "t14"."revenue_prev_12m",
        "t14"."recency_days",
        "t14"."cycle_days",
        "t14"."growth",
        "t14"."overdue_pct",
        "t8"."customer_id" AS "customer_id_right",
        "t8"."late_payments_12m"
      FROM (
        SELECT
          "t12".*
          EXCLUDE ("customer_id_right")
        FROM (
          SELECT
            "t3"."customer_id",
            "t3"."target",
            "t3"."touch_day",
            "t11"."customer_id" AS "customer_id_right",
            "t11"."first_order_day",
            "t11"."last_order_day",
            "t11"."buying_days",
            "t11"."orders_12m",
            "t11"."revenue_12m",
            "t11"."revenue_prev_12m",
            "t11"."recency_days",
            "t11"."cycle_days",
            "t11"."growth",
            "t11"."overdue_pct"
          FROM "customers" AS "t3"
          LEFT OUTER JOIN (
            SELECT
              "t9"."customer_id",
              "t9"."first_order_day",
              "t9"."last_order_day",
              "t9"."buying_days",
              "t9"."orders_12m",
              "t9"."revenue_12m",
              "t9"."revenue_prev_12m",
              "t9"."recency_days",
              "t9"."cycle_days",
              "t9"."growth",
              CAST(FLOOR((
                "t9"."recency_days" * 100
              ) / (
                "t9"."cycle_days"
              )) AS BIGINT) AS "overdue_pct"
            FROM (
              SELECT
                "t6"."customer_id",
                "t6"."first_order_day",
                "t6"."last_order_day",
                "t6"."buying_days",
                "t6"."orders_12m",
                "t6"."revenue_12m",
                "t6"."revenue_prev_12m",
                20778 - "t6"."last_order_day" AS "recency_days",
                CASE
                  WHEN (
                    "t6"."buying_days" - 1
                  ) > 0
                  THEN GREATEST(
                    CAST(FLOOR(
                      (
                        (
                          (
                            "t6"."last_order_day" - "t6"."first_order_day"
                          ) * 2
                        ) + (
                          "t6"."buying_days" - 1
                        )
                      ) / (
                        (
                          "t6"."buying_days" - 1
                        ) * 2
                      )
                    ) AS BIGINT),
                    1
                  )
                  ELSE CAST(NULL AS BIGINT)
                END AS "cycle_days",
                CASE
                  WHEN "t6"."revenue_prev_12m" > 0
                  THEN CAST(FLOOR(
                    (
                      (
                        "t6"."revenue_12m" - "t6"."revenue_prev_12m"
                      ) * 10000
                    ) / (
                      "t6"."revenue_prev_12m"
                    )
                  ) AS BIGINT)
                  ELSE CAST(NULL AS BIGINT)
                END AS "growth"
              FROM (
                SELECT
                  "t5"."customer_id",
                  MIN("t5"."day") FILTER(WHERE
                    "t5"."amount" > 0) AS "first_order_day",
                  MAX("t5"."day") FILTER(WHERE
                    "t5"."amount" > 0) AS "last_order_day",
                  COUNT(DISTINCT "t5"."day") FILTER(WHERE
                    "t5"."amount" > 0) AS "buying_days",
                  COUNT(*) FILTER(WHERE
                    (
                      "t5"."amount" > 0
                    ) AND (
                      "t5"."day" > 20413
                    )) AS "orders_12m",
                  COALESCE(SUM("t5"."amount") FILTER(WHERE
                    "t5"."day" > 20413), 0) AS "revenue_12m",
                  COALESCE(
                    SUM("t5"."amount") FILTER(WHERE
                      (
                        "t5"."day" > 20048
                      ) AND (
                        "t5"."day" <= 20413
                      )),
                    0
                  ) AS "revenue_prev_12m"
                FROM (
                  SELECT
                    *
                  FROM "orders" AS "t2"
                  WHERE
                    "t2"."day" <= 20778
                ) AS "t5"
                GROUP BY
                  1
              ) AS "t6"
            ) AS "t9"
          ) AS "t11"
            ON "t3"."customer_id" = "t11"."customer_id"
        ) AS "t12"
      ) AS "t14"
      LEFT OUTER JOIN (
        SELECT
          "t4"."customer_id",
          COUNT(*) FILTER(WHERE
            CASE
              WHEN (
                "t4"."paid_day" IS NOT NULL
              ) AND (
                "t4"."paid_day" <= 20778
              )
              THEN "t4"."paid_day"
              ELSE 20778
            END > "t4"."due_day") AS "late_payments_12m"
        FROM (
          SELECT
            *
          FROM "payments" AS "t1"
          WHERE
            "t1"."due_day" > 20413 AND "t1"."due_day" <= 20778 AND "t1"."amount" > 0
        ) AS "t4"
        GROUP BY
          1
      ) AS "t8"
        ON "t14"."customer_id" = "t8"."customer_id"
    ) AS "t15"
  ) AS "t16"
) AS "t17"
ORDER BY
  "t17"."customer_id" ASC

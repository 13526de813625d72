WITH "t4" AS (
  SELECT
    "t1"."customer_id",
    MIN("t1"."day") FILTER(WHERE
      "t1"."amount" > 0) AS "first_order_day",
    MAX("t1"."day") FILTER(WHERE
      "t1"."amount" > 0) AS "last_order_day",
    COUNT(DISTINCT "t1"."day") FILTER(WHERE
      "t1"."amount" > 0) AS "buying_days",
    COUNT(
      DISTINCT CAST(FLOOR((
        (
          20778 - "t1"."day"
        ) * 12
      ) / (
        365
      )) AS BIGINT)
    ) FILTER(WHERE
      (
        "t1"."amount" > 0
      ) AND (
        "t1"."day" > 20413
      )) AS "active_months",
    COUNT(*) FILTER(WHERE
      (
        "t1"."amount" > 0
      ) AND (
        "t1"."day" > 20413
      )) AS "orders_12m",
    COUNT(DISTINCT NULLIF("t1"."product", '')) FILTER(WHERE
      (
        "t1"."amount" > 0
      ) AND (
        "t1"."day" > 20413
      )) AS "lines_12m",
    COALESCE(SUM("t1"."amount") FILTER(WHERE
      "t1"."day" > 20413), 0) AS "revenue_12m",
    COALESCE(
      SUM("t1"."amount") FILTER(WHERE
        (
          "t1"."day" > 20048
        ) AND (
          "t1"."day" <= 20413
        )),
      0
    ) AS "revenue_prev_12m",
    SUM("t1"."amount") AS "revenue_all",
    COALESCE(SUM("t1"."amount") FILTER(WHERE
      "t1"."day" > 20688), 0) AS "season_revenue",
    COALESCE(
      SUM("t1"."amount") FILTER(WHERE
        (
          "t1"."day" > 20323
        ) AND (
          "t1"."day" <= 20413
        )),
      0
    ) AS "season_prev_revenue",
    COALESCE(
      SUM("t1"."amount") FILTER(WHERE
        (
          "t1"."day" > 20413
        ) AND (
          "t1"."cost" IS NOT NULL
        )),
      0
    ) AS "costed_revenue",
    COALESCE(
      SUM("t1"."cost") FILTER(WHERE
        (
          "t1"."day" > 20413
        ) AND (
          "t1"."cost" IS NOT NULL
        )),
      0
    ) AS "costs",
    COUNT(*) FILTER(WHERE
      (
        "t1"."day" > 20413
      ) AND (
        "t1"."cost" IS NOT NULL
      )) AS "costed",
    COALESCE(SUM("t1"."amount") FILTER(WHERE
      "t1"."amount" > 0), 0) AS "bought_revenue"
  FROM (
    SELECT
      *
    FROM "orders" AS "t0"
    WHERE
      (
        "t0"."customer_id" % 4
      ) = 1 AND "t0"."day" <= 20778
  ) AS "t1"
  GROUP BY
    1
)
SELECT
  *
FROM (
  SELECT
    "t12".*
    EXCLUDE ("customer_id_right")
  FROM (
    SELECT
      "t6"."customer_id",
      "t6"."first_order_day",
      "t6"."last_order_day",
      "t6"."buying_days",
      "t6"."active_months",
      "t6"."orders_12m",
      "t6"."lines_12m",
      "t6"."revenue_12m",
      "t6"."revenue_prev_12m",
      "t6"."revenue_all",
      "t6"."season_revenue",
      "t6"."season_prev_revenue",
      "t6"."costed_revenue",
      "t6"."costs",
      "t6"."costed",
      "t6"."bought_revenue",
      "t11"."customer_id" AS "customer_id_right",
      "t11"."first_day_revenue"
    FROM "t4" AS "t6"
    LEFT OUTER JOIN (
      SELECT
        "t9"."customer_id",
        SUM("t9"."amount") AS "first_day_revenue"
      FROM (
        SELECT
          "t3"."id",
          "t3"."customer_id",
          "t3"."day",
          "t3"."amount",
          "t3"."cost",
          "t3"."product"
        FROM (
          SELECT
            *
          FROM "orders" AS "t0"
          WHERE
            (
              "t0"."customer_id" % 4
            ) = 1 AND "t0"."day" <= 20778 AND "t0"."amount" > 0
        ) AS "t3"
        SEMI JOIN (
          SELECT
            "t5"."customer_id",
            "t5"."first_order_day" AS "day"
          FROM "t4" AS "t5"
        ) AS "t8"
          ON "t3"."customer_id" = "t8"."customer_id" AND "t3"."day" = "t8"."day"
      ) AS "t9"
      GROUP BY
        1
    ) AS "t11"
      ON "t6"."customer_id" = "t11"."customer_id"
  ) AS "t12"
) AS "t13"

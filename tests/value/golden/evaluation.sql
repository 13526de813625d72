SELECT
  "t7"."customer_id",
  "t7"."target_basis",
  "t7"."value_sales_target",
  "t7"."value_attitude",
  "t7"."value_credit",
  "t7"."value_information",
  "t7"."points_sales_target",
  "t7"."points_attitude",
  "t7"."points_credit",
  "t7"."points_information",
  "t7"."points",
  CASE
    WHEN "t7"."points" >= 8000
    THEN 'A'
    WHEN "t7"."points" >= 6000
    THEN 'B'
    WHEN "t7"."points" >= 0
    THEN 'C'
    ELSE NULL
  END AS "grade"
FROM (
  SELECT
    "t6"."customer_id",
    "t6"."target_basis",
    "t6"."value_sales_target",
    "t6"."value_attitude",
    "t6"."value_credit",
    "t6"."value_information",
    "t6"."points_sales_target",
    "t6"."points_attitude",
    "t6"."points_credit",
    "t6"."points_information",
    "t6"."points_sales_target" + "t6"."points_attitude" + "t6"."points_credit" + "t6"."points_information" AS "points"
  FROM (
    SELECT
      "t5"."customer_id",
      "t5"."target_basis",
      "t5"."value_sales_target",
      "t5"."value_attitude",
      "t5"."value_credit",
      "t5"."value_information",
      CAST(FLOOR(
        (
          CASE
            WHEN "t5"."value_sales_target" IS NULL
            THEN 7000
            ELSE CASE
              WHEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_sales_target" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_sales_target" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_sales_target" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END IS NULL
              THEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_sales_target" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_sales_target" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_sales_target" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END
              ELSE GREATEST(
                0,
                CASE
                  WHEN CAST(FLOOR((
                    (
                      "t5"."value_sales_target" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT) IS NULL
                  THEN CAST(FLOOR((
                    (
                      "t5"."value_sales_target" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                  ELSE LEAST(
                    10000,
                    CAST(FLOOR((
                      (
                        "t5"."value_sales_target" - 0
                      ) * 10000
                    ) / (
                      100
                    )) AS BIGINT)
                  )
                END
              )
            END
          END * 40
        ) / (
          100
        )
      ) AS BIGINT) AS "points_sales_target",
      CAST(FLOOR(
        (
          CASE
            WHEN "t5"."value_attitude" IS NULL
            THEN 7000
            ELSE CASE
              WHEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_attitude" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_attitude" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_attitude" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END IS NULL
              THEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_attitude" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_attitude" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_attitude" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END
              ELSE GREATEST(
                0,
                CASE
                  WHEN CAST(FLOOR((
                    (
                      "t5"."value_attitude" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT) IS NULL
                  THEN CAST(FLOOR((
                    (
                      "t5"."value_attitude" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                  ELSE LEAST(
                    10000,
                    CAST(FLOOR((
                      (
                        "t5"."value_attitude" - 0
                      ) * 10000
                    ) / (
                      100
                    )) AS BIGINT)
                  )
                END
              )
            END
          END * 20
        ) / (
          100
        )
      ) AS BIGINT) AS "points_attitude",
      CAST(FLOOR(
        (
          CASE
            WHEN "t5"."value_credit" IS NULL
            THEN 7000
            ELSE CASE
              WHEN "t5"."value_credit" >= 7
              THEN 0
              WHEN "t5"."value_credit" >= 6
              THEN 1000
              WHEN "t5"."value_credit" >= 5
              THEN 2500
              WHEN "t5"."value_credit" >= 4
              THEN 4000
              WHEN "t5"."value_credit" >= 3
              THEN 5500
              WHEN "t5"."value_credit" >= 2
              THEN 7000
              WHEN "t5"."value_credit" >= 1
              THEN 8500
              WHEN "t5"."value_credit" >= 0
              THEN 10000
              ELSE 10000
            END
          END * 20
        ) / (
          100
        )
      ) AS BIGINT) AS "points_credit",
      CAST(FLOOR(
        (
          CASE
            WHEN "t5"."value_information" IS NULL
            THEN 7000
            ELSE CASE
              WHEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_information" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_information" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_information" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END IS NULL
              THEN CASE
                WHEN CAST(FLOOR((
                  (
                    "t5"."value_information" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT) IS NULL
                THEN CAST(FLOOR((
                  (
                    "t5"."value_information" - 0
                  ) * 10000
                ) / (
                  100
                )) AS BIGINT)
                ELSE LEAST(
                  10000,
                  CAST(FLOOR((
                    (
                      "t5"."value_information" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                )
              END
              ELSE GREATEST(
                0,
                CASE
                  WHEN CAST(FLOOR((
                    (
                      "t5"."value_information" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT) IS NULL
                  THEN CAST(FLOOR((
                    (
                      "t5"."value_information" - 0
                    ) * 10000
                  ) / (
                    100
                  )) AS BIGINT)
                  ELSE LEAST(
                    10000,
                    CAST(FLOOR((
                      (
                        "t5"."value_information" - 0
                      ) * 10000
                    ) / (
                      100
                    )) AS BIGINT)
                  )
                END
              )
            END
          END * 20
        ) / (
          100
        )
      ) AS BIGINT) AS "points_information"
    FROM (
      SELECT
        "t2"."customer_id",
        "t2"."target_basis",
        "t2"."target_pct" AS "value_sales_target",
        "t4"."attitude" AS "value_attitude",
        "t2"."late_payments_12m" AS "value_credit",
        "t4"."information" AS "value_information"
      FROM "measures" AS "t2"
      LEFT OUTER JOIN (
        SELECT
          "t1"."customer_id",
          CAST(MAX("t1"."value") FILTER(WHERE
            (
              "t1"."criterion" = 'attitude'
            ) AND (
              "t1"."is_newest" = 1
            )) AS BIGINT) AS "attitude",
          CAST(MAX("t1"."value") FILTER(WHERE
            (
              "t1"."criterion" = 'information'
            ) AND (
              "t1"."is_newest" = 1
            )) AS BIGINT) AS "information"
        FROM "ratings" AS "t1"
        GROUP BY
          1
      ) AS "t4"
        ON "t2"."customer_id" = "t4"."customer_id"
    ) AS "t5"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."customer_id" ASC

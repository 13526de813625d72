WITH "t11" AS (
  SELECT
    "t7"."customer_id",
    MIN("t7"."day") FILTER(WHERE
      "t7"."amount" > 0) AS "first_order_day",
    MAX("t7"."day") FILTER(WHERE
      "t7"."amount" > 0) AS "last_order_day",
    COUNT(DISTINCT "t7"."day") FILTER(WHERE
      "t7"."amount" > 0) AS "buying_days",
    COUNT(
      DISTINCT CAST(FLOOR((
        (
          20778 - "t7"."day"
        ) * 12
      ) / (
        365
      )) AS BIGINT)
    ) FILTER(WHERE
      (
        "t7"."amount" > 0
      ) AND (
        "t7"."day" > 20413
      )) AS "active_months",
    COUNT(*) FILTER(WHERE
      (
        "t7"."amount" > 0
      ) AND (
        "t7"."day" > 20413
      )) AS "orders_12m",
    COUNT(DISTINCT NULLIF("t7"."product", '')) FILTER(WHERE
      (
        "t7"."amount" > 0
      ) AND (
        "t7"."day" > 20413
      )) AS "lines_12m",
    COALESCE(SUM("t7"."amount") FILTER(WHERE
      "t7"."day" > 20413), 0) AS "revenue_12m",
    COALESCE(
      SUM("t7"."amount") FILTER(WHERE
        (
          "t7"."day" > 20048
        ) AND (
          "t7"."day" <= 20413
        )),
      0
    ) AS "revenue_prev_12m",
    SUM("t7"."amount") AS "revenue_all",
    COALESCE(SUM("t7"."amount") FILTER(WHERE
      "t7"."day" > 20688), 0) AS "season_revenue",
    COALESCE(
      SUM("t7"."amount") FILTER(WHERE
        (
          "t7"."day" > 20323
        ) AND (
          "t7"."day" <= 20413
        )),
      0
    ) AS "season_prev_revenue",
    COALESCE(
      SUM("t7"."amount") FILTER(WHERE
        (
          "t7"."day" > 20413
        ) AND (
          "t7"."cost" IS NOT NULL
        )),
      0
    ) AS "costed_revenue",
    COALESCE(
      SUM("t7"."cost") FILTER(WHERE
        (
          "t7"."day" > 20413
        ) AND (
          "t7"."cost" IS NOT NULL
        )),
      0
    ) AS "costs",
    COUNT(*) FILTER(WHERE
      (
        "t7"."day" > 20413
      ) AND (
        "t7"."cost" IS NOT NULL
      )) AS "costed",
    COALESCE(SUM("t7"."amount") FILTER(WHERE
      "t7"."amount" > 0), 0) AS "bought_revenue"
  FROM (
    SELECT
      *
    FROM "orders" AS "t3"
    WHERE
      "t3"."day" <= 20778
  ) AS "t7"
  GROUP BY
    1
)
SELECT
  "t41"."customer_id",
  "t41"."first_order_day",
  "t41"."last_order_day",
  "t41"."recency_days",
  "t41"."months_with_us",
  "t41"."buying_days",
  "t41"."active_months",
  "t41"."orders_12m",
  "t41"."lines_12m",
  "t41"."revenue_12m",
  "t41"."revenue_prev_12m",
  "t41"."revenue_all",
  "t41"."repeat_revenue",
  "t41"."growth",
  "t41"."season_revenue",
  "t41"."season_prev_revenue",
  "t41"."season_growth",
  "t41"."cycle_days",
  "t41"."overdue_pct",
  "t41"."late_payments_12m",
  "t41"."on_time_pct",
  "t41"."days_late",
  "t41"."owed_overdue",
  "t41"."terms_days",
  "t41"."margin_12m",
  "t41"."costed_pct",
  "t41"."cost_12m",
  "t41"."profit_12m",
  "t41"."spill_12m",
  "t41"."wallet_pct",
  "t41"."complaints_12m",
  "t41"."referrals_12m",
  "t41"."known_people",
  "t41"."renewals",
  "t41"."contract_end_day",
  "t41"."gone_day",
  "t41"."target_pct",
  "t41"."target_basis",
  "t41"."days_since_touch",
  "t41"."share_before",
  "t41"."share",
  "t41"."rfm_r",
  "t41"."rfm_f",
  "t41"."rfm_m",
  "t41"."book_pct",
  "t41"."industry_pct",
  "t41"."city_pct"
FROM (
  SELECT
    "t40"."customer_id",
    "t40"."industry",
    "t40"."city",
    "t40"."target",
    "t40"."touch_day",
    "t40"."wallet",
    "t40"."terms_days",
    "t40"."cost_12m",
    "t40"."complaints_12m",
    "t40"."referrals_12m",
    "t40"."known_people",
    "t40"."renewals",
    "t40"."contract_end_day",
    "t40"."gone_day",
    "t40"."first_order_day",
    "t40"."last_order_day",
    "t40"."buying_days",
    "t40"."active_months",
    "t40"."orders_12m",
    "t40"."lines_12m",
    "t40"."revenue_12m",
    "t40"."revenue_prev_12m",
    "t40"."revenue_all",
    "t40"."season_revenue",
    "t40"."season_prev_revenue",
    "t40"."costed_revenue",
    "t40"."costs",
    "t40"."costed",
    "t40"."bought_revenue",
    "t40"."first_day_revenue",
    "t40"."recency_days",
    "t40"."months_with_us",
    "t40"."cycle_days",
    "t40"."growth",
    "t40"."season_growth",
    "t40"."margin_12m",
    "t40"."costed_pct",
    "t40"."repeat_revenue",
    "t40"."overdue_pct",
    "t40"."payments",
    "t40"."late_payments_12m",
    "t40"."days_beyond",
    "t40"."owed_overdue",
    "t40"."on_time_pct",
    "t40"."days_late",
    "t40"."spill_12m",
    "t40"."days_since_touch",
    "t40"."target_basis",
    "t40"."profit_12m",
    "t40"."wallet_pct",
    "t40"."target_pct",
    "t40"."paying",
    "t40"."has_bought",
    "t40"."so_far",
    "t40"."whole",
    "t40"."share_before",
    "t40"."share",
    CASE
      WHEN "t40"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought"
              ORDER BY -(
                "t40"."recency_days"
              ) ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_r",
    CASE
      WHEN "t40"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought"
              ORDER BY "t40"."orders_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_f",
    CASE
      WHEN "t40"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought"
              ORDER BY "t40"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_m",
    CASE
      WHEN "t40"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t40"."has_bought"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought"
              ORDER BY "t40"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "book_pct",
    CASE
      WHEN "t40"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t40"."has_bought", "t40"."industry"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t40"."industry" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought", "t40"."industry"
              ORDER BY "t40"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought", "t40"."industry"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "industry_pct",
    CASE
      WHEN "t40"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t40"."has_bought", "t40"."city"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t40"."city" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t40"."has_bought", "t40"."city"
              ORDER BY "t40"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t40"."has_bought", "t40"."city"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "city_pct"
  FROM (
    SELECT
      "t39"."customer_id",
      "t39"."industry",
      "t39"."city",
      "t39"."target",
      "t39"."touch_day",
      "t39"."wallet",
      "t39"."terms_days",
      "t39"."cost_12m",
      "t39"."complaints_12m",
      "t39"."referrals_12m",
      "t39"."known_people",
      "t39"."renewals",
      "t39"."contract_end_day",
      "t39"."gone_day",
      "t39"."first_order_day",
      "t39"."last_order_day",
      "t39"."buying_days",
      "t39"."active_months",
      "t39"."orders_12m",
      "t39"."lines_12m",
      "t39"."revenue_12m",
      "t39"."revenue_prev_12m",
      "t39"."revenue_all",
      "t39"."season_revenue",
      "t39"."season_prev_revenue",
      "t39"."costed_revenue",
      "t39"."costs",
      "t39"."costed",
      "t39"."bought_revenue",
      "t39"."first_day_revenue",
      "t39"."recency_days",
      "t39"."months_with_us",
      "t39"."cycle_days",
      "t39"."growth",
      "t39"."season_growth",
      "t39"."margin_12m",
      "t39"."costed_pct",
      "t39"."repeat_revenue",
      "t39"."overdue_pct",
      "t39"."payments",
      "t39"."late_payments_12m",
      "t39"."days_beyond",
      "t39"."owed_overdue",
      "t39"."on_time_pct",
      "t39"."days_late",
      "t39"."spill_12m",
      "t39"."days_since_touch",
      "t39"."target_basis",
      "t39"."profit_12m",
      "t39"."wallet_pct",
      "t39"."target_pct",
      "t39"."paying",
      "t39"."has_bought",
      "t39"."so_far",
      "t39"."whole",
      CASE
        WHEN "t39"."paying" > 0
        THEN CAST(FLOOR((
          (
            "t39"."so_far" - "t39"."paying"
          ) * 10000
        ) / (
          "t39"."whole"
        )) AS BIGINT)
        ELSE CAST(NULL AS BIGINT)
      END AS "share_before",
      CASE
        WHEN "t39"."paying" > 0
        THEN CAST(FLOOR((
          "t39"."paying" * 10000
        ) / (
          "t39"."whole"
        )) AS BIGINT)
        ELSE CAST(NULL AS BIGINT)
      END AS "share"
    FROM (
      SELECT
        "t38"."customer_id",
        "t38"."industry",
        "t38"."city",
        "t38"."target",
        "t38"."touch_day",
        "t38"."wallet",
        "t38"."terms_days",
        "t38"."cost_12m",
        "t38"."complaints_12m",
        "t38"."referrals_12m",
        "t38"."known_people",
        "t38"."renewals",
        "t38"."contract_end_day",
        "t38"."gone_day",
        "t38"."first_order_day",
        "t38"."last_order_day",
        "t38"."buying_days",
        "t38"."active_months",
        "t38"."orders_12m",
        "t38"."lines_12m",
        "t38"."revenue_12m",
        "t38"."revenue_prev_12m",
        "t38"."revenue_all",
        "t38"."season_revenue",
        "t38"."season_prev_revenue",
        "t38"."costed_revenue",
        "t38"."costs",
        "t38"."costed",
        "t38"."bought_revenue",
        "t38"."first_day_revenue",
        "t38"."recency_days",
        "t38"."months_with_us",
        "t38"."cycle_days",
        "t38"."growth",
        "t38"."season_growth",
        "t38"."margin_12m",
        "t38"."costed_pct",
        "t38"."repeat_revenue",
        "t38"."overdue_pct",
        "t38"."payments",
        "t38"."late_payments_12m",
        "t38"."days_beyond",
        "t38"."owed_overdue",
        "t38"."on_time_pct",
        "t38"."days_late",
        "t38"."spill_12m",
        "t38"."days_since_touch",
        "t38"."target_basis",
        "t38"."profit_12m",
        "t38"."wallet_pct",
        "t38"."target_pct",
        "t38"."paying",
        "t38"."has_bought",
        SUM("t38"."paying") OVER (
          ORDER BY "t38"."paying" DESC, "t38"."customer_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "so_far",
        SUM("t38"."paying") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "whole"
      FROM (
        SELECT
          "t37"."customer_id",
          "t37"."industry",
          "t37"."city",
          "t37"."target",
          "t37"."touch_day",
          "t37"."wallet",
          "t37"."terms_days",
          "t37"."cost_12m",
          "t37"."complaints_12m",
          "t37"."referrals_12m",
          "t37"."known_people",
          "t37"."renewals",
          "t37"."contract_end_day",
          "t37"."gone_day",
          "t37"."first_order_day",
          "t37"."last_order_day",
          "t37"."buying_days",
          "t37"."active_months",
          "t37"."orders_12m",
          "t37"."lines_12m",
          "t37"."revenue_12m",
          "t37"."revenue_prev_12m",
          "t37"."revenue_all",
          "t37"."season_revenue",
          "t37"."season_prev_revenue",
          "t37"."costed_revenue",
          "t37"."costs",
          "t37"."costed",
          "t37"."bought_revenue",
          "t37"."first_day_revenue",
          "t37"."recency_days",
          "t37"."months_with_us",
          "t37"."cycle_days",
          "t37"."growth",
          "t37"."season_growth",
          "t37"."margin_12m",
          "t37"."costed_pct",
          "t37"."repeat_revenue",
          "t37"."overdue_pct",
          "t37"."payments",
          "t37"."late_payments_12m",
          "t37"."days_beyond",
          "t37"."owed_overdue",
          "t37"."on_time_pct",
          "t37"."days_late",
          "t37"."spill_12m",
          "t37"."days_since_touch",
          "t37"."target_basis",
          "t37"."profit_12m",
          "t37"."wallet_pct",
          CASE
            WHEN "t37"."target_basis" = 'target'
            THEN CAST(FLOOR((
              GREATEST("t37"."revenue_12m", 0) * 100
            ) / (
              "t37"."target"
            )) AS BIGINT)
            WHEN "t37"."target_basis" = 'previous'
            THEN CAST(FLOOR((
              GREATEST("t37"."revenue_12m", 0) * 100
            ) / (
              "t37"."revenue_prev_12m"
            )) AS BIGINT)
            WHEN "t37"."target_basis" = 'none'
            THEN 0
            ELSE CAST(NULL AS BIGINT)
          END AS "target_pct",
          GREATEST("t37"."revenue_12m", 0) AS "paying",
          "t37"."first_order_day" IS NOT NULL AS "has_bought"
        FROM (
          SELECT
            "t36"."customer_id",
            "t36"."industry",
            "t36"."city",
            "t36"."target",
            "t36"."touch_day",
            "t36"."wallet",
            "t36"."terms_days",
            "t36"."cost_12m",
            "t36"."complaints_12m",
            "t36"."referrals_12m",
            "t36"."known_people",
            "t36"."renewals",
            "t36"."contract_end_day",
            "t36"."gone_day",
            "t36"."first_order_day",
            "t36"."last_order_day",
            COALESCE("t36"."buying_days", 0) AS "buying_days",
            COALESCE("t36"."active_months", 0) AS "active_months",
            COALESCE("t36"."orders_12m", 0) AS "orders_12m",
            COALESCE("t36"."lines_12m", 0) AS "lines_12m",
            COALESCE("t36"."revenue_12m", 0) AS "revenue_12m",
            COALESCE("t36"."revenue_prev_12m", 0) AS "revenue_prev_12m",
            COALESCE("t36"."revenue_all", 0) AS "revenue_all",
            COALESCE("t36"."season_revenue", 0) AS "season_revenue",
            COALESCE("t36"."season_prev_revenue", 0) AS "season_prev_revenue",
            "t36"."costed_revenue",
            "t36"."costs",
            "t36"."costed",
            "t36"."bought_revenue",
            "t36"."first_day_revenue",
            "t36"."recency_days",
            "t36"."months_with_us",
            "t36"."cycle_days",
            "t36"."growth",
            "t36"."season_growth",
            "t36"."margin_12m",
            "t36"."costed_pct",
            COALESCE("t36"."repeat_revenue", 0) AS "repeat_revenue",
            "t36"."overdue_pct",
            "t36"."payments",
            "t36"."late_payments_12m",
            "t36"."days_beyond",
            "t36"."owed_overdue",
            "t36"."on_time_pct",
            "t36"."days_late",
            COALESCE("t36"."spill_12m", 0) AS "spill_12m",
            20778 - "t36"."touch_day" AS "days_since_touch",
            CASE
              WHEN "t36"."target" > 0
              THEN 'target'
              WHEN COALESCE("t36"."revenue_prev_12m", 0) > 0
              THEN 'previous'
              WHEN COALESCE("t36"."revenue_12m", 0) <= 0
              THEN 'none'
              ELSE 'new'
            END AS "target_basis",
            "t36"."margin_12m" - "t36"."cost_12m" AS "profit_12m",
            CAST(FLOOR(
              (
                GREATEST(COALESCE("t36"."revenue_12m", 0), 0) * 100
              ) / (
                NULLIF("t36"."wallet", 0)
              )
            ) AS BIGINT) AS "wallet_pct"
          FROM (
            SELECT
              "t35".*
              EXCLUDE ("customer_id_right")
            FROM (
              SELECT
                "t34"."customer_id",
                "t34"."industry",
                "t34"."city",
                "t34"."target",
                "t34"."touch_day",
                "t34"."wallet",
                "t34"."terms_days",
                "t34"."cost_12m",
                "t34"."complaints_12m",
                "t34"."referrals_12m",
                "t34"."known_people",
                "t34"."renewals",
                "t34"."contract_end_day",
                "t34"."gone_day",
                "t34"."first_order_day",
                "t34"."last_order_day",
                "t34"."buying_days",
                "t34"."active_months",
                "t34"."orders_12m",
                "t34"."lines_12m",
                "t34"."revenue_12m",
                "t34"."revenue_prev_12m",
                "t34"."revenue_all",
                "t34"."season_revenue",
                "t34"."season_prev_revenue",
                "t34"."costed_revenue",
                "t34"."costs",
                "t34"."costed",
                "t34"."bought_revenue",
                "t34"."first_day_revenue",
                "t34"."recency_days",
                "t34"."months_with_us",
                "t34"."cycle_days",
                "t34"."growth",
                "t34"."season_growth",
                "t34"."margin_12m",
                "t34"."costed_pct",
                "t34"."repeat_revenue",
                "t34"."overdue_pct",
                "t34"."payments",
                "t34"."late_payments_12m",
                "t34"."days_beyond",
                "t34"."owed_overdue",
                "t34"."on_time_pct",
                "t34"."days_late",
                "t31"."customer_id" AS "customer_id_right",
                "t31"."spill_12m"
              FROM (
                SELECT
                  "t32".*
                  EXCLUDE ("customer_id_right")
                FROM (
                  SELECT
                    "t29"."customer_id",
                    "t29"."industry",
                    "t29"."city",
                    "t29"."target",
                    "t29"."touch_day",
                    "t29"."wallet",
                    "t29"."terms_days",
                    "t29"."cost_12m",
                    "t29"."complaints_12m",
                    "t29"."referrals_12m",
                    "t29"."known_people",
                    "t29"."renewals",
                    "t29"."contract_end_day",
                    "t29"."gone_day",
                    "t29"."first_order_day",
                    "t29"."last_order_day",
                    "t29"."buying_days",
                    "t29"."active_months",
                    "t29"."orders_12m",
                    "t29"."lines_12m",
                    "t29"."revenue_12m",
                    "t29"."revenue_prev_12m",
                    "t29"."revenue_all",
                    "t29"."season_revenue",
                    "t29"."season_prev_revenue",
                    "t29"."costed_revenue",
                    "t29"."costs",
                    "t29"."costed",
                    "t29"."bought_revenue",
                    "t29"."first_day_revenue",
                    "t29"."recency_days",
                    "t29"."months_with_us",
                    "t29"."cycle_days",
                    "t29"."growth",
                    "t29"."season_growth",
                    "t29"."margin_12m",
                    "t29"."costed_pct",
                    "t29"."repeat_revenue",
                    "t29"."overdue_pct",
                    "t19"."customer_id" AS "customer_id_right",
                    "t19"."payments",
                    "t19"."late_payments_12m",
                    "t19"."days_beyond",
                    "t19"."owed_overdue",
                    "t19"."on_time_pct",
                    "t19"."days_late"
                  FROM (
                    SELECT
                      "t26".*
                      EXCLUDE ("customer_id_right")
                    FROM (
                      SELECT
                        "t4"."customer_id",
                        "t4"."industry",
                        "t4"."city",
                        "t4"."target",
                        "t4"."touch_day",
                        "t4"."wallet",
                        "t4"."terms_days",
                        "t4"."cost_12m",
                        "t4"."complaints_12m",
                        "t4"."referrals_12m",
                        "t4"."known_people",
                        "t4"."renewals",
                        "t4"."contract_end_day",
                        "t4"."gone_day",
                        "t25"."customer_id" AS "customer_id_right",
                        "t25"."first_order_day",
                        "t25"."last_order_day",
                        "t25"."buying_days",
                        "t25"."active_months",
                        "t25"."orders_12m",
                        "t25"."lines_12m",
                        "t25"."revenue_12m",
                        "t25"."revenue_prev_12m",
                        "t25"."revenue_all",
                        "t25"."season_revenue",
                        "t25"."season_prev_revenue",
                        "t25"."costed_revenue",
                        "t25"."costs",
                        "t25"."costed",
                        "t25"."bought_revenue",
                        "t25"."first_day_revenue",
                        "t25"."recency_days",
                        "t25"."months_with_us",
                        "t25"."cycle_days",
                        "t25"."growth",
                        "t25"."season_growth",
                        "t25"."margin_12m",
                        "t25"."costed_pct",
                        "t25"."repeat_revenue",
                        "t25"."overdue_pct"
                      FROM "customers" AS "t4"
                      LEFT OUTER JOIN (
                        SELECT
                          "t23"."customer_id",
                          "t23"."first_order_day",
                          "t23"."last_order_day",
                          "t23"."buying_days",
                          "t23"."active_months",
                          "t23"."orders_12m",
                          "t23"."lines_12m",
                          "t23"."revenue_12m",
                          "t23"."revenue_prev_12m",
                          "t23"."revenue_all",
                          "t23"."season_revenue",
                          "t23"."season_prev_revenue",
                          "t23"."costed_revenue",
                          "t23"."costs",
                          "t23"."costed",
                          "t23"."bought_revenue",
                          "t23"."first_day_revenue",
                          20778 - "t23"."last_order_day" AS "recency_days",
                          CAST(FLOOR((
                            (
                              20778 - "t23"."first_order_day"
                            ) * 10000
                          ) / (
                            304375
                          )) AS BIGINT) AS "months_with_us",
                          CASE
                            WHEN (
                              "t23"."buying_days" - 1
                            ) > 0
                            THEN GREATEST(
                              CAST(FLOOR(
                                (
                                  (
                                    (
                                      "t23"."last_order_day" - "t23"."first_order_day"
                                    ) * 2
                                  ) + (
                                    "t23"."buying_days" - 1
                                  )
                                ) / (
                                  (
                                    "t23"."buying_days" - 1
                                  ) * 2
                                )
                              ) AS BIGINT),
                              1
                            )
                            ELSE CAST(NULL AS BIGINT)
                          END AS "cycle_days",
                          CASE
                            WHEN "t23"."revenue_prev_12m" > 0
                            THEN CAST(FLOOR(
                              (
                                (
                                  "t23"."revenue_12m" - "t23"."revenue_prev_12m"
                                ) * 10000
                              ) / (
                                "t23"."revenue_prev_12m"
                              )
                            ) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "growth",
                          CASE
                            WHEN "t23"."season_prev_revenue" > 0
                            THEN CAST(FLOOR(
                              (
                                (
                                  "t23"."season_revenue" - "t23"."season_prev_revenue"
                                ) * 10000
                              ) / (
                                "t23"."season_prev_revenue"
                              )
                            ) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "season_growth",
                          CASE
                            WHEN "t23"."costed" > 0
                            THEN "t23"."costed_revenue" - "t23"."costs"
                            ELSE CAST(NULL AS BIGINT)
                          END AS "margin_12m",
                          CASE
                            WHEN "t23"."revenue_12m" > 0
                            THEN CAST(FLOOR((
                              "t23"."costed_revenue" * 100
                            ) / (
                              "t23"."revenue_12m"
                            )) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "costed_pct",
                          COALESCE("t23"."bought_revenue" - "t23"."first_day_revenue", 0) AS "repeat_revenue",
                          CAST(FLOOR(
                            (
                              (
                                20778 - "t23"."last_order_day"
                              ) * 100
                            ) / (
                              CASE
                                WHEN (
                                  "t23"."buying_days" - 1
                                ) > 0
                                THEN GREATEST(
                                  CAST(FLOOR(
                                    (
                                      (
                                        (
                                          "t23"."last_order_day" - "t23"."first_order_day"
                                        ) * 2
                                      ) + (
                                        "t23"."buying_days" - 1
                                      )
                                    ) / (
                                      (
                                        "t23"."buying_days" - 1
                                      ) * 2
                                    )
                                  ) AS BIGINT),
                                  1
                                )
                                ELSE CAST(NULL AS BIGINT)
                              END
                            )
                          ) AS BIGINT) AS "overdue_pct"
                        FROM (
                          SELECT
                            "t22".*
                            EXCLUDE ("customer_id_right")
                          FROM (
                            SELECT
                              "t13"."customer_id",
                              "t13"."first_order_day",
                              "t13"."last_order_day",
                              "t13"."buying_days",
                              "t13"."active_months",
                              "t13"."orders_12m",
                              "t13"."lines_12m",
                              "t13"."revenue_12m",
                              "t13"."revenue_prev_12m",
                              "t13"."revenue_all",
                              "t13"."season_revenue",
                              "t13"."season_prev_revenue",
                              "t13"."costed_revenue",
                              "t13"."costs",
                              "t13"."costed",
                              "t13"."bought_revenue",
                              "t21"."customer_id" AS "customer_id_right",
                              "t21"."first_day_revenue"
                            FROM "t11" AS "t13"
                            LEFT OUTER JOIN (
                              SELECT
                                "t18"."customer_id",
                                SUM("t18"."amount") AS "first_day_revenue"
                              FROM (
                                SELECT
                                  "t10"."id",
                                  "t10"."customer_id",
                                  "t10"."day",
                                  "t10"."amount",
                                  "t10"."cost",
                                  "t10"."product"
                                FROM (
                                  SELECT
                                    *
                                  FROM "orders" AS "t3"
                                  WHERE
                                    "t3"."day" <= 20778 AND "t3"."amount" > 0
                                ) AS "t10"
                                SEMI JOIN (
                                  SELECT
                                    "t12"."customer_id",
                                    "t12"."first_order_day" AS "day"
                                  FROM "t11" AS "t12"
                                ) AS "t16"
                                  ON "t10"."customer_id" = "t16"."customer_id" AND "t10"."day" = "t16"."day"
                              ) AS "t18"
                              GROUP BY
                                1
                            ) AS "t21"
                              ON "t13"."customer_id" = "t21"."customer_id"
                          ) AS "t22"
                        ) AS "t23"
                      ) AS "t25"
                        ON "t4"."customer_id" = "t25"."customer_id"
                    ) AS "t26"
                  ) AS "t29"
                  LEFT OUTER JOIN (
                    SELECT
                      "t14"."customer_id",
                      "t14"."payments",
                      "t14"."late_payments_12m",
                      "t14"."days_beyond",
                      "t14"."owed_overdue",
                      CAST(FLOOR(
                        (
                          (
                            "t14"."payments" - "t14"."late_payments_12m"
                          ) * 100
                        ) / (
                          "t14"."payments"
                        )
                      ) AS BIGINT) AS "on_time_pct",
                      CAST(FLOOR((
                        "t14"."days_beyond"
                      ) / (
                        "t14"."payments"
                      )) AS BIGINT) AS "days_late"
                    FROM (
                      SELECT
                        "t6"."customer_id",
                        COUNT(*) AS "payments",
                        COUNT(*) FILTER(WHERE
                          CASE
                            WHEN (
                              "t6"."paid_day" IS NOT NULL
                            ) AND (
                              "t6"."paid_day" <= 20778
                            )
                            THEN "t6"."paid_day"
                            ELSE 20778
                          END > "t6"."due_day") AS "late_payments_12m",
                        COALESCE(
                          SUM(
                            CASE
                              WHEN (
                                "t6"."paid_day" IS NOT NULL
                              ) AND (
                                "t6"."paid_day" <= 20778
                              )
                              THEN "t6"."paid_day"
                              ELSE 20778
                            END - "t6"."due_day"
                          ) FILTER(WHERE
                            CASE
                              WHEN (
                                "t6"."paid_day" IS NOT NULL
                              ) AND (
                                "t6"."paid_day" <= 20778
                              )
                              THEN "t6"."paid_day"
                              ELSE 20778
                            END > "t6"."due_day"),
                          0
                        ) AS "days_beyond",
                        COALESCE(
                          SUM("t6"."amount") FILTER(WHERE
                            NOT (
                              (
                                "t6"."paid_day" IS NOT NULL
                              ) AND (
                                "t6"."paid_day" <= 20778
                              )
                            )
                            AND (
                              CASE
                                WHEN (
                                  "t6"."paid_day" IS NOT NULL
                                ) AND (
                                  "t6"."paid_day" <= 20778
                                )
                                THEN "t6"."paid_day"
                                ELSE 20778
                              END > "t6"."due_day"
                            )),
                          0
                        ) AS "owed_overdue"
                      FROM (
                        SELECT
                          *
                        FROM "payments" AS "t2"
                        WHERE
                          "t2"."due_day" > 20413 AND "t2"."due_day" <= 20778 AND "t2"."amount" > 0
                      ) AS "t6"
                      GROUP BY
                        1
                    ) AS "t14"
                  ) AS "t19"
                    ON "t29"."customer_id" = "t19"."customer_id"
                ) AS "t32"
              ) AS "t34"
              LEFT OUTER JOIN (
                SELECT
                  "t28"."customer_id",
                  SUM("t28"."owed") AS "spill_12m"
                FROM (
                  SELECT
                    "t9"."leader_id" AS "customer_id",
                    CAST(FLOOR((
                      GREATEST("t25"."revenue_12m", 0) * "t9"."share"
                    ) / (
                      100
                    )) AS BIGINT) AS "owed"
                  FROM (
                    SELECT
                      *
                    FROM "spills" AS "t0"
                    WHERE
                      "t0"."leader_id" <> "t0"."led_id"
                  ) AS "t9"
                  INNER JOIN (
                    SELECT
                      "t23"."customer_id",
                      "t23"."first_order_day",
                      "t23"."last_order_day",
                      "t23"."buying_days",
                      "t23"."active_months",
                      "t23"."orders_12m",
                      "t23"."lines_12m",
                      "t23"."revenue_12m",
                      "t23"."revenue_prev_12m",
                      "t23"."revenue_all",
                      "t23"."season_revenue",
                      "t23"."season_prev_revenue",
                      "t23"."costed_revenue",
                      "t23"."costs",
                      "t23"."costed",
                      "t23"."bought_revenue",
                      "t23"."first_day_revenue",
                      20778 - "t23"."last_order_day" AS "recency_days",
                      CAST(FLOOR((
                        (
                          20778 - "t23"."first_order_day"
                        ) * 10000
                      ) / (
                        304375
                      )) AS BIGINT) AS "months_with_us",
                      CASE
                        WHEN (
                          "t23"."buying_days" - 1
                        ) > 0
                        THEN GREATEST(
                          CAST(FLOOR(
                            (
                              (
                                (
                                  "t23"."last_order_day" - "t23"."first_order_day"
                                ) * 2
                              ) + (
                                "t23"."buying_days" - 1
                              )
                            ) / (
                              (
                                "t23"."buying_days" - 1
                              ) * 2
                            )
                          ) AS BIGINT),
                          1
                        )
                        ELSE CAST(NULL AS BIGINT)
                      END AS "cycle_days",
                      CASE
                        WHEN "t23"."revenue_prev_12m" > 0
                        THEN CAST(FLOOR(
                          (
                            (
                              "t23"."revenue_12m" - "t23"."revenue_prev_12m"
                            ) * 10000
                          ) / (
                            "t23"."revenue_prev_12m"
                          )
                        ) AS BIGINT)
                        ELSE CAST(NULL AS BIGINT)
                      END AS "growth",
                      CASE
                        WHEN "t23"."season_prev_revenue" > 0
                        THEN CAST(FLOOR(
                          (
                            (
                              "t23"."season_revenue" - "t23"."season_prev_revenue"
                            ) * 10000
                          ) / (
                            "t23"."season_prev_revenue"
                          )
                        ) AS BIGINT)
                        ELSE CAST(NULL AS BIGINT)
                      END AS "season_growth",
                      CASE
                        WHEN "t23"."costed" > 0
                        THEN "t23"."costed_revenue" - "t23"."costs"
                        ELSE CAST(NULL AS BIGINT)
                      END AS "margin_12m",
                      CASE
                        WHEN "t23"."revenue_12m" > 0
                        THEN CAST(FLOOR((
                          "t23"."costed_revenue" * 100
                        ) / (
                          "t23"."revenue_12m"
                        )) AS BIGINT)
                        ELSE CAST(NULL AS BIGINT)
                      END AS "costed_pct",
                      COALESCE("t23"."bought_revenue" - "t23"."first_day_revenue", 0) AS "repeat_revenue",
                      CAST(FLOOR(
                        (
                          (
                            20778 - "t23"."last_order_day"
                          ) * 100
                        ) / (
                          CASE
                            WHEN (
                              "t23"."buying_days" - 1
                            ) > 0
                            THEN GREATEST(
                              CAST(FLOOR(
                                (
                                  (
                                    (
                                      "t23"."last_order_day" - "t23"."first_order_day"
                                    ) * 2
                                  ) + (
                                    "t23"."buying_days" - 1
                                  )
                                ) / (
                                  (
                                    "t23"."buying_days" - 1
                                  ) * 2
                                )
                              ) AS BIGINT),
                              1
                            )
                            ELSE CAST(NULL AS BIGINT)
                          END
                        )
                      ) AS BIGINT) AS "overdue_pct"
                    FROM (
                      SELECT
                        "t22".*
                        EXCLUDE ("customer_id_right")
                      FROM (
                        SELECT
                          "t13"."customer_id",
                          "t13"."first_order_day",
                          "t13"."last_order_day",
                          "t13"."buying_days",
                          "t13"."active_months",
                          "t13"."orders_12m",
                          "t13"."lines_12m",
                          "t13"."revenue_12m",
                          "t13"."revenue_prev_12m",
                          "t13"."revenue_all",
                          "t13"."season_revenue",
                          "t13"."season_prev_revenue",
                          "t13"."costed_revenue",
                          "t13"."costs",
                          "t13"."costed",
                          "t13"."bought_revenue",
                          "t21"."customer_id" AS "customer_id_right",
                          "t21"."first_day_revenue"
                        FROM "t11" AS "t13"
                        LEFT OUTER JOIN (
                          SELECT
                            "t18"."customer_id",
                            SUM("t18"."amount") AS "first_day_revenue"
                          FROM (
                            SELECT
                              "t10"."id",
                              "t10"."customer_id",
                              "t10"."day",
                              "t10"."amount",
                              "t10"."cost",
                              "t10"."product"
                            FROM (
                              SELECT
                                *
                              FROM "orders" AS "t3"
                              WHERE
                                "t3"."day" <= 20778 AND "t3"."amount" > 0
                            ) AS "t10"
                            SEMI JOIN (
                              SELECT
                                "t12"."customer_id",
                                "t12"."first_order_day" AS "day"
                              FROM "t11" AS "t12"
                            ) AS "t16"
                              ON "t10"."customer_id" = "t16"."customer_id" AND "t10"."day" = "t16"."day"
                          ) AS "t18"
                          GROUP BY
                            1
                        ) AS "t21"
                          ON "t13"."customer_id" = "t21"."customer_id"
                      ) AS "t22"
                    ) AS "t23"
                  ) AS "t25"
                    ON "t9"."led_id" = "t25"."customer_id"
                ) AS "t28"
                GROUP BY
                  1
              ) AS "t31"
                ON "t34"."customer_id" = "t31"."customer_id"
            ) AS "t35"
          ) AS "t36"
        ) AS "t37"
      ) AS "t38"
    ) AS "t39"
  ) AS "t40"
) AS "t41"
ORDER BY
  "t41"."customer_id" ASC

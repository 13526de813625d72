WITH "t13" AS (
  SELECT
    "t8"."customer_id",
    MIN("t8"."day") FILTER(WHERE
      "t8"."amount" > 0) AS "first_order_day",
    MAX("t8"."day") FILTER(WHERE
      "t8"."amount" > 0) AS "last_order_day",
    COUNT(DISTINCT "t8"."day") FILTER(WHERE
      "t8"."amount" > 0) AS "buying_days",
    COUNT(
      DISTINCT CAST(FLOOR((
        (
          20778 - "t8"."day"
        ) * 12
      ) / (
        365
      )) AS BIGINT)
    ) FILTER(WHERE
      (
        "t8"."amount" > 0
      ) AND (
        "t8"."day" > 20413
      )) AS "active_months",
    COUNT(*) FILTER(WHERE
      (
        "t8"."amount" > 0
      ) AND (
        "t8"."day" > 20413
      )) AS "orders_12m",
    COUNT(DISTINCT NULLIF("t8"."product", '')) FILTER(WHERE
      (
        "t8"."amount" > 0
      ) AND (
        "t8"."day" > 20413
      )) AS "lines_12m",
    COALESCE(SUM("t8"."amount") FILTER(WHERE
      "t8"."day" > 20413), 0) AS "revenue_12m",
    COALESCE(
      SUM("t8"."amount") FILTER(WHERE
        (
          "t8"."day" > 20048
        ) AND (
          "t8"."day" <= 20413
        )),
      0
    ) AS "revenue_prev_12m",
    SUM("t8"."amount") AS "revenue_all",
    COALESCE(SUM("t8"."amount") FILTER(WHERE
      "t8"."day" > 20688), 0) AS "season_revenue",
    COALESCE(
      SUM("t8"."amount") FILTER(WHERE
        (
          "t8"."day" > 20323
        ) AND (
          "t8"."day" <= 20413
        )),
      0
    ) AS "season_prev_revenue",
    COALESCE(
      SUM("t8"."amount") FILTER(WHERE
        (
          "t8"."day" > 20413
        ) AND (
          "t8"."cost" IS NOT NULL
        )),
      0
    ) AS "costed_revenue",
    COALESCE(
      SUM("t8"."cost") FILTER(WHERE
        (
          "t8"."day" > 20413
        ) AND (
          "t8"."cost" IS NOT NULL
        )),
      0
    ) AS "costs",
    COUNT(*) FILTER(WHERE
      (
        "t8"."day" > 20413
      ) AND (
        "t8"."cost" IS NOT NULL
      )) AS "costed",
    COALESCE(SUM("t8"."amount") FILTER(WHERE
      "t8"."amount" > 0), 0) AS "bought_revenue"
  FROM (
    SELECT
      *
    FROM "orders" AS "t4"
    WHERE
      "t4"."day" <= 20778
  ) AS "t8"
  GROUP BY
    1
)
SELECT
  "t47"."customer_id",
  "t47"."first_order_day",
  "t47"."last_order_day",
  "t47"."recency_days",
  "t47"."months_with_us",
  "t47"."buying_days",
  "t47"."active_months",
  "t47"."orders_12m",
  "t47"."lines_12m",
  "t47"."revenue_12m",
  "t47"."revenue_prev_12m",
  "t47"."revenue_all",
  "t47"."repeat_revenue",
  "t47"."growth",
  "t47"."season_revenue",
  "t47"."season_prev_revenue",
  "t47"."season_growth",
  "t47"."cycle_days",
  "t47"."overdue_pct",
  "t47"."late_payments_12m",
  "t47"."on_time_pct",
  "t47"."days_late",
  "t47"."owed_overdue",
  "t47"."terms_days",
  "t47"."margin_12m",
  "t47"."costed_pct",
  "t47"."cost_12m",
  "t47"."profit_12m",
  "t47"."spill_12m",
  "t47"."wallet_pct",
  "t47"."complaints_12m",
  "t47"."referrals_12m",
  "t47"."known_people",
  "t47"."renewals",
  "t47"."satisfied_professional",
  "t47"."satisfied_personal",
  "t47"."satisfied_value",
  "t47"."satisfied_dedication",
  "t47"."satisfied_lowest",
  "t47"."contract_end_day",
  "t47"."gone_day",
  "t47"."target_pct",
  "t47"."target_basis",
  "t47"."days_since_touch",
  "t47"."share_before",
  "t47"."share",
  "t47"."rfm_r",
  "t47"."rfm_f",
  "t47"."rfm_m",
  "t47"."book_pct",
  "t47"."industry_pct",
  "t47"."city_pct"
FROM (
  SELECT
    "t46"."customer_id",
    "t46"."industry",
    "t46"."city",
    "t46"."team_id",
    "t46"."owner_id",
    "t46"."is_present",
    "t46"."target",
    "t46"."touch_day",
    "t46"."wallet",
    "t46"."terms_days",
    "t46"."cost_12m",
    "t46"."complaints_12m",
    "t46"."referrals_12m",
    "t46"."known_people",
    "t46"."renewals",
    "t46"."contract_end_day",
    "t46"."gone_day",
    "t46"."first_order_day",
    "t46"."last_order_day",
    "t46"."buying_days",
    "t46"."active_months",
    "t46"."orders_12m",
    "t46"."lines_12m",
    "t46"."revenue_12m",
    "t46"."revenue_prev_12m",
    "t46"."revenue_all",
    "t46"."season_revenue",
    "t46"."season_prev_revenue",
    "t46"."costed_revenue",
    "t46"."costs",
    "t46"."costed",
    "t46"."bought_revenue",
    "t46"."first_day_revenue",
    "t46"."recency_days",
    "t46"."months_with_us",
    "t46"."cycle_days",
    "t46"."growth",
    "t46"."season_growth",
    "t46"."margin_12m",
    "t46"."costed_pct",
    "t46"."repeat_revenue",
    "t46"."overdue_pct",
    "t46"."payments",
    "t46"."late_payments_12m",
    "t46"."days_beyond",
    "t46"."owed_overdue",
    "t46"."on_time_pct",
    "t46"."days_late",
    "t46"."satisfied_professional",
    "t46"."satisfied_personal",
    "t46"."satisfied_value",
    "t46"."satisfied_dedication",
    "t46"."satisfied_lowest",
    "t46"."spill_12m",
    "t46"."days_since_touch",
    "t46"."target_basis",
    "t46"."profit_12m",
    "t46"."wallet_pct",
    "t46"."target_pct",
    "t46"."paying",
    "t46"."has_bought",
    "t46"."so_far",
    "t46"."whole",
    "t46"."share_before",
    "t46"."share",
    CASE
      WHEN "t46"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought"
              ORDER BY -(
                "t46"."recency_days"
              ) ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_r",
    CASE
      WHEN "t46"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought"
              ORDER BY "t46"."orders_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_f",
    CASE
      WHEN "t46"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought"
              ORDER BY "t46"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_m",
    CASE
      WHEN "t46"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t46"."has_bought"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought"
              ORDER BY "t46"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "book_pct",
    CASE
      WHEN "t46"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t46"."has_bought", "t46"."industry"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t46"."industry" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought", "t46"."industry"
              ORDER BY "t46"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought", "t46"."industry"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "industry_pct",
    CASE
      WHEN "t46"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t46"."has_bought", "t46"."city"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t46"."city" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t46"."has_bought", "t46"."city"
              ORDER BY "t46"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t46"."has_bought", "t46"."city"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "city_pct"
  FROM (
    SELECT
      "t45"."customer_id",
      "t45"."industry",
      "t45"."city",
      "t45"."team_id",
      "t45"."owner_id",
      "t45"."is_present",
      "t45"."target",
      "t45"."touch_day",
      "t45"."wallet",
      "t45"."terms_days",
      "t45"."cost_12m",
      "t45"."complaints_12m",
      "t45"."referrals_12m",
      "t45"."known_people",
      "t45"."renewals",
      "t45"."contract_end_day",
      "t45"."gone_day",
      "t45"."first_order_day",
      "t45"."last_order_day",
      "t45"."buying_days",
      "t45"."active_months",
      "t45"."orders_12m",
      "t45"."lines_12m",
      "t45"."revenue_12m",
      "t45"."revenue_prev_12m",
      "t45"."revenue_all",
      "t45"."season_revenue",
      "t45"."season_prev_revenue",
      "t45"."costed_revenue",
      "t45"."costs",
      "t45"."costed",
      "t45"."bought_revenue",
      "t45"."first_day_revenue",
      "t45"."recency_days",
      "t45"."months_with_us",
      "t45"."cycle_days",
      "t45"."growth",
      "t45"."season_growth",
      "t45"."margin_12m",
      "t45"."costed_pct",
      "t45"."repeat_revenue",
      "t45"."overdue_pct",
      "t45"."payments",
      "t45"."late_payments_12m",
      "t45"."days_beyond",
      "t45"."owed_overdue",
      "t45"."on_time_pct",
      "t45"."days_late",
      "t45"."satisfied_professional",
      "t45"."satisfied_personal",
      "t45"."satisfied_value",
      "t45"."satisfied_dedication",
      "t45"."satisfied_lowest",
      "t45"."spill_12m",
      "t45"."days_since_touch",
      "t45"."target_basis",
      "t45"."profit_12m",
      "t45"."wallet_pct",
      "t45"."target_pct",
      "t45"."paying",
      "t45"."has_bought",
      "t45"."so_far",
      "t45"."whole",
      CASE
        WHEN "t45"."paying" > 0
        THEN CAST(FLOOR(
          (
            CAST(FLOOR((
              (
                "t45"."so_far" - "t45"."paying"
              ) * 10000
            ) / (
              "t45"."whole"
            )) AS BIGINT)
          ) / (
            50
          )
        ) AS BIGINT) * 50
        ELSE CAST(NULL AS BIGINT)
      END AS "share_before",
      CASE
        WHEN "t45"."paying" > 0
        THEN CAST(FLOOR((
          "t45"."paying" * 10000
        ) / (
          "t45"."whole"
        )) AS BIGINT)
        ELSE CAST(NULL AS BIGINT)
      END AS "share"
    FROM (
      SELECT
        "t44"."customer_id",
        "t44"."industry",
        "t44"."city",
        "t44"."team_id",
        "t44"."owner_id",
        "t44"."is_present",
        "t44"."target",
        "t44"."touch_day",
        "t44"."wallet",
        "t44"."terms_days",
        "t44"."cost_12m",
        "t44"."complaints_12m",
        "t44"."referrals_12m",
        "t44"."known_people",
        "t44"."renewals",
        "t44"."contract_end_day",
        "t44"."gone_day",
        "t44"."first_order_day",
        "t44"."last_order_day",
        "t44"."buying_days",
        "t44"."active_months",
        "t44"."orders_12m",
        "t44"."lines_12m",
        "t44"."revenue_12m",
        "t44"."revenue_prev_12m",
        "t44"."revenue_all",
        "t44"."season_revenue",
        "t44"."season_prev_revenue",
        "t44"."costed_revenue",
        "t44"."costs",
        "t44"."costed",
        "t44"."bought_revenue",
        "t44"."first_day_revenue",
        "t44"."recency_days",
        "t44"."months_with_us",
        "t44"."cycle_days",
        "t44"."growth",
        "t44"."season_growth",
        "t44"."margin_12m",
        "t44"."costed_pct",
        "t44"."repeat_revenue",
        "t44"."overdue_pct",
        "t44"."payments",
        "t44"."late_payments_12m",
        "t44"."days_beyond",
        "t44"."owed_overdue",
        "t44"."on_time_pct",
        "t44"."days_late",
        "t44"."satisfied_professional",
        "t44"."satisfied_personal",
        "t44"."satisfied_value",
        "t44"."satisfied_dedication",
        "t44"."satisfied_lowest",
        "t44"."spill_12m",
        "t44"."days_since_touch",
        "t44"."target_basis",
        "t44"."profit_12m",
        "t44"."wallet_pct",
        "t44"."target_pct",
        "t44"."paying",
        "t44"."has_bought",
        SUM("t44"."paying") OVER (
          ORDER BY "t44"."paying" DESC, "t44"."customer_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "so_far",
        SUM("t44"."paying") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "whole"
      FROM (
        SELECT
          "t43"."customer_id",
          "t43"."industry",
          "t43"."city",
          "t43"."team_id",
          "t43"."owner_id",
          "t43"."is_present",
          "t43"."target",
          "t43"."touch_day",
          "t43"."wallet",
          "t43"."terms_days",
          "t43"."cost_12m",
          "t43"."complaints_12m",
          "t43"."referrals_12m",
          "t43"."known_people",
          "t43"."renewals",
          "t43"."contract_end_day",
          "t43"."gone_day",
          "t43"."first_order_day",
          "t43"."last_order_day",
          COALESCE("t43"."buying_days", 0) AS "buying_days",
          COALESCE("t43"."active_months", 0) AS "active_months",
          COALESCE("t43"."orders_12m", 0) AS "orders_12m",
          COALESCE("t43"."lines_12m", 0) AS "lines_12m",
          COALESCE("t43"."revenue_12m", 0) AS "revenue_12m",
          COALESCE("t43"."revenue_prev_12m", 0) AS "revenue_prev_12m",
          COALESCE("t43"."revenue_all", 0) AS "revenue_all",
          COALESCE("t43"."season_revenue", 0) AS "season_revenue",
          COALESCE("t43"."season_prev_revenue", 0) AS "season_prev_revenue",
          "t43"."costed_revenue",
          "t43"."costs",
          "t43"."costed",
          "t43"."bought_revenue",
          "t43"."first_day_revenue",
          "t43"."recency_days",
          "t43"."months_with_us",
          "t43"."cycle_days",
          "t43"."growth",
          "t43"."season_growth",
          "t43"."margin_12m",
          "t43"."costed_pct",
          COALESCE("t43"."repeat_revenue", 0) AS "repeat_revenue",
          "t43"."overdue_pct",
          "t43"."payments",
          "t43"."late_payments_12m",
          "t43"."days_beyond",
          "t43"."owed_overdue",
          "t43"."on_time_pct",
          "t43"."days_late",
          "t43"."satisfied_professional",
          "t43"."satisfied_personal",
          "t43"."satisfied_value",
          "t43"."satisfied_dedication",
          "t43"."satisfied_lowest",
          COALESCE("t43"."spill_12m", 0) AS "spill_12m",
          20778 - "t43"."touch_day" AS "days_since_touch",
          CASE
            WHEN "t43"."target" > 0
            THEN 'target'
            WHEN COALESCE("t43"."revenue_prev_12m", 0) > 0
            THEN 'previous'
            WHEN COALESCE("t43"."revenue_12m", 0) <= 0
            THEN 'none'
            ELSE 'new'
          END AS "target_basis",
          "t43"."margin_12m" - "t43"."cost_12m" AS "profit_12m",
          CAST(FLOOR(
            (
              GREATEST(COALESCE("t43"."revenue_12m", 0), 0) * 100
            ) / (
              NULLIF("t43"."wallet", 0)
            )
          ) AS BIGINT) AS "wallet_pct",
          CASE
            WHEN CASE
              WHEN "t43"."target" > 0
              THEN 'target'
              WHEN COALESCE("t43"."revenue_prev_12m", 0) > 0
              THEN 'previous'
              WHEN COALESCE("t43"."revenue_12m", 0) <= 0
              THEN 'none'
              ELSE 'new'
            END = 'target'
            THEN CAST(FLOOR((
              GREATEST(COALESCE("t43"."revenue_12m", 0), 0) * 100
            ) / (
              "t43"."target"
            )) AS BIGINT)
            WHEN CASE
              WHEN "t43"."target" > 0
              THEN 'target'
              WHEN COALESCE("t43"."revenue_prev_12m", 0) > 0
              THEN 'previous'
              WHEN COALESCE("t43"."revenue_12m", 0) <= 0
              THEN 'none'
              ELSE 'new'
            END = 'previous'
            THEN CAST(FLOOR(
              (
                GREATEST(COALESCE("t43"."revenue_12m", 0), 0) * 100
              ) / (
                COALESCE("t43"."revenue_prev_12m", 0)
              )
            ) AS BIGINT)
            WHEN CASE
              WHEN "t43"."target" > 0
              THEN 'target'
              WHEN COALESCE("t43"."revenue_prev_12m", 0) > 0
              THEN 'previous'
              WHEN COALESCE("t43"."revenue_12m", 0) <= 0
              THEN 'none'
              ELSE 'new'
            END = 'none'
            THEN 0
            ELSE CAST(NULL AS BIGINT)
          END AS "target_pct",
          GREATEST(COALESCE("t43"."revenue_12m", 0), 0) AS "paying",
          "t43"."first_order_day" IS NOT NULL AS "has_bought"
        FROM (
          SELECT
            "t42".*
            EXCLUDE ("customer_id_right")
          FROM (
            SELECT
              "t41"."customer_id",
              "t41"."industry",
              "t41"."city",
              "t41"."team_id",
              "t41"."owner_id",
              "t41"."is_present",
              "t41"."target",
              "t41"."touch_day",
              "t41"."wallet",
              "t41"."terms_days",
              "t41"."cost_12m",
              "t41"."complaints_12m",
              "t41"."referrals_12m",
              "t41"."known_people",
              "t41"."renewals",
              "t41"."contract_end_day",
              "t41"."gone_day",
              "t41"."first_order_day",
              "t41"."last_order_day",
              "t41"."buying_days",
              "t41"."active_months",
              "t41"."orders_12m",
              "t41"."lines_12m",
              "t41"."revenue_12m",
              "t41"."revenue_prev_12m",
              "t41"."revenue_all",
              "t41"."season_revenue",
              "t41"."season_prev_revenue",
              "t41"."costed_revenue",
              "t41"."costs",
              "t41"."costed",
              "t41"."bought_revenue",
              "t41"."first_day_revenue",
              "t41"."recency_days",
              "t41"."months_with_us",
              "t41"."cycle_days",
              "t41"."growth",
              "t41"."season_growth",
              "t41"."margin_12m",
              "t41"."costed_pct",
              "t41"."repeat_revenue",
              "t41"."overdue_pct",
              "t41"."payments",
              "t41"."late_payments_12m",
              "t41"."days_beyond",
              "t41"."owed_overdue",
              "t41"."on_time_pct",
              "t41"."days_late",
              "t41"."satisfied_professional",
              "t41"."satisfied_personal",
              "t41"."satisfied_value",
              "t41"."satisfied_dedication",
              "t41"."satisfied_lowest",
              "t35"."customer_id" AS "customer_id_right",
              "t35"."spill_12m"
            FROM (
              SELECT
                "t39".*
                EXCLUDE ("customer_id_right")
              FROM (
                SELECT
                  "t38"."customer_id",
                  "t38"."industry",
                  "t38"."city",
                  "t38"."team_id",
                  "t38"."owner_id",
                  "t38"."is_present",
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
                  "t17"."customer_id" AS "customer_id_right",
                  "t17"."satisfied_professional",
                  "t17"."satisfied_personal",
                  "t17"."satisfied_value",
                  "t17"."satisfied_dedication",
                  "t17"."satisfied_lowest"
                FROM (
                  SELECT
                    "t36".*
                    EXCLUDE ("customer_id_right")
                  FROM (
                    SELECT
                      "t33"."customer_id",
                      "t33"."industry",
                      "t33"."city",
                      "t33"."team_id",
                      "t33"."owner_id",
                      "t33"."is_present",
                      "t33"."target",
                      "t33"."touch_day",
                      "t33"."wallet",
                      "t33"."terms_days",
                      "t33"."cost_12m",
                      "t33"."complaints_12m",
                      "t33"."referrals_12m",
                      "t33"."known_people",
                      "t33"."renewals",
                      "t33"."contract_end_day",
                      "t33"."gone_day",
                      "t33"."first_order_day",
                      "t33"."last_order_day",
                      "t33"."buying_days",
                      "t33"."active_months",
                      "t33"."orders_12m",
                      "t33"."lines_12m",
                      "t33"."revenue_12m",
                      "t33"."revenue_prev_12m",
                      "t33"."revenue_all",
                      "t33"."season_revenue",
                      "t33"."season_prev_revenue",
                      "t33"."costed_revenue",
                      "t33"."costs",
                      "t33"."costed",
                      "t33"."bought_revenue",
                      "t33"."first_day_revenue",
                      "t33"."recency_days",
                      "t33"."months_with_us",
                      "t33"."cycle_days",
                      "t33"."growth",
                      "t33"."season_growth",
                      "t33"."margin_12m",
                      "t33"."costed_pct",
                      "t33"."repeat_revenue",
                      "t33"."overdue_pct",
                      "t23"."customer_id" AS "customer_id_right",
                      "t23"."payments",
                      "t23"."late_payments_12m",
                      "t23"."days_beyond",
                      "t23"."owed_overdue",
                      "t23"."on_time_pct",
                      "t23"."days_late"
                    FROM (
                      SELECT
                        "t30".*
                        EXCLUDE ("customer_id_right")
                      FROM (
                        SELECT
                          "t5"."customer_id",
                          "t5"."industry",
                          "t5"."city",
                          "t5"."team_id",
                          "t5"."owner_id",
                          "t5"."is_present",
                          "t5"."target",
                          "t5"."touch_day",
                          "t5"."wallet",
                          "t5"."terms_days",
                          "t5"."cost_12m",
                          "t5"."complaints_12m",
                          "t5"."referrals_12m",
                          "t5"."known_people",
                          "t5"."renewals",
                          "t5"."contract_end_day",
                          "t5"."gone_day",
                          "t29"."customer_id" AS "customer_id_right",
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
                          "t29"."overdue_pct"
                        FROM "customers" AS "t5"
                        LEFT OUTER JOIN (
                          SELECT
                            "t27"."customer_id",
                            "t27"."first_order_day",
                            "t27"."last_order_day",
                            "t27"."buying_days",
                            "t27"."active_months",
                            "t27"."orders_12m",
                            "t27"."lines_12m",
                            "t27"."revenue_12m",
                            "t27"."revenue_prev_12m",
                            "t27"."revenue_all",
                            "t27"."season_revenue",
                            "t27"."season_prev_revenue",
                            "t27"."costed_revenue",
                            "t27"."costs",
                            "t27"."costed",
                            "t27"."bought_revenue",
                            "t27"."first_day_revenue",
                            20778 - "t27"."last_order_day" AS "recency_days",
                            CAST(FLOOR((
                              (
                                20778 - "t27"."first_order_day"
                              ) * 10000
                            ) / (
                              304375
                            )) AS BIGINT) AS "months_with_us",
                            CASE
                              WHEN (
                                "t27"."buying_days" - 1
                              ) > 0
                              THEN GREATEST(
                                CAST(FLOOR(
                                  (
                                    (
                                      (
                                        "t27"."last_order_day" - "t27"."first_order_day"
                                      ) * 2
                                    ) + (
                                      "t27"."buying_days" - 1
                                    )
                                  ) / (
                                    (
                                      "t27"."buying_days" - 1
                                    ) * 2
                                  )
                                ) AS BIGINT),
                                1
                              )
                              ELSE CAST(NULL AS BIGINT)
                            END AS "cycle_days",
                            CASE
                              WHEN "t27"."revenue_prev_12m" > 0
                              THEN CAST(FLOOR(
                                (
                                  (
                                    "t27"."revenue_12m" - "t27"."revenue_prev_12m"
                                  ) * 10000
                                ) / (
                                  "t27"."revenue_prev_12m"
                                )
                              ) AS BIGINT)
                              ELSE CAST(NULL AS BIGINT)
                            END AS "growth",
                            CASE
                              WHEN "t27"."season_prev_revenue" > 0
                              THEN CAST(FLOOR(
                                (
                                  (
                                    "t27"."season_revenue" - "t27"."season_prev_revenue"
                                  ) * 10000
                                ) / (
                                  "t27"."season_prev_revenue"
                                )
                              ) AS BIGINT)
                              ELSE CAST(NULL AS BIGINT)
                            END AS "season_growth",
                            CASE
                              WHEN "t27"."costed" > 0
                              THEN "t27"."costed_revenue" - "t27"."costs"
                              ELSE CAST(NULL AS BIGINT)
                            END AS "margin_12m",
                            CASE
                              WHEN "t27"."revenue_12m" > 0
                              THEN CAST(FLOOR((
                                "t27"."costed_revenue" * 100
                              ) / (
                                "t27"."revenue_12m"
                              )) AS BIGINT)
                              ELSE CAST(NULL AS BIGINT)
                            END AS "costed_pct",
                            COALESCE("t27"."bought_revenue" - "t27"."first_day_revenue", 0) AS "repeat_revenue",
                            CAST(FLOOR(
                              (
                                (
                                  20778 - "t27"."last_order_day"
                                ) * 100
                              ) / (
                                CASE
                                  WHEN (
                                    "t27"."buying_days" - 1
                                  ) > 0
                                  THEN GREATEST(
                                    CAST(FLOOR(
                                      (
                                        (
                                          (
                                            "t27"."last_order_day" - "t27"."first_order_day"
                                          ) * 2
                                        ) + (
                                          "t27"."buying_days" - 1
                                        )
                                      ) / (
                                        (
                                          "t27"."buying_days" - 1
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
                              "t26".*
                              EXCLUDE ("customer_id_right")
                            FROM (
                              SELECT
                                "t16"."customer_id",
                                "t16"."first_order_day",
                                "t16"."last_order_day",
                                "t16"."buying_days",
                                "t16"."active_months",
                                "t16"."orders_12m",
                                "t16"."lines_12m",
                                "t16"."revenue_12m",
                                "t16"."revenue_prev_12m",
                                "t16"."revenue_all",
                                "t16"."season_revenue",
                                "t16"."season_prev_revenue",
                                "t16"."costed_revenue",
                                "t16"."costs",
                                "t16"."costed",
                                "t16"."bought_revenue",
                                "t25"."customer_id" AS "customer_id_right",
                                "t25"."first_day_revenue"
                              FROM "t13" AS "t16"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t22"."customer_id",
                                  SUM("t22"."amount") AS "first_day_revenue"
                                FROM (
                                  SELECT
                                    "t11"."id",
                                    "t11"."customer_id",
                                    "t11"."day",
                                    "t11"."amount",
                                    "t11"."cost",
                                    "t11"."product"
                                  FROM (
                                    SELECT
                                      *
                                    FROM "orders" AS "t4"
                                    WHERE
                                      "t4"."day" <= 20778 AND "t4"."amount" > 0
                                  ) AS "t11"
                                  SEMI JOIN (
                                    SELECT
                                      "t14"."customer_id",
                                      "t14"."first_order_day" AS "day"
                                    FROM "t13" AS "t14"
                                  ) AS "t20"
                                    ON "t11"."customer_id" = "t20"."customer_id" AND "t11"."day" = "t20"."day"
                                ) AS "t22"
                                GROUP BY
                                  1
                              ) AS "t25"
                                ON "t16"."customer_id" = "t25"."customer_id"
                            ) AS "t26"
                          ) AS "t27"
                        ) AS "t29"
                          ON "t5"."customer_id" = "t29"."customer_id"
                      ) AS "t30"
                    ) AS "t33"
                    LEFT OUTER JOIN (
                      SELECT
                        "t18"."customer_id",
                        "t18"."payments",
                        "t18"."late_payments_12m",
                        "t18"."days_beyond",
                        "t18"."owed_overdue",
                        CAST(FLOOR(
                          (
                            (
                              "t18"."payments" - "t18"."late_payments_12m"
                            ) * 100
                          ) / (
                            "t18"."payments"
                          )
                        ) AS BIGINT) AS "on_time_pct",
                        CAST(FLOOR((
                          "t18"."days_beyond"
                        ) / (
                          "t18"."payments"
                        )) AS BIGINT) AS "days_late"
                      FROM (
                        SELECT
                          "t7"."customer_id",
                          COUNT(*) AS "payments",
                          COUNT(*) FILTER(WHERE
                            CASE
                              WHEN (
                                "t7"."paid_day" IS NOT NULL
                              ) AND (
                                "t7"."paid_day" <= 20778
                              )
                              THEN "t7"."paid_day"
                              ELSE 20778
                            END > "t7"."due_day") AS "late_payments_12m",
                          COALESCE(
                            SUM(
                              CASE
                                WHEN (
                                  "t7"."paid_day" IS NOT NULL
                                ) AND (
                                  "t7"."paid_day" <= 20778
                                )
                                THEN "t7"."paid_day"
                                ELSE 20778
                              END - "t7"."due_day"
                            ) FILTER(WHERE
                              CASE
                                WHEN (
                                  "t7"."paid_day" IS NOT NULL
                                ) AND (
                                  "t7"."paid_day" <= 20778
                                )
                                THEN "t7"."paid_day"
                                ELSE 20778
                              END > "t7"."due_day"),
                            0
                          ) AS "days_beyond",
                          COALESCE(
                            SUM("t7"."amount") FILTER(WHERE
                              NOT (
                                (
                                  "t7"."paid_day" IS NOT NULL
                                ) AND (
                                  "t7"."paid_day" <= 20778
                                )
                              )
                              AND (
                                CASE
                                  WHEN (
                                    "t7"."paid_day" IS NOT NULL
                                  ) AND (
                                    "t7"."paid_day" <= 20778
                                  )
                                  THEN "t7"."paid_day"
                                  ELSE 20778
                                END > "t7"."due_day"
                              )),
                            0
                          ) AS "owed_overdue"
                        FROM (
                          SELECT
                            *
                          FROM "payments" AS "t3"
                          WHERE
                            "t3"."due_day" > 20413 AND "t3"."due_day" <= 20778 AND "t3"."amount" > 0
                        ) AS "t7"
                        GROUP BY
                          1
                      ) AS "t18"
                    ) AS "t23"
                      ON "t33"."customer_id" = "t23"."customer_id"
                  ) AS "t36"
                ) AS "t38"
                LEFT OUTER JOIN (
                  SELECT
                    "t12"."customer_id",
                    "t12"."satisfied_professional",
                    "t12"."satisfied_personal",
                    "t12"."satisfied_value",
                    "t12"."satisfied_dedication",
                    NULLIF(
                      LEAST(
                        COALESCE("t12"."satisfied_professional", 101),
                        COALESCE("t12"."satisfied_personal", 101),
                        COALESCE("t12"."satisfied_value", 101),
                        COALESCE("t12"."satisfied_dedication", 101)
                      ),
                      101
                    ) AS "satisfied_lowest"
                  FROM (
                    SELECT
                      "t1"."customer_id",
                      CAST(FLOOR(
                        (
                          SUM("t1"."value") FILTER(WHERE
                            "t1"."dimension" = 'professional')
                        ) / (
                          NULLIF(COUNT(*) FILTER(WHERE
                            "t1"."dimension" = 'professional'), 0)
                        )
                      ) AS BIGINT) AS "satisfied_professional",
                      CAST(FLOOR(
                        (
                          SUM("t1"."value") FILTER(WHERE
                            "t1"."dimension" = 'personal')
                        ) / (
                          NULLIF(COUNT(*) FILTER(WHERE
                            "t1"."dimension" = 'personal'), 0)
                        )
                      ) AS BIGINT) AS "satisfied_personal",
                      CAST(FLOOR(
                        (
                          SUM("t1"."value") FILTER(WHERE
                            "t1"."dimension" = 'value')
                        ) / (
                          NULLIF(COUNT(*) FILTER(WHERE
                            "t1"."dimension" = 'value'), 0)
                        )
                      ) AS BIGINT) AS "satisfied_value",
                      CAST(FLOOR(
                        (
                          SUM("t1"."value") FILTER(WHERE
                            "t1"."dimension" = 'dedication')
                        ) / (
                          NULLIF(COUNT(*) FILTER(WHERE
                            "t1"."dimension" = 'dedication'), 0)
                        )
                      ) AS BIGINT) AS "satisfied_dedication"
                    FROM "satisfaction" AS "t1"
                    GROUP BY
                      1
                  ) AS "t12"
                ) AS "t17"
                  ON "t38"."customer_id" = "t17"."customer_id"
              ) AS "t39"
            ) AS "t41"
            LEFT OUTER JOIN (
              SELECT
                "t32"."customer_id",
                SUM("t32"."owed") AS "spill_12m"
              FROM (
                SELECT
                  "t10"."leader_id" AS "customer_id",
                  CAST(FLOOR((
                    GREATEST("t29"."revenue_12m", 0) * "t10"."share"
                  ) / (
                    100
                  )) AS BIGINT) AS "owed"
                FROM (
                  SELECT
                    *
                  FROM "spills" AS "t0"
                  WHERE
                    "t0"."leader_id" <> "t0"."led_id"
                ) AS "t10"
                INNER JOIN (
                  SELECT
                    "t27"."customer_id",
                    "t27"."first_order_day",
                    "t27"."last_order_day",
                    "t27"."buying_days",
                    "t27"."active_months",
                    "t27"."orders_12m",
                    "t27"."lines_12m",
                    "t27"."revenue_12m",
                    "t27"."revenue_prev_12m",
                    "t27"."revenue_all",
                    "t27"."season_revenue",
                    "t27"."season_prev_revenue",
                    "t27"."costed_revenue",
                    "t27"."costs",
                    "t27"."costed",
                    "t27"."bought_revenue",
                    "t27"."first_day_revenue",
                    20778 - "t27"."last_order_day" AS "recency_days",
                    CAST(FLOOR((
                      (
                        20778 - "t27"."first_order_day"
                      ) * 10000
                    ) / (
                      304375
                    )) AS BIGINT) AS "months_with_us",
                    CASE
                      WHEN (
                        "t27"."buying_days" - 1
                      ) > 0
                      THEN GREATEST(
                        CAST(FLOOR(
                          (
                            (
                              (
                                "t27"."last_order_day" - "t27"."first_order_day"
                              ) * 2
                            ) + (
                              "t27"."buying_days" - 1
                            )
                          ) / (
                            (
                              "t27"."buying_days" - 1
                            ) * 2
                          )
                        ) AS BIGINT),
                        1
                      )
                      ELSE CAST(NULL AS BIGINT)
                    END AS "cycle_days",
                    CASE
                      WHEN "t27"."revenue_prev_12m" > 0
                      THEN CAST(FLOOR(
                        (
                          (
                            "t27"."revenue_12m" - "t27"."revenue_prev_12m"
                          ) * 10000
                        ) / (
                          "t27"."revenue_prev_12m"
                        )
                      ) AS BIGINT)
                      ELSE CAST(NULL AS BIGINT)
                    END AS "growth",
                    CASE
                      WHEN "t27"."season_prev_revenue" > 0
                      THEN CAST(FLOOR(
                        (
                          (
                            "t27"."season_revenue" - "t27"."season_prev_revenue"
                          ) * 10000
                        ) / (
                          "t27"."season_prev_revenue"
                        )
                      ) AS BIGINT)
                      ELSE CAST(NULL AS BIGINT)
                    END AS "season_growth",
                    CASE
                      WHEN "t27"."costed" > 0
                      THEN "t27"."costed_revenue" - "t27"."costs"
                      ELSE CAST(NULL AS BIGINT)
                    END AS "margin_12m",
                    CASE
                      WHEN "t27"."revenue_12m" > 0
                      THEN CAST(FLOOR((
                        "t27"."costed_revenue" * 100
                      ) / (
                        "t27"."revenue_12m"
                      )) AS BIGINT)
                      ELSE CAST(NULL AS BIGINT)
                    END AS "costed_pct",
                    COALESCE("t27"."bought_revenue" - "t27"."first_day_revenue", 0) AS "repeat_revenue",
                    CAST(FLOOR(
                      (
                        (
                          20778 - "t27"."last_order_day"
                        ) * 100
                      ) / (
                        CASE
                          WHEN (
                            "t27"."buying_days" - 1
                          ) > 0
                          THEN GREATEST(
                            CAST(FLOOR(
                              (
                                (
                                  (
                                    "t27"."last_order_day" - "t27"."first_order_day"
                                  ) * 2
                                ) + (
                                  "t27"."buying_days" - 1
                                )
                              ) / (
                                (
                                  "t27"."buying_days" - 1
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
                      "t26".*
                      EXCLUDE ("customer_id_right")
                    FROM (
                      SELECT
                        "t16"."customer_id",
                        "t16"."first_order_day",
                        "t16"."last_order_day",
                        "t16"."buying_days",
                        "t16"."active_months",
                        "t16"."orders_12m",
                        "t16"."lines_12m",
                        "t16"."revenue_12m",
                        "t16"."revenue_prev_12m",
                        "t16"."revenue_all",
                        "t16"."season_revenue",
                        "t16"."season_prev_revenue",
                        "t16"."costed_revenue",
                        "t16"."costs",
                        "t16"."costed",
                        "t16"."bought_revenue",
                        "t25"."customer_id" AS "customer_id_right",
                        "t25"."first_day_revenue"
                      FROM "t13" AS "t16"
                      LEFT OUTER JOIN (
                        SELECT
                          "t22"."customer_id",
                          SUM("t22"."amount") AS "first_day_revenue"
                        FROM (
                          SELECT
                            "t11"."id",
                            "t11"."customer_id",
                            "t11"."day",
                            "t11"."amount",
                            "t11"."cost",
                            "t11"."product"
                          FROM (
                            SELECT
                              *
                            FROM "orders" AS "t4"
                            WHERE
                              "t4"."day" <= 20778 AND "t4"."amount" > 0
                          ) AS "t11"
                          SEMI JOIN (
                            SELECT
                              "t14"."customer_id",
                              "t14"."first_order_day" AS "day"
                            FROM "t13" AS "t14"
                          ) AS "t20"
                            ON "t11"."customer_id" = "t20"."customer_id" AND "t11"."day" = "t20"."day"
                        ) AS "t22"
                        GROUP BY
                          1
                      ) AS "t25"
                        ON "t16"."customer_id" = "t25"."customer_id"
                    ) AS "t26"
                  ) AS "t27"
                ) AS "t29"
                  ON "t10"."led_id" = "t29"."customer_id"
              ) AS "t32"
              GROUP BY
                1
            ) AS "t35"
              ON "t41"."customer_id" = "t35"."customer_id"
          ) AS "t42"
        ) AS "t43"
      ) AS "t44"
    ) AS "t45"
  ) AS "t46"
) AS "t47"
ORDER BY
  "t47"."customer_id" ASC

SELECT
  "t34"."customer_id",
  "t34"."first_order_day",
  "t34"."last_order_day",
  "t34"."recency_days",
  "t34"."months_with_us",
  "t34"."buying_days",
  "t34"."active_months",
  "t34"."orders_12m",
  "t34"."lines_12m",
  "t34"."revenue_12m",
  "t34"."revenue_prev_12m",
  "t34"."revenue_all",
  "t34"."repeat_revenue",
  "t34"."growth",
  "t34"."season_revenue",
  "t34"."season_prev_revenue",
  "t34"."season_growth",
  "t34"."cycle_days",
  "t34"."overdue_pct",
  "t34"."late_payments_12m",
  "t34"."on_time_pct",
  "t34"."days_late",
  "t34"."owed_overdue",
  "t34"."terms_days",
  "t34"."margin_12m",
  "t34"."costed_pct",
  "t34"."cost_12m",
  "t34"."profit_12m",
  "t34"."spill_12m",
  "t34"."wallet_pct",
  "t34"."complaints_12m",
  "t34"."referrals_12m",
  "t34"."known_people",
  "t34"."renewals",
  "t34"."satisfied_professional",
  "t34"."satisfied_personal",
  "t34"."satisfied_value",
  "t34"."satisfied_dedication",
  "t34"."satisfied_lowest",
  "t34"."contract_end_day",
  "t34"."gone_day",
  "t34"."target_pct",
  "t34"."target_basis",
  "t34"."days_since_touch",
  "t34"."share_before",
  "t34"."share",
  "t34"."rfm_r",
  "t34"."rfm_f",
  "t34"."rfm_m",
  "t34"."book_pct",
  "t34"."industry_pct",
  "t34"."city_pct"
FROM (
  SELECT
    "t33"."customer_id",
    "t33"."industry",
    "t33"."city",
    "t33"."team_id",
    "t33"."owner_id",
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
    "t33"."recency_days",
    "t33"."months_with_us",
    "t33"."buying_days",
    "t33"."active_months",
    "t33"."orders_12m",
    "t33"."lines_12m",
    "t33"."revenue_12m",
    "t33"."revenue_prev_12m",
    "t33"."revenue_all",
    "t33"."repeat_revenue",
    "t33"."growth",
    "t33"."season_revenue",
    "t33"."season_prev_revenue",
    "t33"."season_growth",
    "t33"."cycle_days",
    "t33"."overdue_pct",
    "t33"."margin_12m",
    "t33"."costed_pct",
    "t33"."payments",
    "t33"."late_payments_12m",
    "t33"."days_beyond",
    "t33"."owed_overdue",
    "t33"."on_time_pct",
    "t33"."days_late",
    "t33"."satisfied_professional",
    "t33"."satisfied_personal",
    "t33"."satisfied_value",
    "t33"."satisfied_dedication",
    "t33"."satisfied_lowest",
    "t33"."spill_12m",
    "t33"."days_since_touch",
    "t33"."target_basis",
    "t33"."profit_12m",
    "t33"."wallet_pct",
    "t33"."target_pct",
    "t33"."paying",
    "t33"."has_bought",
    "t33"."so_far",
    "t33"."whole",
    "t33"."share_before",
    "t33"."share",
    CASE
      WHEN "t33"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought"
              ORDER BY -(
                "t33"."recency_days"
              ) ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_r",
    CASE
      WHEN "t33"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought"
              ORDER BY "t33"."orders_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_f",
    CASE
      WHEN "t33"."has_bought"
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought"
              ORDER BY "t33"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT) + 1
      ELSE CAST(NULL AS BIGINT)
    END AS "rfm_m",
    CASE
      WHEN "t33"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t33"."has_bought"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought"
              ORDER BY "t33"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "book_pct",
    CASE
      WHEN "t33"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t33"."has_bought", "t33"."industry"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t33"."industry" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought", "t33"."industry"
              ORDER BY "t33"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought", "t33"."industry"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "industry_pct",
    CASE
      WHEN "t33"."has_bought"
      AND (
        COUNT(*) OVER (
          PARTITION BY "t33"."has_bought", "t33"."city"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) >= 5
      )
      AND (
        "t33"."city" <> ''
      )
      THEN CAST(FLOOR(
        (
          (
            RANK() OVER (
              PARTITION BY "t33"."has_bought", "t33"."city"
              ORDER BY "t33"."revenue_12m" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 100
        ) / (
          COUNT(*) OVER (
            PARTITION BY "t33"."has_bought", "t33"."city"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          )
        )
      ) AS BIGINT)
      ELSE CAST(NULL AS BIGINT)
    END AS "city_pct"
  FROM (
    SELECT
      "t32"."customer_id",
      "t32"."industry",
      "t32"."city",
      "t32"."team_id",
      "t32"."owner_id",
      "t32"."target",
      "t32"."touch_day",
      "t32"."wallet",
      "t32"."terms_days",
      "t32"."cost_12m",
      "t32"."complaints_12m",
      "t32"."referrals_12m",
      "t32"."known_people",
      "t32"."renewals",
      "t32"."contract_end_day",
      "t32"."gone_day",
      "t32"."first_order_day",
      "t32"."last_order_day",
      "t32"."recency_days",
      "t32"."months_with_us",
      "t32"."buying_days",
      "t32"."active_months",
      "t32"."orders_12m",
      "t32"."lines_12m",
      "t32"."revenue_12m",
      "t32"."revenue_prev_12m",
      "t32"."revenue_all",
      "t32"."repeat_revenue",
      "t32"."growth",
      "t32"."season_revenue",
      "t32"."season_prev_revenue",
      "t32"."season_growth",
      "t32"."cycle_days",
      "t32"."overdue_pct",
      "t32"."margin_12m",
      "t32"."costed_pct",
      "t32"."payments",
      "t32"."late_payments_12m",
      "t32"."days_beyond",
      "t32"."owed_overdue",
      "t32"."on_time_pct",
      "t32"."days_late",
      "t32"."satisfied_professional",
      "t32"."satisfied_personal",
      "t32"."satisfied_value",
      "t32"."satisfied_dedication",
      "t32"."satisfied_lowest",
      "t32"."spill_12m",
      "t32"."days_since_touch",
      "t32"."target_basis",
      "t32"."profit_12m",
      "t32"."wallet_pct",
      "t32"."target_pct",
      "t32"."paying",
      "t32"."has_bought",
      "t32"."so_far",
      "t32"."whole",
      CASE
        WHEN "t32"."paying" > 0
        THEN CAST(FLOOR(
          (
            CAST(FLOOR((
              (
                "t32"."so_far" - "t32"."paying"
              ) * 10000
            ) / (
              "t32"."whole"
            )) AS BIGINT)
          ) / (
            50
          )
        ) AS BIGINT) * 50
        ELSE CAST(NULL AS BIGINT)
      END AS "share_before",
      CASE
        WHEN "t32"."paying" > 0
        THEN (
          CAST(FLOOR((
            "t32"."paying" * 100
          ) / (
            "t32"."whole"
          )) AS BIGINT) * 100
        ) + CAST(FLOOR(
          (
            (
              (
                "t32"."paying" * 100
              ) - (
                CAST(FLOOR((
                  "t32"."paying" * 100
                ) / (
                  "t32"."whole"
                )) AS BIGINT) * "t32"."whole"
              )
            ) * 100
          ) / (
            "t32"."whole"
          )
        ) AS BIGINT)
        ELSE CAST(NULL AS BIGINT)
      END AS "share"
    FROM (
      SELECT
        "t31"."customer_id",
        "t31"."industry",
        "t31"."city",
        "t31"."team_id",
        "t31"."owner_id",
        "t31"."target",
        "t31"."touch_day",
        "t31"."wallet",
        "t31"."terms_days",
        "t31"."cost_12m",
        "t31"."complaints_12m",
        "t31"."referrals_12m",
        "t31"."known_people",
        "t31"."renewals",
        "t31"."contract_end_day",
        "t31"."gone_day",
        "t31"."first_order_day",
        "t31"."last_order_day",
        "t31"."recency_days",
        "t31"."months_with_us",
        "t31"."buying_days",
        "t31"."active_months",
        "t31"."orders_12m",
        "t31"."lines_12m",
        "t31"."revenue_12m",
        "t31"."revenue_prev_12m",
        "t31"."revenue_all",
        "t31"."repeat_revenue",
        "t31"."growth",
        "t31"."season_revenue",
        "t31"."season_prev_revenue",
        "t31"."season_growth",
        "t31"."cycle_days",
        "t31"."overdue_pct",
        "t31"."margin_12m",
        "t31"."costed_pct",
        "t31"."payments",
        "t31"."late_payments_12m",
        "t31"."days_beyond",
        "t31"."owed_overdue",
        "t31"."on_time_pct",
        "t31"."days_late",
        "t31"."satisfied_professional",
        "t31"."satisfied_personal",
        "t31"."satisfied_value",
        "t31"."satisfied_dedication",
        "t31"."satisfied_lowest",
        "t31"."spill_12m",
        "t31"."days_since_touch",
        "t31"."target_basis",
        "t31"."profit_12m",
        "t31"."wallet_pct",
        "t31"."target_pct",
        "t31"."paying",
        "t31"."has_bought",
        SUM("t31"."paying") OVER (
          ORDER BY "t31"."paying" DESC, "t31"."customer_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "so_far",
        SUM("t31"."paying") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "whole"
      FROM (
        SELECT
          "t30"."customer_id",
          "t30"."industry",
          "t30"."city",
          "t30"."team_id",
          "t30"."owner_id",
          "t30"."target",
          "t30"."touch_day",
          "t30"."wallet",
          "t30"."terms_days",
          "t30"."cost_12m",
          "t30"."complaints_12m",
          "t30"."referrals_12m",
          "t30"."known_people",
          "t30"."renewals",
          "t30"."contract_end_day",
          "t30"."gone_day",
          "t30"."first_order_day",
          "t30"."last_order_day",
          "t30"."recency_days",
          "t30"."months_with_us",
          "t30"."buying_days",
          "t30"."active_months",
          "t30"."orders_12m",
          "t30"."lines_12m",
          "t30"."revenue_12m",
          "t30"."revenue_prev_12m",
          "t30"."revenue_all",
          "t30"."repeat_revenue",
          "t30"."growth",
          "t30"."season_revenue",
          "t30"."season_prev_revenue",
          "t30"."season_growth",
          "t30"."cycle_days",
          "t30"."overdue_pct",
          "t30"."margin_12m",
          "t30"."costed_pct",
          "t30"."payments",
          "t30"."late_payments_12m",
          "t30"."days_beyond",
          "t30"."owed_overdue",
          "t30"."on_time_pct",
          "t30"."days_late",
          "t30"."satisfied_professional",
          "t30"."satisfied_personal",
          "t30"."satisfied_value",
          "t30"."satisfied_dedication",
          "t30"."satisfied_lowest",
          "t30"."spill_12m",
          "t30"."days_since_touch",
          "t30"."target_basis",
          "t30"."profit_12m",
          "t30"."wallet_pct",
          CASE
            WHEN "t30"."target_basis" = 'target'
            THEN CAST(FLOOR((
              GREATEST("t30"."revenue_12m", 0) * 100
            ) / (
              "t30"."target"
            )) AS BIGINT)
            WHEN "t30"."target_basis" = 'previous'
            THEN CAST(FLOOR((
              GREATEST("t30"."revenue_12m", 0) * 100
            ) / (
              "t30"."revenue_prev_12m"
            )) AS BIGINT)
            WHEN "t30"."target_basis" = 'none'
            THEN 0
            ELSE CAST(NULL AS BIGINT)
          END AS "target_pct",
          GREATEST("t30"."revenue_12m", 0) AS "paying",
          "t30"."first_order_day" IS NOT NULL AS "has_bought"
        FROM (
          SELECT
            "t29"."customer_id",
            "t29"."industry",
            "t29"."city",
            "t29"."team_id",
            "t29"."owner_id",
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
            "t29"."recency_days",
            "t29"."months_with_us",
            COALESCE("t29"."buying_days", 0) AS "buying_days",
            COALESCE("t29"."active_months", 0) AS "active_months",
            COALESCE("t29"."orders_12m", 0) AS "orders_12m",
            COALESCE("t29"."lines_12m", 0) AS "lines_12m",
            COALESCE("t29"."revenue_12m", 0) AS "revenue_12m",
            COALESCE("t29"."revenue_prev_12m", 0) AS "revenue_prev_12m",
            COALESCE("t29"."revenue_all", 0) AS "revenue_all",
            COALESCE("t29"."repeat_revenue", 0) AS "repeat_revenue",
            "t29"."growth",
            COALESCE("t29"."season_revenue", 0) AS "season_revenue",
            COALESCE("t29"."season_prev_revenue", 0) AS "season_prev_revenue",
            "t29"."season_growth",
            "t29"."cycle_days",
            "t29"."overdue_pct",
            "t29"."margin_12m",
            "t29"."costed_pct",
            "t29"."payments",
            "t29"."late_payments_12m",
            "t29"."days_beyond",
            "t29"."owed_overdue",
            "t29"."on_time_pct",
            "t29"."days_late",
            "t29"."satisfied_professional",
            "t29"."satisfied_personal",
            "t29"."satisfied_value",
            "t29"."satisfied_dedication",
            "t29"."satisfied_lowest",
            COALESCE("t29"."spill_12m", 0) AS "spill_12m",
            20778 - "t29"."touch_day" AS "days_since_touch",
            CASE
              WHEN "t29"."target" > 0
              THEN 'target'
              WHEN COALESCE("t29"."revenue_prev_12m", 0) > 0
              THEN 'previous'
              WHEN COALESCE("t29"."revenue_12m", 0) <= 0
              THEN 'none'
              ELSE 'new'
            END AS "target_basis",
            "t29"."margin_12m" - "t29"."cost_12m" AS "profit_12m",
            CAST(FLOOR(
              (
                GREATEST(COALESCE("t29"."revenue_12m", 0), 0) * 100
              ) / (
                NULLIF("t29"."wallet", 0)
              )
            ) AS BIGINT) AS "wallet_pct"
          FROM (
            SELECT
              "t28".*
              EXCLUDE ("customer_id_right")
            FROM (
              SELECT
                "t27"."customer_id",
                "t27"."industry",
                "t27"."city",
                "t27"."team_id",
                "t27"."owner_id",
                "t27"."target",
                "t27"."touch_day",
                "t27"."wallet",
                "t27"."terms_days",
                "t27"."cost_12m",
                "t27"."complaints_12m",
                "t27"."referrals_12m",
                "t27"."known_people",
                "t27"."renewals",
                "t27"."contract_end_day",
                "t27"."gone_day",
                "t27"."first_order_day",
                "t27"."last_order_day",
                "t27"."recency_days",
                "t27"."months_with_us",
                "t27"."buying_days",
                "t27"."active_months",
                "t27"."orders_12m",
                "t27"."lines_12m",
                "t27"."revenue_12m",
                "t27"."revenue_prev_12m",
                "t27"."revenue_all",
                "t27"."repeat_revenue",
                "t27"."growth",
                "t27"."season_revenue",
                "t27"."season_prev_revenue",
                "t27"."season_growth",
                "t27"."cycle_days",
                "t27"."overdue_pct",
                "t27"."margin_12m",
                "t27"."costed_pct",
                "t27"."payments",
                "t27"."late_payments_12m",
                "t27"."days_beyond",
                "t27"."owed_overdue",
                "t27"."on_time_pct",
                "t27"."days_late",
                "t27"."satisfied_professional",
                "t27"."satisfied_personal",
                "t27"."satisfied_value",
                "t27"."satisfied_dedication",
                "t27"."satisfied_lowest",
                "t17"."customer_id" AS "customer_id_right",
                "t17"."spill_12m"
              FROM (
                SELECT
                  "t25".*
                  EXCLUDE ("customer_id_right")
                FROM (
                  SELECT
                    "t24"."customer_id",
                    "t24"."industry",
                    "t24"."city",
                    "t24"."team_id",
                    "t24"."owner_id",
                    "t24"."target",
                    "t24"."touch_day",
                    "t24"."wallet",
                    "t24"."terms_days",
                    "t24"."cost_12m",
                    "t24"."complaints_12m",
                    "t24"."referrals_12m",
                    "t24"."known_people",
                    "t24"."renewals",
                    "t24"."contract_end_day",
                    "t24"."gone_day",
                    "t24"."first_order_day",
                    "t24"."last_order_day",
                    "t24"."recency_days",
                    "t24"."months_with_us",
                    "t24"."buying_days",
                    "t24"."active_months",
                    "t24"."orders_12m",
                    "t24"."lines_12m",
                    "t24"."revenue_12m",
                    "t24"."revenue_prev_12m",
                    "t24"."revenue_all",
                    "t24"."repeat_revenue",
                    "t24"."growth",
                    "t24"."season_revenue",
                    "t24"."season_prev_revenue",
                    "t24"."season_growth",
                    "t24"."cycle_days",
                    "t24"."overdue_pct",
                    "t24"."margin_12m",
                    "t24"."costed_pct",
                    "t24"."payments",
                    "t24"."late_payments_12m",
                    "t24"."days_beyond",
                    "t24"."owed_overdue",
                    "t24"."on_time_pct",
                    "t24"."days_late",
                    "t18"."customer_id" AS "customer_id_right",
                    "t18"."satisfied_professional",
                    "t18"."satisfied_personal",
                    "t18"."satisfied_value",
                    "t18"."satisfied_dedication",
                    "t18"."satisfied_lowest"
                  FROM (
                    SELECT
                      "t22".*
                      EXCLUDE ("customer_id_right")
                    FROM (
                      SELECT
                        "t13"."customer_id",
                        "t13"."industry",
                        "t13"."city",
                        "t13"."team_id",
                        "t13"."owner_id",
                        "t13"."target",
                        "t13"."touch_day",
                        "t13"."wallet",
                        "t13"."terms_days",
                        "t13"."cost_12m",
                        "t13"."complaints_12m",
                        "t13"."referrals_12m",
                        "t13"."known_people",
                        "t13"."renewals",
                        "t13"."contract_end_day",
                        "t13"."gone_day",
                        "t13"."first_order_day",
                        "t13"."last_order_day",
                        "t13"."recency_days",
                        "t13"."months_with_us",
                        "t13"."buying_days",
                        "t13"."active_months",
                        "t13"."orders_12m",
                        "t13"."lines_12m",
                        "t13"."revenue_12m",
                        "t13"."revenue_prev_12m",
                        "t13"."revenue_all",
                        "t13"."repeat_revenue",
                        "t13"."growth",
                        "t13"."season_revenue",
                        "t13"."season_prev_revenue",
                        "t13"."season_growth",
                        "t13"."cycle_days",
                        "t13"."overdue_pct",
                        "t13"."margin_12m",
                        "t13"."costed_pct",
                        "t21"."customer_id" AS "customer_id_right",
                        "t21"."payments",
                        "t21"."late_payments_12m",
                        "t21"."days_beyond",
                        "t21"."owed_overdue",
                        "t21"."on_time_pct",
                        "t21"."days_late"
                      FROM (
                        SELECT
                          "t10".*
                          EXCLUDE ("customer_id_right")
                        FROM (
                          SELECT
                            "t6"."customer_id",
                            "t6"."industry",
                            "t6"."city",
                            "t6"."team_id",
                            "t6"."owner_id",
                            "t6"."target",
                            "t6"."touch_day",
                            "t6"."wallet",
                            "t6"."terms_days",
                            "t6"."cost_12m",
                            "t6"."complaints_12m",
                            "t6"."referrals_12m",
                            "t6"."known_people",
                            "t6"."renewals",
                            "t6"."contract_end_day",
                            "t6"."gone_day",
                            "t5"."customer_id" AS "customer_id_right",
                            "t5"."first_order_day",
                            "t5"."last_order_day",
                            "t5"."recency_days",
                            "t5"."months_with_us",
                            "t5"."buying_days",
                            "t5"."active_months",
                            "t5"."orders_12m",
                            "t5"."lines_12m",
                            "t5"."revenue_12m",
                            "t5"."revenue_prev_12m",
                            "t5"."revenue_all",
                            "t5"."repeat_revenue",
                            "t5"."growth",
                            "t5"."season_revenue",
                            "t5"."season_prev_revenue",
                            "t5"."season_growth",
                            "t5"."cycle_days",
                            "t5"."overdue_pct",
                            "t5"."margin_12m",
                            "t5"."costed_pct"
                          FROM "customers" AS "t6"
                          LEFT OUTER JOIN "bought" AS "t5"
                            ON "t6"."customer_id" = "t5"."customer_id"
                        ) AS "t10"
                      ) AS "t13"
                      LEFT OUTER JOIN (
                        SELECT
                          "t19"."customer_id",
                          "t19"."payments",
                          "t19"."late_payments_12m",
                          "t19"."days_beyond",
                          "t19"."owed_overdue",
                          CAST(FLOOR(
                            (
                              (
                                "t19"."payments" - "t19"."late_payments_12m"
                              ) * 100
                            ) / (
                              "t19"."payments"
                            )
                          ) AS BIGINT) AS "on_time_pct",
                          CAST(FLOOR((
                            "t19"."days_beyond"
                          ) / (
                            "t19"."payments"
                          )) AS BIGINT) AS "days_late"
                        FROM (
                          SELECT
                            "t8"."customer_id",
                            COUNT(*) AS "payments",
                            COUNT(*) FILTER(WHERE
                              CASE
                                WHEN (
                                  "t8"."paid_day" IS NOT NULL
                                ) AND (
                                  "t8"."paid_day" <= 20778
                                )
                                THEN "t8"."paid_day"
                                ELSE 20778
                              END > "t8"."due_day") AS "late_payments_12m",
                            COALESCE(
                              SUM(
                                CASE
                                  WHEN (
                                    "t8"."paid_day" IS NOT NULL
                                  ) AND (
                                    "t8"."paid_day" <= 20778
                                  )
                                  THEN "t8"."paid_day"
                                  ELSE 20778
                                END - "t8"."due_day"
                              ) FILTER(WHERE
                                CASE
                                  WHEN (
                                    "t8"."paid_day" IS NOT NULL
                                  ) AND (
                                    "t8"."paid_day" <= 20778
                                  )
                                  THEN "t8"."paid_day"
                                  ELSE 20778
                                END > "t8"."due_day"),
                              0
                            ) AS "days_beyond",
                            COALESCE(
                              SUM("t8"."amount") FILTER(WHERE
                                NOT (
                                  (
                                    "t8"."paid_day" IS NOT NULL
                                  ) AND (
                                    "t8"."paid_day" <= 20778
                                  )
                                )
                                AND (
                                  CASE
                                    WHEN (
                                      "t8"."paid_day" IS NOT NULL
                                    ) AND (
                                      "t8"."paid_day" <= 20778
                                    )
                                    THEN "t8"."paid_day"
                                    ELSE 20778
                                  END > "t8"."due_day"
                                )),
                              0
                            ) AS "owed_overdue"
                          FROM (
                            SELECT
                              *
                            FROM "payments" AS "t4"
                            WHERE
                              "t4"."due_day" > 20413 AND "t4"."due_day" <= 20778 AND "t4"."amount" > 0
                          ) AS "t8"
                          GROUP BY
                            1
                        ) AS "t19"
                      ) AS "t21"
                        ON "t13"."customer_id" = "t21"."customer_id"
                    ) AS "t22"
                  ) AS "t24"
                  LEFT OUTER JOIN (
                    SELECT
                      "t11"."customer_id",
                      "t11"."satisfied_professional",
                      "t11"."satisfied_personal",
                      "t11"."satisfied_value",
                      "t11"."satisfied_dedication",
                      NULLIF(
                        LEAST(
                          COALESCE("t11"."satisfied_professional", 101),
                          COALESCE("t11"."satisfied_personal", 101),
                          COALESCE("t11"."satisfied_value", 101),
                          COALESCE("t11"."satisfied_dedication", 101)
                        ),
                        101
                      ) AS "satisfied_lowest"
                    FROM (
                      SELECT
                        "t2"."customer_id",
                        CAST(FLOOR(
                          (
                            SUM("t2"."value") FILTER(WHERE
                              "t2"."dimension" = 'professional')
                          ) / (
                            NULLIF(COUNT(*) FILTER(WHERE
                              "t2"."dimension" = 'professional'), 0)
                          )
                        ) AS BIGINT) AS "satisfied_professional",
                        CAST(FLOOR(
                          (
                            SUM("t2"."value") FILTER(WHERE
                              "t2"."dimension" = 'personal')
                          ) / (
                            NULLIF(COUNT(*) FILTER(WHERE
                              "t2"."dimension" = 'personal'), 0)
                          )
                        ) AS BIGINT) AS "satisfied_personal",
                        CAST(FLOOR(
                          (
                            SUM("t2"."value") FILTER(WHERE
                              "t2"."dimension" = 'value')
                          ) / (
                            NULLIF(COUNT(*) FILTER(WHERE
                              "t2"."dimension" = 'value'), 0)
                          )
                        ) AS BIGINT) AS "satisfied_value",
                        CAST(FLOOR(
                          (
                            SUM("t2"."value") FILTER(WHERE
                              "t2"."dimension" = 'dedication')
                          ) / (
                            NULLIF(COUNT(*) FILTER(WHERE
                              "t2"."dimension" = 'dedication'), 0)
                          )
                        ) AS BIGINT) AS "satisfied_dedication"
                      FROM "satisfaction" AS "t2"
                      GROUP BY
                        1
                    ) AS "t11"
                  ) AS "t18"
                    ON "t24"."customer_id" = "t18"."customer_id"
                ) AS "t25"
              ) AS "t27"
              LEFT OUTER JOIN (
                SELECT
                  "t14"."customer_id",
                  SUM("t14"."owed") AS "spill_12m"
                FROM (
                  SELECT
                    "t9"."leader_id" AS "customer_id",
                    CAST(FLOOR((
                      GREATEST("t5"."revenue_12m", 0) * "t9"."share"
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
                  INNER JOIN "bought" AS "t5"
                    ON "t9"."led_id" = "t5"."customer_id"
                ) AS "t14"
                GROUP BY
                  1
              ) AS "t17"
                ON "t27"."customer_id" = "t17"."customer_id"
            ) AS "t28"
          ) AS "t29"
        ) AS "t30"
      ) AS "t31"
    ) AS "t32"
  ) AS "t33"
) AS "t34"
ORDER BY
  "t34"."customer_id" ASC

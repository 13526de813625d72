SELECT
  "t39"."customer_id",
  "t39"."first_order_day",
  "t39"."last_order_day",
  "t39"."recency_days",
  "t39"."months_with_us",
  "t39"."buying_days",
  "t39"."active_months",
  "t39"."orders_12m",
  "t39"."lines_12m",
  "t39"."revenue_12m",
  "t39"."revenue_prev_12m",
  "t39"."revenue_all",
  "t39"."repeat_revenue",
  "t39"."growth",
  "t39"."season_revenue",
  "t39"."season_prev_revenue",
  "t39"."season_growth",
  "t39"."cycle_days",
  "t39"."overdue_pct",
  "t39"."late_payments_12m",
  "t39"."on_time_pct",
  "t39"."days_late",
  "t39"."owed_overdue",
  "t39"."terms_days",
  "t39"."margin_12m",
  "t39"."costed_pct",
  "t39"."cost_12m",
  "t39"."profit_12m",
  "t39"."spill_12m",
  "t39"."wallet_pct",
  "t39"."complaints_12m",
  "t39"."referrals_12m",
  "t39"."known_people",
  "t39"."renewals",
  "t39"."satisfied_professional",
  "t39"."satisfied_personal",
  "t39"."satisfied_value",
  "t39"."satisfied_dedication",
  "t39"."satisfied_lowest",
  "t39"."contract_end_day",
  "t39"."gone_day",
  "t39"."target_pct",
  "t39"."target_basis",
  "t39"."days_since_touch",
  "t39"."share_before",
  "t39"."share",
  "t39"."rfm_r",
  "t39"."rfm_f",
  "t39"."rfm_m",
  "t39"."book_pct",
  "t39"."industry_pct",
  "t39"."city_pct"
FROM (
  SELECT
    "t38".*
    EXCLUDE ("customer_id_right")
  FROM (
    SELECT
      "t34"."customer_id",
      "t34"."industry",
      "t34"."city",
      "t34"."team_id",
      "t34"."owner_id",
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
      "t34"."satisfied_professional",
      "t34"."satisfied_personal",
      "t34"."satisfied_value",
      "t34"."satisfied_dedication",
      "t34"."satisfied_lowest",
      "t34"."spill_12m",
      "t34"."days_since_touch",
      "t34"."target_basis",
      "t34"."profit_12m",
      "t34"."wallet_pct",
      "t34"."target_pct",
      "t37"."customer_id" AS "customer_id_right",
      "t37"."share_before",
      "t37"."share",
      "t37"."rfm_r",
      "t37"."rfm_f",
      "t37"."rfm_m",
      "t37"."book_pct",
      "t37"."industry_pct",
      "t37"."city_pct"
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
        COALESCE("t30"."buying_days", 0) AS "buying_days",
        COALESCE("t30"."active_months", 0) AS "active_months",
        COALESCE("t30"."orders_12m", 0) AS "orders_12m",
        COALESCE("t30"."lines_12m", 0) AS "lines_12m",
        COALESCE("t30"."revenue_12m", 0) AS "revenue_12m",
        COALESCE("t30"."revenue_prev_12m", 0) AS "revenue_prev_12m",
        COALESCE("t30"."revenue_all", 0) AS "revenue_all",
        COALESCE("t30"."season_revenue", 0) AS "season_revenue",
        COALESCE("t30"."season_prev_revenue", 0) AS "season_prev_revenue",
        "t30"."costed_revenue",
        "t30"."costs",
        "t30"."costed",
        "t30"."bought_revenue",
        "t30"."first_day_revenue",
        "t30"."recency_days",
        "t30"."months_with_us",
        "t30"."cycle_days",
        "t30"."growth",
        "t30"."season_growth",
        "t30"."margin_12m",
        "t30"."costed_pct",
        COALESCE("t30"."repeat_revenue", 0) AS "repeat_revenue",
        "t30"."overdue_pct",
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
        COALESCE("t30"."spill_12m", 0) AS "spill_12m",
        20778 - "t30"."touch_day" AS "days_since_touch",
        CASE
          WHEN "t30"."target" > 0
          THEN 'target'
          WHEN COALESCE("t30"."revenue_prev_12m", 0) > 0
          THEN 'previous'
          WHEN COALESCE("t30"."revenue_12m", 0) <= 0
          THEN 'none'
          ELSE 'new'
        END AS "target_basis",
        "t30"."margin_12m" - "t30"."cost_12m" AS "profit_12m",
        CAST(FLOOR(
          (
            GREATEST(COALESCE("t30"."revenue_12m", 0), 0) * 100
          ) / (
            NULLIF("t30"."wallet", 0)
          )
        ) AS BIGINT) AS "wallet_pct",
        CASE
          WHEN CASE
            WHEN "t30"."target" > 0
            THEN 'target'
            WHEN COALESCE("t30"."revenue_prev_12m", 0) > 0
            THEN 'previous'
            WHEN COALESCE("t30"."revenue_12m", 0) <= 0
            THEN 'none'
            ELSE 'new'
          END = 'target'
          THEN CAST(FLOOR((
            GREATEST(COALESCE("t30"."revenue_12m", 0), 0) * 100
          ) / (
            "t30"."target"
          )) AS BIGINT)
          WHEN CASE
            WHEN "t30"."target" > 0
            THEN 'target'
            WHEN COALESCE("t30"."revenue_prev_12m", 0) > 0
            THEN 'previous'
            WHEN COALESCE("t30"."revenue_12m", 0) <= 0
            THEN 'none'
            ELSE 'new'
          END = 'previous'
          THEN CAST(FLOOR(
            (
              GREATEST(COALESCE("t30"."revenue_12m", 0), 0) * 100
            ) / (
              COALESCE("t30"."revenue_prev_12m", 0)
            )
          ) AS BIGINT)
          WHEN CASE
            WHEN "t30"."target" > 0
            THEN 'target'
            WHEN COALESCE("t30"."revenue_prev_12m", 0) > 0
            THEN 'previous'
            WHEN COALESCE("t30"."revenue_12m", 0) <= 0
            THEN 'none'
            ELSE 'new'
          END = 'none'
          THEN 0
          ELSE CAST(NULL AS BIGINT)
        END AS "target_pct"
      FROM (
        SELECT
          "t29".*
          EXCLUDE ("customer_id_right")
        FROM (
          SELECT
            "t28"."customer_id",
            "t28"."industry",
            "t28"."city",
            "t28"."team_id",
            "t28"."owner_id",
            "t28"."target",
            "t28"."touch_day",
            "t28"."wallet",
            "t28"."terms_days",
            "t28"."cost_12m",
            "t28"."complaints_12m",
            "t28"."referrals_12m",
            "t28"."known_people",
            "t28"."renewals",
            "t28"."contract_end_day",
            "t28"."gone_day",
            "t28"."first_order_day",
            "t28"."last_order_day",
            "t28"."buying_days",
            "t28"."active_months",
            "t28"."orders_12m",
            "t28"."lines_12m",
            "t28"."revenue_12m",
            "t28"."revenue_prev_12m",
            "t28"."revenue_all",
            "t28"."season_revenue",
            "t28"."season_prev_revenue",
            "t28"."costed_revenue",
            "t28"."costs",
            "t28"."costed",
            "t28"."bought_revenue",
            "t28"."first_day_revenue",
            "t28"."recency_days",
            "t28"."months_with_us",
            "t28"."cycle_days",
            "t28"."growth",
            "t28"."season_growth",
            "t28"."margin_12m",
            "t28"."costed_pct",
            "t28"."repeat_revenue",
            "t28"."overdue_pct",
            "t28"."payments",
            "t28"."late_payments_12m",
            "t28"."days_beyond",
            "t28"."owed_overdue",
            "t28"."on_time_pct",
            "t28"."days_late",
            "t28"."satisfied_professional",
            "t28"."satisfied_personal",
            "t28"."satisfied_value",
            "t28"."satisfied_dedication",
            "t28"."satisfied_lowest",
            "t22"."customer_id" AS "customer_id_right",
            "t22"."spill_12m"
          FROM (
            SELECT
              "t26".*
              EXCLUDE ("customer_id_right")
            FROM (
              SELECT
                "t25"."customer_id",
                "t25"."industry",
                "t25"."city",
                "t25"."team_id",
                "t25"."owner_id",
                "t25"."target",
                "t25"."touch_day",
                "t25"."wallet",
                "t25"."terms_days",
                "t25"."cost_12m",
                "t25"."complaints_12m",
                "t25"."referrals_12m",
                "t25"."known_people",
                "t25"."renewals",
                "t25"."contract_end_day",
                "t25"."gone_day",
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
                "t25"."overdue_pct",
                "t25"."payments",
                "t25"."late_payments_12m",
                "t25"."days_beyond",
                "t25"."owed_overdue",
                "t25"."on_time_pct",
                "t25"."days_late",
                "t13"."customer_id" AS "customer_id_right",
                "t13"."satisfied_professional",
                "t13"."satisfied_personal",
                "t13"."satisfied_value",
                "t13"."satisfied_dedication",
                "t13"."satisfied_lowest"
              FROM (
                SELECT
                  "t23".*
                  EXCLUDE ("customer_id_right")
                FROM (
                  SELECT
                    "t18"."customer_id",
                    "t18"."industry",
                    "t18"."city",
                    "t18"."team_id",
                    "t18"."owner_id",
                    "t18"."target",
                    "t18"."touch_day",
                    "t18"."wallet",
                    "t18"."terms_days",
                    "t18"."cost_12m",
                    "t18"."complaints_12m",
                    "t18"."referrals_12m",
                    "t18"."known_people",
                    "t18"."renewals",
                    "t18"."contract_end_day",
                    "t18"."gone_day",
                    "t18"."first_order_day",
                    "t18"."last_order_day",
                    "t18"."buying_days",
                    "t18"."active_months",
                    "t18"."orders_12m",
                    "t18"."lines_12m",
                    "t18"."revenue_12m",
                    "t18"."revenue_prev_12m",
                    "t18"."revenue_all",
                    "t18"."season_revenue",
                    "t18"."season_prev_revenue",
                    "t18"."costed_revenue",
                    "t18"."costs",
                    "t18"."costed",
                    "t18"."bought_revenue",
                    "t18"."first_day_revenue",
                    "t18"."recency_days",
                    "t18"."months_with_us",
                    "t18"."cycle_days",
                    "t18"."growth",
                    "t18"."season_growth",
                    "t18"."margin_12m",
                    "t18"."costed_pct",
                    "t18"."repeat_revenue",
                    "t18"."overdue_pct",
                    "t21"."customer_id" AS "customer_id_right",
                    "t21"."payments",
                    "t21"."late_payments_12m",
                    "t21"."days_beyond",
                    "t21"."owed_overdue",
                    "t21"."on_time_pct",
                    "t21"."days_late"
                  FROM (
                    SELECT
                      "t15".*
                      EXCLUDE ("customer_id_right")
                    FROM (
                      SELECT
                        "t5"."customer_id",
                        "t5"."industry",
                        "t5"."city",
                        "t5"."team_id",
                        "t5"."owner_id",
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
                        "t11"."customer_id" AS "customer_id_right",
                        "t11"."first_order_day",
                        "t11"."last_order_day",
                        "t11"."buying_days",
                        "t11"."active_months",
                        "t11"."orders_12m",
                        "t11"."lines_12m",
                        "t11"."revenue_12m",
                        "t11"."revenue_prev_12m",
                        "t11"."revenue_all",
                        "t11"."season_revenue",
                        "t11"."season_prev_revenue",
                        "t11"."costed_revenue",
                        "t11"."costs",
                        "t11"."costed",
                        "t11"."bought_revenue",
                        "t11"."first_day_revenue",
                        "t11"."recency_days",
                        "t11"."months_with_us",
                        "t11"."cycle_days",
                        "t11"."growth",
                        "t11"."season_growth",
                        "t11"."margin_12m",
                        "t11"."costed_pct",
                        "t11"."repeat_revenue",
                        "t11"."overdue_pct"
                      FROM "customers" AS "t5"
                      LEFT OUTER JOIN (
                        SELECT
                          "t2"."customer_id",
                          "t2"."first_order_day",
                          "t2"."last_order_day",
                          "t2"."buying_days",
                          "t2"."active_months",
                          "t2"."orders_12m",
                          "t2"."lines_12m",
                          "t2"."revenue_12m",
                          "t2"."revenue_prev_12m",
                          "t2"."revenue_all",
                          "t2"."season_revenue",
                          "t2"."season_prev_revenue",
                          "t2"."costed_revenue",
                          "t2"."costs",
                          "t2"."costed",
                          "t2"."bought_revenue",
                          "t2"."first_day_revenue",
                          20778 - "t2"."last_order_day" AS "recency_days",
                          CAST(FLOOR((
                            (
                              20778 - "t2"."first_order_day"
                            ) * 10000
                          ) / (
                            304375
                          )) AS BIGINT) AS "months_with_us",
                          CASE
                            WHEN (
                              "t2"."buying_days" - 1
                            ) > 0
                            THEN GREATEST(
                              CAST(FLOOR(
                                (
                                  (
                                    (
                                      "t2"."last_order_day" - "t2"."first_order_day"
                                    ) * 2
                                  ) + (
                                    "t2"."buying_days" - 1
                                  )
                                ) / (
                                  (
                                    "t2"."buying_days" - 1
                                  ) * 2
                                )
                              ) AS BIGINT),
                              1
                            )
                            ELSE CAST(NULL AS BIGINT)
                          END AS "cycle_days",
                          CASE
                            WHEN "t2"."revenue_prev_12m" > 0
                            THEN CAST(FLOOR(
                              (
                                (
                                  "t2"."revenue_12m" - "t2"."revenue_prev_12m"
                                ) * 10000
                              ) / (
                                "t2"."revenue_prev_12m"
                              )
                            ) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "growth",
                          CASE
                            WHEN "t2"."season_prev_revenue" > 0
                            THEN CAST(FLOOR(
                              (
                                (
                                  "t2"."season_revenue" - "t2"."season_prev_revenue"
                                ) * 10000
                              ) / (
                                "t2"."season_prev_revenue"
                              )
                            ) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "season_growth",
                          CASE
                            WHEN "t2"."costed" > 0
                            THEN "t2"."costed_revenue" - "t2"."costs"
                            ELSE CAST(NULL AS BIGINT)
                          END AS "margin_12m",
                          CASE
                            WHEN "t2"."revenue_12m" > 0
                            THEN CAST(FLOOR((
                              "t2"."costed_revenue" * 100
                            ) / (
                              "t2"."revenue_12m"
                            )) AS BIGINT)
                            ELSE CAST(NULL AS BIGINT)
                          END AS "costed_pct",
                          COALESCE("t2"."bought_revenue" - "t2"."first_day_revenue", 0) AS "repeat_revenue",
                          CAST(FLOOR(
                            (
                              (
                                20778 - "t2"."last_order_day"
                              ) * 100
                            ) / (
                              CASE
                                WHEN (
                                  "t2"."buying_days" - 1
                                ) > 0
                                THEN GREATEST(
                                  CAST(FLOOR(
                                    (
                                      (
                                        (
                                          "t2"."last_order_day" - "t2"."first_order_day"
                                        ) * 2
                                      ) + (
                                        "t2"."buying_days" - 1
                                      )
                                    ) / (
                                      (
                                        "t2"."buying_days" - 1
                                      ) * 2
                                    )
                                  ) AS BIGINT),
                                  1
                                )
                                ELSE CAST(NULL AS BIGINT)
                              END
                            )
                          ) AS BIGINT) AS "overdue_pct"
                        FROM "bought" AS "t2"
                      ) AS "t11"
                        ON "t5"."customer_id" = "t11"."customer_id"
                    ) AS "t15"
                  ) AS "t18"
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
                        FROM "payments" AS "t4"
                        WHERE
                          "t4"."due_day" > 20413 AND "t4"."due_day" <= 20778 AND "t4"."amount" > 0
                      ) AS "t7"
                      GROUP BY
                        1
                    ) AS "t14"
                  ) AS "t21"
                    ON "t18"."customer_id" = "t21"."customer_id"
                ) AS "t23"
              ) AS "t25"
              LEFT OUTER JOIN (
                SELECT
                  "t9"."customer_id",
                  "t9"."satisfied_professional",
                  "t9"."satisfied_personal",
                  "t9"."satisfied_value",
                  "t9"."satisfied_dedication",
                  NULLIF(
                    LEAST(
                      COALESCE("t9"."satisfied_professional", 101),
                      COALESCE("t9"."satisfied_personal", 101),
                      COALESCE("t9"."satisfied_value", 101),
                      COALESCE("t9"."satisfied_dedication", 101)
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
                ) AS "t9"
              ) AS "t13"
                ON "t25"."customer_id" = "t13"."customer_id"
            ) AS "t26"
          ) AS "t28"
          LEFT OUTER JOIN (
            SELECT
              "t17"."customer_id",
              SUM("t17"."owed") AS "spill_12m"
            FROM (
              SELECT
                "t8"."leader_id" AS "customer_id",
                CAST(FLOOR((
                  GREATEST("t11"."revenue_12m", 0) * "t8"."share"
                ) / (
                  100
                )) AS BIGINT) AS "owed"
              FROM (
                SELECT
                  *
                FROM "spills" AS "t0"
                WHERE
                  "t0"."leader_id" <> "t0"."led_id"
              ) AS "t8"
              INNER JOIN (
                SELECT
                  "t2"."customer_id",
                  "t2"."first_order_day",
                  "t2"."last_order_day",
                  "t2"."buying_days",
                  "t2"."active_months",
                  "t2"."orders_12m",
                  "t2"."lines_12m",
                  "t2"."revenue_12m",
                  "t2"."revenue_prev_12m",
                  "t2"."revenue_all",
                  "t2"."season_revenue",
                  "t2"."season_prev_revenue",
                  "t2"."costed_revenue",
                  "t2"."costs",
                  "t2"."costed",
                  "t2"."bought_revenue",
                  "t2"."first_day_revenue",
                  20778 - "t2"."last_order_day" AS "recency_days",
                  CAST(FLOOR((
                    (
                      20778 - "t2"."first_order_day"
                    ) * 10000
                  ) / (
                    304375
                  )) AS BIGINT) AS "months_with_us",
                  CASE
                    WHEN (
                      "t2"."buying_days" - 1
                    ) > 0
                    THEN GREATEST(
                      CAST(FLOOR(
                        (
                          (
                            (
                              "t2"."last_order_day" - "t2"."first_order_day"
                            ) * 2
                          ) + (
                            "t2"."buying_days" - 1
                          )
                        ) / (
                          (
                            "t2"."buying_days" - 1
                          ) * 2
                        )
                      ) AS BIGINT),
                      1
                    )
                    ELSE CAST(NULL AS BIGINT)
                  END AS "cycle_days",
                  CASE
                    WHEN "t2"."revenue_prev_12m" > 0
                    THEN CAST(FLOOR(
                      (
                        (
                          "t2"."revenue_12m" - "t2"."revenue_prev_12m"
                        ) * 10000
                      ) / (
                        "t2"."revenue_prev_12m"
                      )
                    ) AS BIGINT)
                    ELSE CAST(NULL AS BIGINT)
                  END AS "growth",
                  CASE
                    WHEN "t2"."season_prev_revenue" > 0
                    THEN CAST(FLOOR(
                      (
                        (
                          "t2"."season_revenue" - "t2"."season_prev_revenue"
                        ) * 10000
                      ) / (
                        "t2"."season_prev_revenue"
                      )
                    ) AS BIGINT)
                    ELSE CAST(NULL AS BIGINT)
                  END AS "season_growth",
                  CASE
                    WHEN "t2"."costed" > 0
                    THEN "t2"."costed_revenue" - "t2"."costs"
                    ELSE CAST(NULL AS BIGINT)
                  END AS "margin_12m",
                  CASE
                    WHEN "t2"."revenue_12m" > 0
                    THEN CAST(FLOOR((
                      "t2"."costed_revenue" * 100
                    ) / (
                      "t2"."revenue_12m"
                    )) AS BIGINT)
                    ELSE CAST(NULL AS BIGINT)
                  END AS "costed_pct",
                  COALESCE("t2"."bought_revenue" - "t2"."first_day_revenue", 0) AS "repeat_revenue",
                  CAST(FLOOR(
                    (
                      (
                        20778 - "t2"."last_order_day"
                      ) * 100
                    ) / (
                      CASE
                        WHEN (
                          "t2"."buying_days" - 1
                        ) > 0
                        THEN GREATEST(
                          CAST(FLOOR(
                            (
                              (
                                (
                                  "t2"."last_order_day" - "t2"."first_order_day"
                                ) * 2
                              ) + (
                                "t2"."buying_days" - 1
                              )
                            ) / (
                              (
                                "t2"."buying_days" - 1
                              ) * 2
                            )
                          ) AS BIGINT),
                          1
                        )
                        ELSE CAST(NULL AS BIGINT)
                      END
                    )
                  ) AS BIGINT) AS "overdue_pct"
                FROM "bought" AS "t2"
              ) AS "t11"
                ON "t8"."led_id" = "t11"."customer_id"
            ) AS "t17"
            GROUP BY
              1
          ) AS "t22"
            ON "t28"."customer_id" = "t22"."customer_id"
        ) AS "t29"
      ) AS "t30"
    ) AS "t34"
    LEFT OUTER JOIN (
      SELECT
        "t35"."customer_id",
        "t35"."share_before",
        "t35"."share",
        CASE
          WHEN "t35"."has_bought"
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought"
                  ORDER BY -(
                    "t35"."recency_days"
                  ) ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 5
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT) + 1
          ELSE CAST(NULL AS BIGINT)
        END AS "rfm_r",
        CASE
          WHEN "t35"."has_bought"
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought"
                  ORDER BY "t35"."orders_12m" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 5
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT) + 1
          ELSE CAST(NULL AS BIGINT)
        END AS "rfm_f",
        CASE
          WHEN "t35"."has_bought"
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought"
                  ORDER BY "t35"."revenue_12m" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 5
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT) + 1
          ELSE CAST(NULL AS BIGINT)
        END AS "rfm_m",
        CASE
          WHEN "t35"."has_bought"
          AND (
            COUNT(*) OVER (
              PARTITION BY "t35"."has_bought"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) >= 5
          )
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought"
                  ORDER BY "t35"."revenue_12m" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 100
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT)
          ELSE CAST(NULL AS BIGINT)
        END AS "book_pct",
        CASE
          WHEN "t35"."has_bought"
          AND (
            COUNT(*) OVER (
              PARTITION BY "t35"."has_bought", "t35"."industry"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) >= 5
          )
          AND (
            "t35"."industry" <> ''
          )
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought", "t35"."industry"
                  ORDER BY "t35"."revenue_12m" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 100
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought", "t35"."industry"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT)
          ELSE CAST(NULL AS BIGINT)
        END AS "industry_pct",
        CASE
          WHEN "t35"."has_bought"
          AND (
            COUNT(*) OVER (
              PARTITION BY "t35"."has_bought", "t35"."city"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) >= 5
          )
          AND (
            "t35"."city" <> ''
          )
          THEN CAST(FLOOR(
            (
              (
                RANK() OVER (
                  PARTITION BY "t35"."has_bought", "t35"."city"
                  ORDER BY "t35"."revenue_12m" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) * 100
            ) / (
              COUNT(*) OVER (
                PARTITION BY "t35"."has_bought", "t35"."city"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              )
            )
          ) AS BIGINT)
          ELSE CAST(NULL AS BIGINT)
        END AS "city_pct"
      FROM (
        SELECT
          "t33"."customer_id",
          "t33"."industry",
          "t33"."city",
          "t33"."recency_days",
          "t33"."orders_12m",
          "t33"."revenue_12m",
          "t33"."paying",
          "t33"."has_bought",
          "t33"."so_far",
          "t33"."whole",
          CASE
            WHEN "t33"."paying" > 0
            THEN CAST(FLOOR(
              (
                CAST(FLOOR((
                  (
                    "t33"."so_far" - "t33"."paying"
                  ) * 10000
                ) / (
                  "t33"."whole"
                )) AS BIGINT)
              ) / (
                50
              )
            ) AS BIGINT) * 50
            ELSE CAST(NULL AS BIGINT)
          END AS "share_before",
          CASE
            WHEN "t33"."paying" > 0
            THEN (
              CAST(FLOOR((
                "t33"."paying" * 100
              ) / (
                "t33"."whole"
              )) AS BIGINT) * 100
            ) + CAST(FLOOR(
              (
                (
                  (
                    "t33"."paying" * 100
                  ) - (
                    CAST(FLOOR((
                      "t33"."paying" * 100
                    ) / (
                      "t33"."whole"
                    )) AS BIGINT) * "t33"."whole"
                  )
                ) * 100
              ) / (
                "t33"."whole"
              )
            ) AS BIGINT)
            ELSE CAST(NULL AS BIGINT)
          END AS "share"
        FROM (
          SELECT
            "t31"."customer_id",
            "t31"."industry",
            "t31"."city",
            "t31"."recency_days",
            "t31"."orders_12m",
            "t31"."revenue_12m",
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
              "t30"."recency_days",
              COALESCE("t30"."orders_12m", 0) AS "orders_12m",
              COALESCE("t30"."revenue_12m", 0) AS "revenue_12m",
              GREATEST(COALESCE("t30"."revenue_12m", 0), 0) AS "paying",
              "t30"."first_order_day" IS NOT NULL AS "has_bought"
            FROM (
              SELECT
                "t29".*
                EXCLUDE ("customer_id_right")
              FROM (
                SELECT
                  "t28"."customer_id",
                  "t28"."industry",
                  "t28"."city",
                  "t28"."team_id",
                  "t28"."owner_id",
                  "t28"."target",
                  "t28"."touch_day",
                  "t28"."wallet",
                  "t28"."terms_days",
                  "t28"."cost_12m",
                  "t28"."complaints_12m",
                  "t28"."referrals_12m",
                  "t28"."known_people",
                  "t28"."renewals",
                  "t28"."contract_end_day",
                  "t28"."gone_day",
                  "t28"."first_order_day",
                  "t28"."last_order_day",
                  "t28"."buying_days",
                  "t28"."active_months",
                  "t28"."orders_12m",
                  "t28"."lines_12m",
                  "t28"."revenue_12m",
                  "t28"."revenue_prev_12m",
                  "t28"."revenue_all",
                  "t28"."season_revenue",
                  "t28"."season_prev_revenue",
                  "t28"."costed_revenue",
                  "t28"."costs",
                  "t28"."costed",
                  "t28"."bought_revenue",
                  "t28"."first_day_revenue",
                  "t28"."recency_days",
                  "t28"."months_with_us",
                  "t28"."cycle_days",
                  "t28"."growth",
                  "t28"."season_growth",
                  "t28"."margin_12m",
                  "t28"."costed_pct",
                  "t28"."repeat_revenue",
                  "t28"."overdue_pct",
                  "t28"."payments",
                  "t28"."late_payments_12m",
                  "t28"."days_beyond",
                  "t28"."owed_overdue",
                  "t28"."on_time_pct",
                  "t28"."days_late",
                  "t28"."satisfied_professional",
                  "t28"."satisfied_personal",
                  "t28"."satisfied_value",
                  "t28"."satisfied_dedication",
                  "t28"."satisfied_lowest",
                  "t22"."customer_id" AS "customer_id_right",
                  "t22"."spill_12m"
                FROM (
                  SELECT
                    "t26".*
                    EXCLUDE ("customer_id_right")
                  FROM (
                    SELECT
                      "t25"."customer_id",
                      "t25"."industry",
                      "t25"."city",
                      "t25"."team_id",
                      "t25"."owner_id",
                      "t25"."target",
                      "t25"."touch_day",
                      "t25"."wallet",
                      "t25"."terms_days",
                      "t25"."cost_12m",
                      "t25"."complaints_12m",
                      "t25"."referrals_12m",
                      "t25"."known_people",
                      "t25"."renewals",
                      "t25"."contract_end_day",
                      "t25"."gone_day",
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
                      "t25"."overdue_pct",
                      "t25"."payments",
                      "t25"."late_payments_12m",
                      "t25"."days_beyond",
                      "t25"."owed_overdue",
                      "t25"."on_time_pct",
                      "t25"."days_late",
                      "t13"."customer_id" AS "customer_id_right",
                      "t13"."satisfied_professional",
                      "t13"."satisfied_personal",
                      "t13"."satisfied_value",
                      "t13"."satisfied_dedication",
                      "t13"."satisfied_lowest"
                    FROM (
                      SELECT
                        "t23".*
                        EXCLUDE ("customer_id_right")
                      FROM (
                        SELECT
                          "t18"."customer_id",
                          "t18"."industry",
                          "t18"."city",
                          "t18"."team_id",
                          "t18"."owner_id",
                          "t18"."target",
                          "t18"."touch_day",
                          "t18"."wallet",
                          "t18"."terms_days",
                          "t18"."cost_12m",
                          "t18"."complaints_12m",
                          "t18"."referrals_12m",
                          "t18"."known_people",
                          "t18"."renewals",
                          "t18"."contract_end_day",
                          "t18"."gone_day",
                          "t18"."first_order_day",
                          "t18"."last_order_day",
                          "t18"."buying_days",
                          "t18"."active_months",
                          "t18"."orders_12m",
                          "t18"."lines_12m",
                          "t18"."revenue_12m",
                          "t18"."revenue_prev_12m",
                          "t18"."revenue_all",
                          "t18"."season_revenue",
                          "t18"."season_prev_revenue",
                          "t18"."costed_revenue",
                          "t18"."costs",
                          "t18"."costed",
                          "t18"."bought_revenue",
                          "t18"."first_day_revenue",
                          "t18"."recency_days",
                          "t18"."months_with_us",
                          "t18"."cycle_days",
                          "t18"."growth",
                          "t18"."season_growth",
                          "t18"."margin_12m",
                          "t18"."costed_pct",
                          "t18"."repeat_revenue",
                          "t18"."overdue_pct",
                          "t21"."customer_id" AS "customer_id_right",
                          "t21"."payments",
                          "t21"."late_payments_12m",
                          "t21"."days_beyond",
                          "t21"."owed_overdue",
                          "t21"."on_time_pct",
                          "t21"."days_late"
                        FROM (
                          SELECT
                            "t15".*
                            EXCLUDE ("customer_id_right")
                          FROM (
                            SELECT
                              "t5"."customer_id",
                              "t5"."industry",
                              "t5"."city",
                              "t5"."team_id",
                              "t5"."owner_id",
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
                              "t11"."customer_id" AS "customer_id_right",
                              "t11"."first_order_day",
                              "t11"."last_order_day",
                              "t11"."buying_days",
                              "t11"."active_months",
                              "t11"."orders_12m",
                              "t11"."lines_12m",
                              "t11"."revenue_12m",
                              "t11"."revenue_prev_12m",
                              "t11"."revenue_all",
                              "t11"."season_revenue",
                              "t11"."season_prev_revenue",
                              "t11"."costed_revenue",
                              "t11"."costs",
                              "t11"."costed",
                              "t11"."bought_revenue",
                              "t11"."first_day_revenue",
                              "t11"."recency_days",
                              "t11"."months_with_us",
                              "t11"."cycle_days",
                              "t11"."growth",
                              "t11"."season_growth",
                              "t11"."margin_12m",
                              "t11"."costed_pct",
                              "t11"."repeat_revenue",
                              "t11"."overdue_pct"
                            FROM "customers" AS "t5"
                            LEFT OUTER JOIN (
                              SELECT
                                "t2"."customer_id",
                                "t2"."first_order_day",
                                "t2"."last_order_day",
                                "t2"."buying_days",
                                "t2"."active_months",
                                "t2"."orders_12m",
                                "t2"."lines_12m",
                                "t2"."revenue_12m",
                                "t2"."revenue_prev_12m",
                                "t2"."revenue_all",
                                "t2"."season_revenue",
                                "t2"."season_prev_revenue",
                                "t2"."costed_revenue",
                                "t2"."costs",
                                "t2"."costed",
                                "t2"."bought_revenue",
                                "t2"."first_day_revenue",
                                20778 - "t2"."last_order_day" AS "recency_days",
                                CAST(FLOOR((
                                  (
                                    20778 - "t2"."first_order_day"
                                  ) * 10000
                                ) / (
                                  304375
                                )) AS BIGINT) AS "months_with_us",
                                CASE
                                  WHEN (
                                    "t2"."buying_days" - 1
                                  ) > 0
                                  THEN GREATEST(
                                    CAST(FLOOR(
                                      (
                                        (
                                          (
                                            "t2"."last_order_day" - "t2"."first_order_day"
                                          ) * 2
                                        ) + (
                                          "t2"."buying_days" - 1
                                        )
                                      ) / (
                                        (
                                          "t2"."buying_days" - 1
                                        ) * 2
                                      )
                                    ) AS BIGINT),
                                    1
                                  )
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "cycle_days",
                                CASE
                                  WHEN "t2"."revenue_prev_12m" > 0
                                  THEN CAST(FLOOR(
                                    (
                                      (
                                        "t2"."revenue_12m" - "t2"."revenue_prev_12m"
                                      ) * 10000
                                    ) / (
                                      "t2"."revenue_prev_12m"
                                    )
                                  ) AS BIGINT)
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "growth",
                                CASE
                                  WHEN "t2"."season_prev_revenue" > 0
                                  THEN CAST(FLOOR(
                                    (
                                      (
                                        "t2"."season_revenue" - "t2"."season_prev_revenue"
                                      ) * 10000
                                    ) / (
                                      "t2"."season_prev_revenue"
                                    )
                                  ) AS BIGINT)
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "season_growth",
                                CASE
                                  WHEN "t2"."costed" > 0
                                  THEN "t2"."costed_revenue" - "t2"."costs"
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "margin_12m",
                                CASE
                                  WHEN "t2"."revenue_12m" > 0
                                  THEN CAST(FLOOR((
                                    "t2"."costed_revenue" * 100
                                  ) / (
                                    "t2"."revenue_12m"
                                  )) AS BIGINT)
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "costed_pct",
                                COALESCE("t2"."bought_revenue" - "t2"."first_day_revenue", 0) AS "repeat_revenue",
                                CAST(FLOOR(
                                  (
                                    (
                                      20778 - "t2"."last_order_day"
                                    ) * 100
                                  ) / (
                                    CASE
                                      WHEN (
                                        "t2"."buying_days" - 1
                                      ) > 0
                                      THEN GREATEST(
                                        CAST(FLOOR(
                                          (
                                            (
                                              (
                                                "t2"."last_order_day" - "t2"."first_order_day"
                                              ) * 2
                                            ) + (
                                              "t2"."buying_days" - 1
                                            )
                                          ) / (
                                            (
                                              "t2"."buying_days" - 1
                                            ) * 2
                                          )
                                        ) AS BIGINT),
                                        1
                                      )
                                      ELSE CAST(NULL AS BIGINT)
                                    END
                                  )
                                ) AS BIGINT) AS "overdue_pct"
                              FROM "bought" AS "t2"
                            ) AS "t11"
                              ON "t5"."customer_id" = "t11"."customer_id"
                          ) AS "t15"
                        ) AS "t18"
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
                              FROM "payments" AS "t4"
                              WHERE
                                "t4"."due_day" > 20413 AND "t4"."due_day" <= 20778 AND "t4"."amount" > 0
                            ) AS "t7"
                            GROUP BY
                              1
                          ) AS "t14"
                        ) AS "t21"
                          ON "t18"."customer_id" = "t21"."customer_id"
                      ) AS "t23"
                    ) AS "t25"
                    LEFT OUTER JOIN (
                      SELECT
                        "t9"."customer_id",
                        "t9"."satisfied_professional",
                        "t9"."satisfied_personal",
                        "t9"."satisfied_value",
                        "t9"."satisfied_dedication",
                        NULLIF(
                          LEAST(
                            COALESCE("t9"."satisfied_professional", 101),
                            COALESCE("t9"."satisfied_personal", 101),
                            COALESCE("t9"."satisfied_value", 101),
                            COALESCE("t9"."satisfied_dedication", 101)
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
                      ) AS "t9"
                    ) AS "t13"
                      ON "t25"."customer_id" = "t13"."customer_id"
                  ) AS "t26"
                ) AS "t28"
                LEFT OUTER JOIN (
                  SELECT
                    "t17"."customer_id",
                    SUM("t17"."owed") AS "spill_12m"
                  FROM (
                    SELECT
                      "t8"."leader_id" AS "customer_id",
                      CAST(FLOOR((
                        GREATEST("t11"."revenue_12m", 0) * "t8"."share"
                      ) / (
                        100
                      )) AS BIGINT) AS "owed"
                    FROM (
                      SELECT
                        *
                      FROM "spills" AS "t0"
                      WHERE
                        "t0"."leader_id" <> "t0"."led_id"
                    ) AS "t8"
                    INNER JOIN (
                      SELECT
                        "t2"."customer_id",
                        "t2"."first_order_day",
                        "t2"."last_order_day",
                        "t2"."buying_days",
                        "t2"."active_months",
                        "t2"."orders_12m",
                        "t2"."lines_12m",
                        "t2"."revenue_12m",
                        "t2"."revenue_prev_12m",
                        "t2"."revenue_all",
                        "t2"."season_revenue",
                        "t2"."season_prev_revenue",
                        "t2"."costed_revenue",
                        "t2"."costs",
                        "t2"."costed",
                        "t2"."bought_revenue",
                        "t2"."first_day_revenue",
                        20778 - "t2"."last_order_day" AS "recency_days",
                        CAST(FLOOR((
                          (
                            20778 - "t2"."first_order_day"
                          ) * 10000
                        ) / (
                          304375
                        )) AS BIGINT) AS "months_with_us",
                        CASE
                          WHEN (
                            "t2"."buying_days" - 1
                          ) > 0
                          THEN GREATEST(
                            CAST(FLOOR(
                              (
                                (
                                  (
                                    "t2"."last_order_day" - "t2"."first_order_day"
                                  ) * 2
                                ) + (
                                  "t2"."buying_days" - 1
                                )
                              ) / (
                                (
                                  "t2"."buying_days" - 1
                                ) * 2
                              )
                            ) AS BIGINT),
                            1
                          )
                          ELSE CAST(NULL AS BIGINT)
                        END AS "cycle_days",
                        CASE
                          WHEN "t2"."revenue_prev_12m" > 0
                          THEN CAST(FLOOR(
                            (
                              (
                                "t2"."revenue_12m" - "t2"."revenue_prev_12m"
                              ) * 10000
                            ) / (
                              "t2"."revenue_prev_12m"
                            )
                          ) AS BIGINT)
                          ELSE CAST(NULL AS BIGINT)
                        END AS "growth",
                        CASE
                          WHEN "t2"."season_prev_revenue" > 0
                          THEN CAST(FLOOR(
                            (
                              (
                                "t2"."season_revenue" - "t2"."season_prev_revenue"
                              ) * 10000
                            ) / (
                              "t2"."season_prev_revenue"
                            )
                          ) AS BIGINT)
                          ELSE CAST(NULL AS BIGINT)
                        END AS "season_growth",
                        CASE
                          WHEN "t2"."costed" > 0
                          THEN "t2"."costed_revenue" - "t2"."costs"
                          ELSE CAST(NULL AS BIGINT)
                        END AS "margin_12m",
                        CASE
                          WHEN "t2"."revenue_12m" > 0
                          THEN CAST(FLOOR((
                            "t2"."costed_revenue" * 100
                          ) / (
                            "t2"."revenue_12m"
                          )) AS BIGINT)
                          ELSE CAST(NULL AS BIGINT)
                        END AS "costed_pct",
                        COALESCE("t2"."bought_revenue" - "t2"."first_day_revenue", 0) AS "repeat_revenue",
                        CAST(FLOOR(
                          (
                            (
                              20778 - "t2"."last_order_day"
                            ) * 100
                          ) / (
                            CASE
                              WHEN (
                                "t2"."buying_days" - 1
                              ) > 0
                              THEN GREATEST(
                                CAST(FLOOR(
                                  (
                                    (
                                      (
                                        "t2"."last_order_day" - "t2"."first_order_day"
                                      ) * 2
                                    ) + (
                                      "t2"."buying_days" - 1
                                    )
                                  ) / (
                                    (
                                      "t2"."buying_days" - 1
                                    ) * 2
                                  )
                                ) AS BIGINT),
                                1
                              )
                              ELSE CAST(NULL AS BIGINT)
                            END
                          )
                        ) AS BIGINT) AS "overdue_pct"
                      FROM "bought" AS "t2"
                    ) AS "t11"
                      ON "t8"."led_id" = "t11"."customer_id"
                  ) AS "t17"
                  GROUP BY
                    1
                ) AS "t22"
                  ON "t28"."customer_id" = "t22"."customer_id"
              ) AS "t29"
            ) AS "t30"
          ) AS "t31"
        ) AS "t33"
      ) AS "t35"
    ) AS "t37"
      ON "t34"."customer_id" = "t37"."customer_id"
  ) AS "t38"
) AS "t39"
ORDER BY
  "t39"."customer_id" ASC

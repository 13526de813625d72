"""Why customers leave, in words (S2-42)."""

from zhike.lib.words import Words

REASONS = {
    "price": Words("价格", "Price"),
    "quality": Words("质量", "Quality"),
    "service": Words("服务不好", "Poor service"),
    "neglect": Words("没人管", "Neglected"),
    "rival": Words("对手挖走", "Taken by a rival"),
    "person": Words("人事变动", "People changed"),
    "need": Words("不再需要", "No need any more"),
    "closed": Words("停业、搬走", "Closed or moved"),
    "other": Words("其他", "Other"),
}

from zhike.service.models.case import Case as Case
from zhike.service.models.case import Resolution as Resolution
from zhike.service.models.leave import Leave as Leave
from zhike.service.models.leave import Limit as Limit
from zhike.service.models.waiting import Offering as Offering
from zhike.service.models.waiting import Waiting as Waiting

from zhike.customers.models.contact import Contact as Contact
from zhike.customers.models.customer import Customer as Customer
from zhike.customers.models.customer import SearchEntry as SearchEntry
from zhike.customers.models.standing import Rating as Rating
from zhike.customers.models.standing import Standing as Standing
from zhike.customers.models.standing import StandingMove as StandingMove

"""What each role sees and may do. The roles are those of the sources (requirements, section 4)."""

from enum import StrEnum

from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission, Scope


class Role(StrEnum):
    """The seat somebody holds in the company."""

    ACCOUNT_MANAGER = "account_manager"
    TEAM_LEAD = "team_lead"
    DIRECTOR = "director"
    SERVICE_DESK = "service_desk"
    DATA_STEWARD = "data_steward"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> Words:
        return NAMES[self]


NAMES = {
    Role.ACCOUNT_MANAGER: Words("客户经理", "Account manager"),
    Role.TEAM_LEAD: Words("团队主管", "Team lead"),
    Role.DIRECTOR: Words("总监", "Director"),
    Role.SERVICE_DESK: Words("服务台", "Service desk"),
    Role.DATA_STEWARD: Words("资料专员", "Data steward"),
    Role.ADMINISTRATOR: Words("管理员", "Administrator"),
}

SCOPES = {
    Role.ACCOUNT_MANAGER: Scope.OWN,
    Role.TEAM_LEAD: Scope.TEAM,
    Role.DIRECTOR: Scope.ALL,
    Role.SERVICE_DESK: Scope.ALL,
    Role.DATA_STEWARD: Scope.ALL,
    Role.ADMINISTRATOR: Scope.ALL,
}

_CARING = frozenset(
    {
        Permission.READ_CUSTOMERS,
        Permission.WRITE_CUSTOMERS,
        Permission.LOG_TOUCHES,
        Permission.RECEIVE_CASES,
        Permission.MERGE_CUSTOMERS,
        Permission.TRASH_CUSTOMERS,
        Permission.TAKE_FILES,
        Permission.OPEN_SEALED,
    }
)

PERMISSIONS = {
    Role.ACCOUNT_MANAGER: _CARING | {Permission.RUN_IMPORTS},
    Role.TEAM_LEAD: _CARING
    | {
        Permission.RUN_IMPORTS,
        Permission.ASSIGN_CUSTOMERS,
        Permission.APPROVE,
        Permission.MANAGE_BOOK,
    },
    Role.DIRECTOR: _CARING
    | {
        Permission.RUN_IMPORTS,
        Permission.ASSIGN_CUSTOMERS,
        Permission.READ_HEALTH,
        Permission.MANAGE_PEOPLE,
        Permission.DISCARD_SAMPLE,
        Permission.APPROVE,
        Permission.MANAGE_BOOK,
        Permission.READ_REGISTERS,
        Permission.SWITCH_METHODS,
        Permission.KEEP_DAYS,
    },
    Role.SERVICE_DESK: frozenset(
        {Permission.READ_CUSTOMERS, Permission.LOG_TOUCHES, Permission.RECEIVE_CASES}
    ),
    Role.DATA_STEWARD: _CARING
    | {
        Permission.RUN_IMPORTS,
        Permission.ASSIGN_CUSTOMERS,
        Permission.READ_HEALTH,
        Permission.APPROVE,
        Permission.MANAGE_BOOK,
        Permission.READ_REGISTERS,
        Permission.ANSWER_PERSONS,
        Permission.KEEP_DAYS,
    },
    Role.ADMINISTRATOR: frozenset(Permission),
}


def clearance(role: Role) -> Level:
    """How far a seat may read, at most: sealed answers only where one may open them, personal ones only of customers one looks after (S4-32)."""
    return Level.SEALED if Permission.OPEN_SEALED in PERMISSIONS[role] else Level.PERSONAL

"""The unified social credit code (统一社会信用代码) every organisation in China has."""

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from zhike.lib.names import folded


def normalised_credit_code(text: str) -> str:
    """The eighteen characters, half width and upper case; `ValueError` when the check digit says it is mistyped."""
    try:
        return str(uscc.validate(folded(text)))
    except ValidationError as error:
        raise ValueError(text) from error

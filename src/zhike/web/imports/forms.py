"""A file is brought in, and its columns are given their meaning."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from zhike.exchange.fields import FIELDS, Target
from zhike.exchange.files.table import Reading
from zhike.exchange.mapping import UPDATE_KEYS, Mapping, MappingError
from zhike.exchange.queries import Preview
from zhike.lib.dates import DateOrder
from zhike.lib.words import Words
from zhike.web.forms import labelled

ORDERS = {
    DateOrder.YEAR_FIRST: Words("年在前（2026-01-03）", "year first (2026-01-03)"),
    DateOrder.DAY_FIRST: Words("日在前（03/01/2026）", "day first (03/01/2026)"),
    DateOrder.MONTH_FIRST: Words("月在前（01/03/2026）", "month first (01/03/2026)"),
}
KEYS = {
    "": Words("按最合适的", "the usual key"),
    "number": Words("编号", "number"),
    "credit_code": Words("信用代码", "credit code"),
    "name": Words("名称", "name"),
    "mobile": Words("手机", "mobile"),
    "email": Words("邮箱", "e-mail"),
    "none": Words("不更新已有的", "leave what is there alone"),
}


class UploadForm(forms.Form):
    """Which facts, and which file."""

    target = forms.TypedChoiceField(
        coerce=Target, widget=forms.RadioSelect, initial=Target.CUSTOMERS
    )
    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv,.txt,.vcf"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self, target=Words("文件里是什么", "The file holds"), file=Words("文件", "File")
        )
        self.fields["target"].choices = [(t, t.words) for t in Target]  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                str(
                    Words(
                        "文件超过 200 MB，请用命令 zhike import 导入，大小不限。",
                        "The file is over 200 MB; bring it in with the command zhike import, of any size.",
                    )
                )
            )
        return file


class ReadingForm(forms.Form):
    """How the file is to be read, where the guess was wrong."""

    encoding = forms.ChoiceField(required=False)
    separator = forms.ChoiceField(required=False)
    header = forms.IntegerField(required=False, min_value=0, max_value=40)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            encoding=Words("文字编码", "Encoding"),
            separator=Words("分隔符", "Separator"),
            header=Words("列名在第几行（0 表示没有）", "Row of the column names (0: none)"),
        )
        found = Words("自动识别", "found out")
        self.fields["encoding"].choices = [  # type: ignore[attr-defined]
            ("", found), ("utf-8", "UTF-8"), ("gb18030", "GBK / GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16"),
        ]  # fmt: skip
        self.fields["separator"].choices = [  # type: ignore[attr-defined]
            ("", found), (",", ","), (";", ";"), ("\t", "Tab"), ("|", "|"),
        ]  # fmt: skip

    def reading(self) -> Reading:
        said = self.cleaned_data if self.is_valid() else {}
        return Reading(
            encoding=said.get("encoding", ""),
            separator=said.get("separator", ""),
            header=said.get("header"),
        )


class ColumnsForm(forms.Form):
    """Which column is which field; begins with what is remembered or guessed."""

    dates = forms.TypedChoiceField(coerce=DateOrder)
    update_by = forms.ChoiceField(required=False)
    decimal_comma = forms.BooleanField(required=False)
    create_customers = forms.BooleanField(required=False)
    owner = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self,
        *args: object,
        target: Target,
        preview: Preview,
        reading: Reading,
        owners: list[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.target, self.preview, self.reading = target, preview, reading
        columns = [("", Words("–", "–")), *[(name, name) for name in preview.names]]
        for field in FIELDS[target]:
            self.fields[f"column_{field.name}"] = forms.ChoiceField(
                required=False,
                label=str(field.words),
                choices=columns,
                initial=preview.mapping.columns.get(field.name, ""),
            )
        labelled(
            self,
            dates=Words("日期的写法", "Dates are written"),
            update_by=Words("已有的按什么认出", "Meet what is there by"),
            decimal_comma=Words("小数点写作逗号（1.234,50）", "Comma for decimals (1.234,50)"),
            owner=Words(
                "新客户没写主管人的，归", "New customers without an account manager go to"
            ),
            create_customers=Words(
                "名册里没有的客户，顺便建档", "Open customers that are not on the books"
            ),
        )
        self.fields["dates"].choices = list(ORDERS.items())  # type: ignore[attr-defined]
        self.fields["dates"].initial = preview.mapping.dates
        self.fields["update_by"].choices = [  # type: ignore[attr-defined]
            (key, KEYS[key]) for key in ("", *UPDATE_KEYS[target])
        ]
        self.fields["update_by"].initial = preview.mapping.update_by
        nobody = ("", Words("先空着", "nobody yet"))
        self.fields["owner"].choices = [nobody, *owners]  # type: ignore[attr-defined]
        if len(owners) == 1:
            self.fields["owner"].initial = owners[0][0]
        if not owners:
            del self.fields["owner"]
        if target is Target.CUSTOMERS:
            del self.fields["create_customers"]

    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    def option_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if not self.errors:
            try:
                self.mapping = self._mapping(said).checked(self.preview.names)
            except MappingError as error:
                raise forms.ValidationError(str(error.words)) from error
        return said

    def _mapping(self, said: dict[str, object]) -> Mapping:
        columns = {
            name.removeprefix("column_"): str(value)
            for name, value in said.items()
            if name.startswith("column_") and value
        }
        return Mapping(
            target=self.target,
            columns=columns,
            reading=self.reading,
            dates=DateOrder(str(said["dates"])),
            decimal_comma=bool(said.get("decimal_comma")),
            create_customers=bool(said.get("create_customers")),
            update_by=str(said.get("update_by") or ""),
            owner_id=self.cleaned_data.get("owner"),
        )
